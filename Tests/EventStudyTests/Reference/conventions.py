"""The forms of tests in which other programs compute them, and adj_grank_z with the factor of adj_bmp_t.

estudy2: residuals' deviation with n - 1, the market's moments over the whole estimation window, and
rank scores of a day times N / n of that day, as its source has them.

eventstudy2: as its re-implementations are described; on EventStudyTools' sixteen additions to the S&P 500 over (0, 1)
these formulas give their figures, Patell 6.263823, BMP 1.985025, adjusted 1.770422 and GRANK-T 4.151076.
"""

import itertools

import numpy as np
from scipy import stats

from models import two_tails
from portfolios import student
from ranks import RankTests

RANKS = [(test, "estudy2") for test in ("corrado_z", "cz_rank_z", "cz_sign_z")]
CONVENTIONS = [
    ("bw80_z", "estudy2"), ("patell_z", "estudy2"), ("bmp_t", "estudy2"), ("sign_z", "normal"),
    ("gsign_z", "pooled"), ("adj_bmp_t", "raw_sigma"), ("adj_grank_z", "bmp_factor"), *RANKS,
    *[(test, "eventstudy2") for test in (
        "patell_z", "adj_patell_z", "bmp_t", "adj_bmp_t", "grank_t")],
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


def summed_by_place(fit, days):
    """The sum of AR over sigma C^(1/4), the j-th day's over sqrt(j)."""
    rows = fit.rows[days]
    C = 1 + np.einsum("ij,jk,ik->i", rows, fit.inverse, rows)
    return (fit.ar[days] / fit.sigma / C**0.25 / np.sqrt(np.arange(1, len(days) + 1))).sum()


def scaled_correlation(members, known={}):
    """The mean over pairs of the correlation in event time of e / (1 + h)^(1/4)."""
    if id(members) not in known:
        rows = []
        for fit in (fit for fit in members if fit.varies):
            h = np.einsum("ij,jk,ik->i", fit.Xe, fit.inverse, fit.Xe)
            rows.append(dict(zip(fit.estimation_days, fit.e / (1 + h) ** 0.25)))
        pairs = []
        for a, b in itertools.combinations(rows, 2):
            common = sorted(a.keys() & b.keys())
            if len(common) >= 20:
                pairs.append(np.corrcoef([a[t] for t in common], [b[t] for t in common])[0, 1])
        known[id(members)] = np.mean(pairs), members
    return known[id(members)][0]


def eventstudy2(test, fits, windows, members):
    values = np.array([summed_by_place(fit, w.days) for fit, w in zip(fits, windows)])
    n, r = len(values), scaled_correlation(members)
    factor = np.sqrt((1 - r) / (1 + (n - 1) * r)) if test != "patell_z" else 1
    if test in ("patell_z", "adj_patell_z"):
        df = np.array([fit.df for fit in fits])
        root = np.sqrt((df / (df - 2)).sum())
        return normal(n, values.mean(), root / n / factor, values.sum() / root * factor, 5)
    error = stats.sem(values)
    if test in ("bmp_t", "adj_bmp_t"):
        factor = 1 if test == "bmp_t" else factor
        df = int(np.rint(np.mean([fit.M for fit in fits]))) - 2
        return student(values, values.mean(), error / factor, values.mean() / error * factor, df)
    days = sorted({day for fit in fits for day in fit.estimation_days})
    sums, counts, own = np.zeros(len(days)), np.zeros(len(days)), []
    for fit, star in zip(fits, values / error * factor):
        k = stats.rankdata(np.append(fit.e / fit.sigma, star), method="ordinal")
        places = np.searchsorted(days, fit.estimation_days)
        sums[places] += k[:-1] / (fit.M + 2) - 0.5
        counts[places] += 1
        own.append(k[-1] / (fit.M + 2) - 0.5)
    s = np.sqrt((counts / n * (sums / counts) ** 2).mean())
    z, length = np.mean(own) / s, len(days)
    t = z * np.sqrt((length - 2) / (length - 1 - z**2))
    return student(values, np.mean(own), np.mean(own) / t, t, length - 2)


def evaluate_convention(scenario, test, variant, point, windows, between, members):
    """As `evaluate_variant`; None where the form has no answer."""
    first, last, x, errors, fits, _ = point
    n = len(x)
    if variant == "eventstudy2":
        return eventstudy2(test, fits, windows, members)
    if (test, variant) in RANKS or test == "adj_grank_z":
        ranked = RankTests(scenario, members)
        form = variant if test != "adj_grank_z" else "leverage"
        name = test if test != "adj_grank_z" else "grank_z"
        count, estimate, error, z, *_ = ranked.evaluate(name, form, first, last, x, errors, fits)
        if test != "adj_grank_z":
            return normal(count, estimate, error, z, 10)
        events, _, r, _ = between
        factor = np.sqrt((1 - r) / (1 + (events - 1) * r))
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
