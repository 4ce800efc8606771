"""The forms of tests in which other programs compute them, and the arcsine form of adj_grank_z.

estudy2: residuals' deviation with n - 1, the market's moments over the whole estimation window, and
rank scores of a day times N / n of that day, as its source has them.
"""

import numpy as np
from scipy import stats

from models import two_tails
from portfolios import student
from ranks import RankTests

RANKS = [(test, "estudy2") for test in ("corrado_z", "cz_rank_z", "cz_sign_z")]
CONVENTIONS = [
    ("bw80_z", "estudy2"), ("patell_z", "estudy2"), ("bmp_t", "estudy2"), ("sign_z", "normal"),
    ("gsign_z", "pooled"), ("adj_bmp_t", "raw_sigma"), ("adj_grank_z", "arcsine"), *RANKS,
]


def normal(n, estimate, error, z, least=0):
    return n, estimate, error, z, "normal", None, two_tails(z, stats.norm), 0, (
        "small_sample" if n < least else None)


def standardized(scenario, fit, days):
    """The sum of daily AR over their deviation, over sqrt(L)."""
    market = fit.X[:, 1]
    wanted = [fit.day + t for a, b in scenario.blocks for t in range(a, b + 1)]
    whole = market[[t for t in wanted if t < len(market)]]
    whole = whole[np.isfinite(whole)]
    distance = (market[fit.day + np.array(days) + scenario.event_window[0]] - whole.mean()) ** 2
    error = np.sqrt(1 + 1 / fit.M + distance / ((whole - whole.mean()) ** 2).sum())
    return (fit.ar[days] / error).sum() / fit.e.std(ddof=1) / np.sqrt(len(days))


def evaluate_convention(scenario, test, variant, point, windows, between, members):
    """As `evaluate_variant`; None where the form has no answer."""
    first, last, x, errors, fits, _ = point
    n = len(x)
    if (test, variant) in RANKS or test == "adj_grank_z":
        ranked = RankTests(scenario, members)
        form = variant if test != "adj_grank_z" else "leverage"
        name = test if test != "adj_grank_z" else "grank_z"
        count, estimate, error, z, *_ = ranked.evaluate(name, form, first, last, x, errors, fits)
        if test != "adj_grank_z":
            return normal(count, estimate, error, z, 10)
        events, _, r, _ = between
        variance = np.arcsin(1 / (2 - r)) + (events - 1) * np.arcsin(r / (2 - r))
        factor = np.sqrt(np.pi / 6 / variance)
        return normal(count, estimate, error / factor, z * factor, 10)
    if test == "bw80_z":
        deviations = [fit.e.std(ddof=1) * np.sqrt(len(w.days)) for fit, w in zip(fits, windows)]
        root = np.sqrt((np.array(deviations) ** 2).sum())
        df = int(np.rint(np.mean([fit.M for fit in fits]))) - 1
        return student(x, x.mean(), root / n, x.sum() / root, df)
    if test in ("patell_z", "bmp_t"):
        if fits[0].model != "market":
            return None
        values = np.array([standardized(scenario, fit, w.days) for fit, w in zip(fits, windows)])
        if test == "bmp_t":
            t = stats.ttest_1samp(values, 0).statistic
            return student(values, values.mean(), stats.sem(values), t, n - 1)
        root = np.sqrt(sum((fit.M - 2) / (fit.M - 4) for fit in fits))
        return normal(n, values.mean(), root / n, values.sum() / root)
    if test == "adj_bmp_t":
        sigma = np.array([fit.sigma * np.sqrt(len(w.days)) for fit, w in zip(fits, windows)])
        values, (events, _, r, _) = x / sigma, between
        factor = np.sqrt((1 - r) / (1 + (events - 1) * r))
        t = stats.ttest_1samp(values, 0).statistic * factor
        return student(values, values.mean(), stats.sem(values) / factor, t, n - 1)
    x = x[x != 0]
    n, w = len(x), (x > 0).sum()
    every = np.concatenate([fit.e for fit in members if fit.varies])
    share = 0.5 if test == "sign_z" else (every > 0).mean()
    root = np.sqrt(n * share * (1 - share))
    return normal(n, w / n, root / n, (w - n * share) / root, 10)
