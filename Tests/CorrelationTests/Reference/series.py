"""The returns of Tests/CorrelationTests/ReferenceSeries.swift, and draws of days in blocks."""

import datetime
import sys

import numpy as np

sys.path.insert(0, "../../EventStudyTests/Reference")
from market import Market, weekdays  # noqa: E402


def returns():
    """Simple returns by symbol, NaN where there is none: F02 misses the price of session 100."""
    market = Market(20251128, weekdays(datetime.date(2023, 1, 2), 300), 3, [])
    prices = {name: np.array(path, dtype=float) for name, path in market.prices.items()}
    prices["F02"][100] = np.nan
    return {name: np.concatenate([[np.nan], path[1:] / path[:-1] - 1])
            for name, path in prices.items()}


def stationary(count, length, generator):
    """Positions drawn by the stationary bootstrap of Politis and Romano (1994)."""
    starts = generator.integers(0, count, count)
    begins = generator.random(count) < 1 / length
    begins[0] = True
    last = np.maximum.accumulate(np.where(begins, np.arange(count), 0))
    return (starts[last] + np.arange(count) - last) % count
