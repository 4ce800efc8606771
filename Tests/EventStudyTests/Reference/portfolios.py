"""Tests of averages that skewness, single events, shared dates and long windows call for.

Cluster-robust and calendar-time regressions are those of statsmodels 0.15.0.
"""

import numpy as np
import statsmodels.api as sm
from scipy import stats

from models import two_tails

NAMES = ("skew_t", "hall_t", "jackknife", "portfolio_t", "cluster_t", "calendar_time", "joint_f",
         "hotelling_t2")


def student(values, estimate, error, statistic, df, approximate=None):
    return (len(values), estimate, error, statistic, "t", df,
            two_tails(statistic, stats.t(df)), 0, approximate)


def fisher(n, estimate, statistic, numerator, denominator):
    f = stats.f(numerator, denominator)
    return (n, estimate, np.nan, statistic, f"f({numerator},{denominator})", denominator,
            (f.cdf(statistic), f.sf(statistic)), 0, None)


def skewness_adjusted(test, variant, x):
    n = len(x)
    if n < 3:
        return "too_few_events"
    if np.ptp(x) == 0:
        return "zero_variance"
    g = stats.skew(x, bias=variant != "unbiased")
    if variant != "unbiased":
        g *= ((n - 1) / n) ** 1.5  # scipy's second moment divides by n
    s = x.mean() / x.std(ddof=1)
    j = s + g * s**2 / 3 + g / (6 * n) + (g**2 * s**3 / 27 if test == "hall_t" else 0)
    return student(x, x.mean(), stats.sem(x), np.sqrt(n) * j, n - 1,
                   "small_sample" if n < 20 else None)


def jackknife(variant, x, errors):
    weights = np.ones(len(x))
    if variant == "precision":
        varying = np.isfinite(errors)
        x, weights = x[varying], errors[varying] ** -2
    if len(x) < 2:
        return "too_few_events"

    def average(kept):
        if variant == "trimmed":
            return stats.trim_mean(x[kept], 0.1)
        return np.average(x[kept], weights=weights[kept])

    everything = np.arange(len(x))
    without = np.array([average(np.delete(everything, i)) for i in everything])
    error = np.sqrt((len(x) - 1) * without.var())
    if error < 1e-17:
        return "zero_variance"
    value = average(everything)
    return student(x, value, error, value / error, len(x) - 1)


def cluster_codes(variant, fits):
    dates = [fit.day for fit in fits]
    if variant == "week":  # session 0 of the market is a Monday, and every weekday a session
        return [day // 5 for day in dates]
    return {"firm": [fit.symbol for fit in fits]}.get(variant, dates)


def cluster(variant, x, fits):
    if len(x) == 0:
        return "too_few_events"
    names = ["date", "firm"] if variant == "two_way" else [variant]
    codes = np.column_stack(
        [np.unique(cluster_codes(name, fits), return_inverse=True)[1] for name in names])
    count = min(len(set(column)) for column in codes.T)
    if count < 2:
        return "too_few_clusters"
    result = sm.OLS(x, np.ones(len(x))).fit(
        cov_type="cluster", cov_kwds={"groups": codes if len(names) > 1 else codes[:, 0]})
    error = result.bse[0]
    return student(x, x.mean(), error, x.mean() / error, count - 1,
                   "few_clusters" if count < 10 else None)


def portfolio(x, fits):
    dates = np.array([fit.day for fit in fits])
    means = np.array([x[dates == date].mean() for date in np.unique(dates)])
    if len(means) < 2:
        return "too_few_clusters"
    if np.ptp(means) == 0:
        return "zero_variance"
    result = stats.ttest_1samp(means, 0)
    return student(x, means.mean(), stats.sem(means), result.statistic, len(means) - 1)


def calendar_time(variant, x, fits, window):
    if not fits:
        return "too_few_events"
    members = {}
    for fit in sorted(fits, key=lambda fit: fit.day):
        own_mean = fit.theta[0] if fit.model == "mean" else 0.0
        for t in range(fit.day + window[0], fit.day + window[1] + 1):
            if np.isfinite(fit.response[t]):
                members.setdefault(t, {}).setdefault(fit.symbol, fit.response[t] - own_mean)
    one = fits[0]
    X = one.X if one.terms else np.ones((len(one.offset), 1))
    days = [t for t in sorted(members)
            if np.isfinite(X[t]).all() and np.isfinite(one.offset[t])]
    if len(days) < X.shape[1] + 2:
        return "too_few_days"
    y = np.array([np.mean(list(members[t].values())) for t in days]) - one.offset[days]
    sizes = np.array([len(members[t]) for t in days])
    regression = sm.WLS(y, X[days], sizes) if variant == "wls" else sm.OLS(y, X[days])
    result = regression.fit(cov_type="HC0" if variant == "hc0" else "nonrobust")
    return student(x, result.params[0], result.bse[0], result.params[0] / result.bse[0],
                   len(days) - X.shape[1])


def joint(x, errors, fits):
    varying = np.flatnonzero(np.isfinite(errors))
    if len(varying) == 0:
        return "too_few_events"
    fits, x = [fits[i] for i in varying], x[varying]
    if len({fit.day for fit in fits}) > 1:
        return "different_dates"
    n, df = len(x), fits[0].df
    if df < n:
        return "insufficient_estimation"
    if len({tuple(fit.estimation_days) for fit in fits}) > 1:
        return "different_sessions"
    E = np.column_stack([fit.e - (fit.e.mean() if fit.about_mean else 0) for fit in fits])
    scale = (errors[varying[0]] / fits[0].sigma) ** 2
    squares = x @ np.linalg.inv(E.T @ E / df) @ x / scale
    return fisher(n, x.mean(), (df - n + 1) / (n * df) * squares, n, df - n + 1)


def hotelling(x, fits, window, start):
    if len(x) == 0:
        return "too_few_events"
    rows = np.array([fit.ar[window[0] - start : window[1] - start + 1] for fit in fits])
    rows = rows[np.isfinite(rows).all(axis=1)]
    n, days = rows.shape
    if n <= max(days, 1):
        return "too_few_events"
    if (np.ptp(rows, axis=0) == 0).any():
        return "zero_variance"
    mean, S = rows.mean(axis=0), np.atleast_2d(np.cov(rows.T))
    if np.linalg.matrix_rank(S) < days:
        return "singular_covariance"
    squares = n * mean @ np.linalg.solve(S, mean)
    return fisher(n, mean.sum(), (n - days) / (days * (n - 1)) * squares, days, n - days)


def evaluate_portfolio(test, variant, x, errors, fits, window, start):
    """The outcome of significance.evaluate, and why it is approximate."""
    if test in ("skew_t", "hall_t"):
        return skewness_adjusted(test, variant, x)
    if test == "jackknife":
        return jackknife(variant, x, errors)
    if test == "portfolio_t":
        return portfolio(x, fits)
    if test == "cluster_t":
        return cluster(variant or "date", x, fits)
    if test == "calendar_time":
        return calendar_time(variant, x, fits, window)
    if test == "joint_f":
        return joint(x, errors, fits)
    return hotelling(x, fits, window, start)
