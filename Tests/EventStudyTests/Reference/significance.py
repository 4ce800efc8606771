"""Significance tests of a group of events, and adjustments for their number."""

import itertools

import numpy as np
from scipy import stats

from models import two_tails


def signed_rank(values):
    """W+, exact tails over all sign patterns, ties included (normal beyond 50), by enumeration."""
    values = values[values != 0]
    ranks = stats.rankdata(abs(values))
    observed, n = ranks[values > 0].sum(), len(values)
    if n > 50:
        ties = np.unique(abs(values), return_counts=True)[1]
        variance = n * (n + 1) * (2 * n + 1) / 24 - (ties**3 - ties).sum() / 48
        z = (observed - n * (n + 1) / 4) / np.sqrt(variance)
        return observed, n, two_tails(z, stats.norm), "signed_rank_normal"
    signs = np.array(list(itertools.product([0, 1], repeat=n)))
    sums = signs @ ranks
    return observed, n, ((sums <= observed).mean(), (sums >= observed).mean()), "signed_rank"


def hodges_lehmann(values):
    i, j = np.triu_indices(len(values))
    return np.median((values[i] + values[j]) / 2)


def estimation(fits):
    """Mean share of positive residuals; deviation and number of the daily average residuals."""
    by_day = {}
    for fit in fits:
        for day, e in zip(fit.estimation_days, fit.e):
            by_day.setdefault(day, []).append(e)
    averages = [np.mean(by_day[day]) for day in sorted(by_day)]
    shares = [(fit.e > 0).mean() for fit in fits if fit.varies]
    return (np.mean(shares) if shares else np.nan,
            np.std(averages, ddof=1) if len(averages) > 1 else np.nan, len(averages))


def evaluate(test, values, errors, fits, day_count, group):
    """n, estimate, standard error, statistic, distribution, df, tails, approximate below."""
    share, deviation, days = group
    varying = np.isfinite(errors)
    standardized = values[varying] / errors[varying]
    if test in ("csect_t", "bmp_t"):
        x = values if test == "csect_t" else standardized
        n = len(x)
        if n < 2:
            return "too_few_events"
        if np.ptp(x) == 0:
            return "zero_variance"
        result = stats.ttest_1samp(x, 0)
        return (n, x.mean(), stats.sem(x), result.statistic, "t", n - 1,
                two_tails(result.statistic, stats.t(n - 1)), 0)
    if test == "bw80_z":
        n = varying.sum()
        if n == 0:
            return "too_few_events"
        root = np.sqrt((errors[varying] ** 2).sum())
        z = values[varying].sum() / root
        return n, values[varying].mean(), root / n, z, "normal", None, two_tails(z, stats.norm), 5
    if test == "cda_t":
        if deviation == 0:
            return "zero_variance"
        error = deviation * np.sqrt(day_count)
        t = values.mean() / error
        return (len(values), values.mean(), error, t, "t", days - 1,
                two_tails(t, stats.t(days - 1)), 0)
    if test == "patell_z":
        df = np.array([fit.df for fit in fits])[varying]
        n = len(df)
        if n == 0:
            return "too_few_events"
        root = np.sqrt((df / (df - 2)).sum())
        z = standardized.sum() / root
        return n, standardized.mean(), root / n, z, "normal", None, two_tails(z, stats.norm), 5
    if test == "sign_z":
        x = values[values != 0]
        n, w = len(x), (x > 0).sum()
        if n == 0:
            return "all_zero"
        return (n, w / n, np.sqrt(0.25 / n), (w - n / 2) / np.sqrt(n / 4), "binomial", None,
                (stats.binom(n, 0.5).cdf(w), stats.binom(n, 0.5).sf(w - 1)), 0)
    if test == "gsign_z":
        if not varying.any():
            return "too_few_events"
        x = values[varying]
        x = x[x != 0]
        n, w = len(x), (x > 0).sum()
        if n == 0:
            return "all_zero"
        root = np.sqrt(n * share * (1 - share))
        z = (w - n * share) / root
        return n, w / n, root / n, z, "normal", None, two_tails(z, stats.norm), 10
    if not (values != 0).any():
        return "all_zero"
    w, n, tails, name = signed_rank(values)
    return n, hodges_lehmann(values), np.nan, w, name, None, tails, 0


def adjusted(p, method):
    """Holm and Benjamini-Hochberg, as R's p.adjust."""
    p = np.array([np.nan if x is None else x for x in p])
    present = np.flatnonzero(np.isfinite(p))
    order = present[np.argsort(p[present], kind="stable")]
    n, result = len(order), p.copy()
    if method == "holm":
        result[order] = np.minimum(1, np.maximum.accumulate((n - np.arange(n)) * p[order]))
    else:
        scaled = n / np.arange(1, n + 1) * p[order]
        result[order] = np.minimum(1, np.minimum.accumulate(scaled[::-1])[::-1])
    return result
