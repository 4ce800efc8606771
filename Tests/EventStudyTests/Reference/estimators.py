"""The coefficients of market models that least squares do not fit: each of the returns, the market's, and the days."""

import numpy as np
import statsmodels.api as sm
from scipy import stats
from scipy.optimize import linprog


def scholes_williams(response, market, days, first, last):
    """Scholes and Williams (1977), sums over the days with both neighbours in the window."""
    days = np.array([t for t in days if first < t < last])
    slopes = [np.polyfit(market[days + shift], response[days], 1)[0] for shift in (-1, 0, 1)]
    beta = sum(slopes) / (1 + 2 * autocorrelation(market, first, last))
    return np.array([response[days].mean() - beta * market[days].mean(), beta])


def fowler_rorke(response, market, days, first, last):
    """Fowler and Rorke (1983), lags and leads from outside the window at its ends."""
    days = np.array(days)
    design = np.column_stack([np.ones(len(days))] + [market[days + shift] for shift in (-1, 0, 1)])
    slopes = np.linalg.lstsq(design, response[days], rcond=None)[0][1:]
    rho = autocorrelation(market, first, last)
    beta = (1 + rho) / (1 + 2 * rho) * (slopes[0] + slopes[2]) + slopes[1]
    return np.array([response[days].mean() - beta * market[days].mean(), beta])


def autocorrelation(market, first, last):
    inside = market[first : last + 1]
    return np.corrcoef(inside[1:], inside[:-1])[0, 1]


def huber(response, market, days, first, last):
    """Of more than half of the points on a line, that line."""
    y, design = response[days], np.column_stack([np.ones(len(days)), market[days]])
    fit = sm.RLM(y, design, M=sm.robust.norms.HuberT(1.345)).fit(conv="coefs", tol=1e-13, maxiter=1000)
    if fit.scale > 1e-10 * np.sqrt((y**2).mean()):
        return fit.params
    on_line = np.abs(y - design @ fit.params) <= 1e-10 * np.sqrt((y**2).mean())
    return np.linalg.lstsq(design[on_line], y[on_line], rcond=None)[0]


def least_absolute(response, market, days, first, last):
    """A linear programme finds the two points of the line, which follows from them."""
    y, design = response[days], np.column_stack([np.ones(len(days)), market[days]])
    n = len(y)
    cost = np.r_[np.zeros(2), np.ones(2 * n)]
    bounds = [(None, None)] * 2 + [(0, None)] * (2 * n)
    found = linprog(cost, A_eq=np.hstack([design, np.eye(n), -np.eye(n)]), b_eq=y, bounds=bounds,
                    method="highs-ds")
    points = np.argsort(np.abs(y - design @ found.x[:2]))[:2]
    return np.linalg.solve(design[points], y[points])


def theil_sen(response, market, days, first, last):
    line = stats.theilslopes(response[days], market[days], method="joint")
    return np.array([line.intercept, line.slope])


ESTIMATORS = {"scholes-williams": scholes_williams, "fowler-rorke": fowler_rorke, "huber": huber,
              "lad": least_absolute, "theil-sen": theil_sen}
