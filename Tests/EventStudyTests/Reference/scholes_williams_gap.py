"""The Scholes-Williams coefficients of ScholesWilliamsGapTests.swift: a market series without one price.

numpy 2.4.6; the market of seed 1, event of F00 in session 80, estimation sessions 20 to 74, price 50 missing.
"""

import datetime

import numpy as np

from market import Market
from models import returns

market = Market(1, [datetime.date(2025, 1, 1)] * 150, 1, [])
prices = market.prices["^MKT"]
prices[50] = np.nan
x, y = returns(prices, "simple"), returns(market.prices["F00"], "simple")
days = np.array([t for t in range(21, 74) if np.isfinite(x[t - 1 : t + 2]).all()])
slopes = [np.polyfit(x[days + shift], y[days], 1)[0] for shift in (-1, 0, 1)]
pairs = np.array([t for t in range(21, 75) if np.isfinite(x[t - 1 : t + 1]).all()])
beta = sum(slopes) / (1 + 2 * np.corrcoef(x[pairs], x[pairs - 1])[0, 1])
print(repr(float(y[days].mean() - beta * x[days].mean())), repr(float(beta)))
