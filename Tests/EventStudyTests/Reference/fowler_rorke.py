"""The Fowler-Rorke coefficients of RobustModelsTests.swift, without and with a price that the market lacks.

numpy 2.4.6; the market of seed 1, event of F00 in session 80, estimation sessions 20 to 74. Lags and leads come from
outside the window at its ends.
"""

import datetime

import numpy as np

from market import Market
from models import returns

for missing in (None, 50):
    market = Market(1, [datetime.date(2025, 1, 1)] * 150, 1, [])
    prices = market.prices["^MKT"]
    if missing:
        prices[missing] = np.nan
    x, y = returns(prices, "simple"), returns(market.prices["F00"], "simple")
    valid = np.array([t for t in range(20, 75) if np.isfinite(x[t])])
    inner = np.array([t for t in valid if np.isfinite(x[t - 1 : t + 2]).all()])
    design = np.column_stack([np.ones(len(inner))] + [x[inner + shift] for shift in (-1, 0, 1)])
    slopes = np.linalg.lstsq(design, y[inner], rcond=None)[0][1:]
    pairs = np.array([t for t in range(21, 75) if np.isfinite(x[t - 1 : t + 1]).all()])
    rho = np.corrcoef(x[pairs], x[pairs - 1])[0, 1]
    weight = (1 + rho) / (1 + 2 * rho)
    beta = weight * (slopes[0] + slopes[2]) + slopes[1]
    print(repr(float(y[valid].mean() - beta * x[valid].mean())), repr(float(beta)))
