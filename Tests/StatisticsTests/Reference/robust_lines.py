"""The values of RobustLinesTests: statsmodels' RLM, a linear programme and scipy's Theil slopes.

Made with Python 3.11, numpy 2.4.6, scipy 1.17.1, statsmodels 0.15.0.
"""

import numpy as np
import statsmodels.api as sm
from scipy import stats
from scipy.optimize import linprog

from resampling import noise


def series(rows):
    """`skewedSeries` of RobustLinesTests.swift: every ninth value is an outlier."""
    raw = noise(2 * rows)
    x = raw[:rows] * 0.04
    y = 0.0005 + 1.2 * x + 0.03 * raw[rows:]
    y[::9] += 0.2
    return x, y


def least_absolute(x, y):
    n = len(x)
    design = np.column_stack([np.ones(n), x])
    cost = np.r_[np.zeros(2), np.ones(2 * n)]
    equal = np.hstack([design, np.eye(n), -np.eye(n)])
    found = linprog(cost, A_eq=equal, b_eq=y, bounds=[(None, None)] * 2 + [(0, None)] * (2 * n), method="highs-ds")
    # The vertex in full precision: the line through its two points.
    i, j = np.argsort(np.abs(y - design @ found.x[:2]))[:2]
    slope = (y[j] - y[i]) / (x[j] - x[i])
    return y[i] - slope * x[i], slope


for rows in (60, 251):
    x, y = series(rows)
    huber = sm.RLM(y, sm.add_constant(x), M=sm.robust.norms.HuberT(1.345)).fit(conv="coefs", tol=1e-13, maxiter=500)
    theil = stats.theilslopes(y, x, method="joint")
    print(rows, "huber", [float(v) for v in huber.params], float(huber.scale))
    print(rows, "lad", [float(v) for v in least_absolute(x, y)])
    print(rows, "theil-sen", [float(theil.intercept), float(theil.slope)])
