"""The forms of tests that are not their default, and the tests of single events."""

import numpy as np
from scipy import stats

from conventions import CONVENTIONS, evaluate_convention
from models import Window, two_tails
from portfolios import NAMES, evaluate_portfolio, fisher, student
from significance import signed_rank

VARIANTS = [
    ("bw80_z", "simple"), ("cda_t", "arc"), ("cda_t", "standardized"), ("patell_z", "sum_sar"),
    ("bmp_t", "sum_sar"), ("bmp_t", "raw_sigma"), ("bmp_t", "normal"), ("skew_t", "unbiased"),
    ("hall_t", "unbiased"), ("gsign_z", "exact"), ("wilcoxon", "normal"),
    ("jackknife", "precision"), ("jackknife", "trimmed"), ("portfolio_t", "default"),
    ("cluster_t", "date"), ("cluster_t", "week"), ("cluster_t", "firm"), ("cluster_t", "two_way"),
    ("calendar_time", "ols"), ("calendar_time", "hc0"), ("calendar_time", "wls"),
]


def normal(n, estimate, error, z):
    return n, estimate, error, z, "normal", None, two_tails(z, stats.norm), 0, None


def average_residuals(fits, scaled):
    by_day = {}
    for fit in fits:
        for day, e in zip(fit.estimation_days, fit.e):
            by_day.setdefault(day, []).append(e / fit.sigma if scaled else e)
    return np.array([np.mean(by_day[day]) for day in sorted(by_day)])


def evaluate_variant(scenario, test, variant, point, group):
    first, last, x, errors, fits, day_count = point
    if test in NAMES:
        return evaluate_portfolio(
            test, variant, x, errors, fits, (first, last), scenario.event_window[0])
    windows = [Window(scenario, fit, first, last) for fit in fits]
    n, lengths = len(x), np.array([len(w.days) for w in windows])
    sigma, df = np.array([fit.sigma for fit in fits]), np.array([fit.df for fit in fits])
    summed = np.array([w.scar for w in windows])
    if test == "bw80_z":
        root = np.sqrt((sigma**2 * lengths).sum())
        return normal(n, x.mean(), root / n, x.sum() / root)
    if test == "cda_t":
        averages = average_residuals(fits, variant == "standardized")
        m = len(averages)
        if variant == "standardized":
            error = averages.std(ddof=1)
            return student(x, summed.mean(), error, summed.mean() / error, m - 1)
        error = averages.std(ddof=1) * np.sqrt((m - 1) / (m - 2) * day_count)
        return student(x, x.mean(), error, x.mean() / error, m - 2)
    if test == "patell_z":
        root = np.sqrt((df / (df - 2)).sum())
        return normal(n, summed.mean(), root / n, summed.sum() / root)
    if test == "bmp_t":
        values = {"sum_sar": summed, "raw_sigma": x / (sigma * np.sqrt(lengths))}.get(
            variant, x / errors)
        t = stats.ttest_1samp(values, 0).statistic
        if variant == "normal":
            return normal(n, values.mean(), stats.sem(values), t)
        return student(values, values.mean(), stats.sem(values), t, n - 1)
    if test == "gsign_z":
        share = group[0]
        x = x[x != 0]
        n, w = len(x), (x > 0).sum()
        root = np.sqrt(n * share * (1 - share))
        binomial = stats.binom(n, share)
        return (n, w / n, root / n, (w - n * share) / root, "binomial", None,
                (binomial.cdf(w), binomial.sf(w - 1)), 0, None)
    w, n, tails, name = signed_rank(x)  # more than 50 values
    i, j = np.triu_indices(len(x))
    return n, np.median((x[i] + x[j]) / 2), np.nan, w, name, None, tails, 0, None


def outcomes(scenario, point, group, between, members):
    for test, variant in VARIANTS:
        yield test, variant, evaluate_variant(scenario, test, variant, point, group)
    windows = [Window(scenario, fit, point[0], point[1]) for fit in point[4]]
    for test, variant in CONVENTIONS:
        outcome = evaluate_convention(scenario, test, variant, point, windows, between, members)
        if outcome:
            yield test, variant, outcome


def write_variants(scenario, tables, keys, level, points, group, dependences, members):
    for point, between in zip(points, dependences):
        for test, variant, outcome in outcomes(scenario, point, group, between, members):
            n, estimate, error, statistic, distribution, df, (lower, upper), _, why = outcome
            tables.add(
                "variants", **keys, level=level, window_start=point[0], window_end=point[1],
                test=test, variant=variant, n_events=n, estimate=float(estimate),
                std_error=float(error), statistic=float(statistic), distribution=distribution,
                df=df, p_value=float(min(1, 2 * min(lower, upper))), p_lower=float(lower),
                p_upper=float(upper), status="approximate" if why else "ok", reason=why)


def event_outcomes(fit, window):
    """Test, variant and outcome of one event over one window with days."""
    days, why = window.days, "approximate_prediction_error" if fit.approximate else None
    one_day = window.nominal == 1
    for name in ("ar_t", "car_t"):
        if name == "car_t" or one_day:
            for variant in ("exact", "simple"):
                error = (window.se if variant == "exact"
                         else fit.sigma * np.sqrt(len(days)))
                yield name, variant, (*student([0], window.car, error, window.car / error,
                                               fit.df)[:-1], why)
    ar = fit.ar[days]
    V = np.eye(len(days)) + fit.rows[days] @ fit.inverse @ fit.rows[days].T
    F = ar @ np.linalg.solve(V, ar) / (len(days) * fit.sigma**2)
    yield "window_f", "default", (*fisher(1, window.car, F, len(days), fit.df)[:-1], why)
    if one_day:
        below, above = (fit.e <= window.car).sum(), (fit.e >= window.car).sum()
        tails = (1 + below) / (fit.M + 1), (1 + above) / (fit.M + 1)
        yield "sq_test", "default", (1, window.car, np.nan, below, "empirical", None, tails, 0,
                                     None)


def write_event_tests(tables, keys, window, first, last, p_value):
    if not window.days or not window.fit.varies:
        return
    window.nominal = last - first + 1
    for test, variant, outcome in event_outcomes(window.fit, window):
        _, estimate, error, statistic, distribution, df, (lower, upper), _, why = outcome
        tables.add(
            "event-tests", **keys, window_start=first, window_end=last, test=test,
            variant=variant, estimate=float(estimate), std_error=float(error),
            statistic=float(statistic), distribution=distribution, df=df,
            p_value=float(p_value(outcome, "two-sided")), p_lower=float(lower),
            p_upper=float(upper), status="approximate" if why else "ok", reason=why)
