"""Correlation between events, pair by pair, and the tests that allow for it.

Kolari & Pynnonen (2010); the weights by overlap are in the spirit of Kolari, Pape & Pynnonen
(2018). Every pair goes through
numpy's corrcoef on its own.
"""

import itertools

import numpy as np
from scipy import stats

from models import two_tails
from significance import evaluate

BASE = {"adj_patell_z": "patell_z", "adj_bmp_t": "bmp_t", "adj_gsign_z": "gsign_z"}
LEAST_COMMON_DAYS = 20


def correlation(a, b, calendar):
    """Of the residuals on common calendar or relative days; NaN for too few."""
    shift = [fit.day if calendar else 0 for fit in (a, b)]
    x, y = ({int(t) + s: e for t, e in zip(fit.estimation_days, fit.e)}
            for fit, s in zip((a, b), shift))
    common = sorted(x.keys() & y.keys())
    if len(common) < LEAST_COMMON_DAYS:
        return np.nan
    return np.corrcoef([x[t] for t in common], [y[t] for t in common])[0, 1]


class Correlations:
    """The correlations of all pairs of a group's events under one model."""

    def __init__(self, fits):
        self.fits = [fit for fit in fits if fit.varies]
        self.known = {}

    def __call__(self, a, b, calendar=True):
        key = id(a), id(b), calendar
        if key not in self.known:
            self.known[key] = correlation(a, b, calendar)
        return self.known[key]

    def event_time(self):
        values = [self(a, b, False) for a, b in itertools.combinations(self.fits, 2)]
        values = [v for v in values if np.isfinite(v)]
        return np.mean(values) if values else None


def dependence(setting, correlations, members, first, last, start):
    """N, overlapping pairs, r and q of a day or window."""
    members = [fit for fit in members if fit.varies]
    n = len(members)
    days = [{fit.day + j for j in range(first, last + 1) if np.isfinite(fit.ar[j - start])}
            for fit in members]
    pairs, r, q = 0, 0.0, 0.0
    for i, j in itertools.combinations(range(n), 2):
        shared = len(days[i] & days[j])
        if not shared:
            continue
        pairs += 1
        rho = correlations(members[i], members[j])
        if np.isfinite(rho):
            value = rho * shared / np.sqrt(len(days[i]) * len(days[j]))
            r += value
            # The arcsine magnifies what rounding leaves of a correlation of one.
            rounded = np.sign(value) if abs(value) > 1 - 1e-12 else value
            q += 2 / np.pi * np.arcsin(rounded)
    if n < 2:
        return n, pairs, None, None
    r, q = (2 * total / (n * (n - 1)) for total in (r, q))
    if setting != "overlap":
        r = correlations.event_time() if setting == "event-time" else setting
        q = None if r is None else 2 / np.pi * np.arcsin(r)
    return n, pairs, r, q


def evaluate_adjusted(test, values, errors, fits, day_count, group, between):
    """As `evaluate`, for a test of BASE or any other."""
    outcome = evaluate(BASE.get(test, test), values, errors, fits, day_count, group)
    return outcome if test not in BASE else adjust_by(between, test, outcome)


def adjust_by(between, test, outcome):
    """The outcome of a test of independent events, with the factor of the adjusted one."""
    if isinstance(outcome, str):
        return outcome
    n, _, r, q = between
    if n < 2:
        return "too_few_events"
    value = q if test == "adj_gsign_z" else r
    if value is None:
        return "insufficient_estimation"
    if 1 + (n - 1) * value <= 0:
        return "degenerate_dependence"
    factor = 1 / np.sqrt(1 + (n - 1) * value)
    if test == "adj_bmp_t":
        factor *= np.sqrt(1 - value)
    if test == "adj_grank_z":
        variance = np.arcsin(1 / (2 - value)) + (n - 1) * np.arcsin(value / (2 - value))
        if variance <= 0:
            return "degenerate_dependence"
        factor = np.sqrt(np.pi / 6 / variance)
    count, estimate, error, statistic, name, df, _, *rest = outcome
    null = stats.norm if df is None else stats.t(df)
    return (count, estimate, error / factor, statistic * factor, name, df,
            two_tails(statistic * factor, null), *rest)
