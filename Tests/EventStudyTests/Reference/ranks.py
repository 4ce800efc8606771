"""Rank and sign tests of a group of events over the days of their estimation and event windows."""

import numpy as np
from scipy import stats

from models import two_tails

DAY_TESTS = ("corrado_z", "cz_rank_z", "cz_sign_z")
VARIANTS = {"corrado_z": ["cowan", "sd"], "cz_rank_z": ["event_variance", "no_event_variance"],
            "cz_sign_z": ["event_variance", "no_event_variance"],
            "grank_t": ["leverage", "raw", "forecast"], "grank_z": ["leverage", "raw", "forecast"],
            "sign_gsar_t": ["leverage", "raw", "forecast"]}


def ranks(rows):
    """Mid-ranks within every row, and the number of values of it plus one."""
    return (stats.rankdata(rows, axis=1, nan_policy="omit"),
            np.isfinite(rows).sum(axis=1, keepdims=True) + 1)


def signs(rows):
    return np.sign(rows - np.nanmedian(rows, axis=1, keepdims=True))


def standardized_residuals(fit, form):
    h = np.einsum("ij,jk,ik->i", fit.Xe, fit.inverse, fit.Xe)
    return fit.e / fit.sigma / np.sqrt({"leverage": 1 - h, "raw": 1 + 0 * h,
                                        "forecast": 1 + h}[form])


class RankTests:
    """A row an event, a column a day; NaN where an event has no value."""

    def __init__(self, scenario, fits):
        self.fits = [fit for fit in fits if fit.varies]
        self.first = scenario.event_window[0]
        self.estimation = sorted({day for fit in self.fits for day in fit.estimation_days})

    def rows(self, residuals, later):
        """Residuals by estimation day, then other columns."""
        left = np.full((len(residuals), len(self.estimation)), np.nan)
        for row, (fit, values) in enumerate(residuals):
            left[row, np.searchsorted(self.estimation, fit.estimation_days)] = values
        return np.hstack([left, later])

    def days(self, test, variant, first, last):
        """Statistic, estimate and its standard error, of ranks by Corrado (1989) and by Corrado
        and Zivney (1992), cumulated as by Cowan (1992)."""
        if test == "corrado_z" or variant in ("no_event_variance", "estudy2"):
            rows = self.rows([(fit, fit.e) for fit in self.fits],
                             np.array([fit.ar for fit in self.fits]))
        else:
            sar = np.array([fit.sar for fit in self.fits])
            spread = np.array([np.std(x[np.isfinite(x)], ddof=1) if np.isfinite(x).sum() > 1
                               else np.nan for x in sar.T])
            rows = self.rows([(fit, standardized_residuals(fit, "leverage"))
                              for fit in self.fits], sar / spread)
        k, length = ranks(rows)
        n = np.isfinite(rows).sum(axis=0)
        scores = {"corrado_z": k - length / 2, "cz_rank_z": k / length - 0.5,
                  "cz_sign_z": signs(rows)}[test]
        weight = np.ones(len(n)) if test == "corrado_z" else np.sqrt(n)
        with np.errstate(invalid="ignore", divide="ignore"):
            weight = weight * (len(rows) / n if variant == "estudy2" else 1)
            d = weight * np.nansum(scores, axis=0) / n
        all_days = d[n > 0]
        s = all_days.std(ddof=1) if variant == "sd" else np.sqrt((all_days**2).mean())
        if variant == "estudy2":
            s = np.sqrt((all_days**2).sum() / (length - 1).mean())
        start = len(self.estimation) - self.first
        window = [c for c in range(start + first, start + last + 1) if n[c] > 0]
        z = d[window].sum() / np.sqrt(len(window)) / s
        unit = length.mean() if test == "corrado_z" else 1
        estimate = d[window].sum() / weight[window].sum() / unit
        error = s * np.sqrt(len(window)) / weight[window].sum() / unit
        return z, estimate, error

    def generalized(self, test, variant, scar, fits):
        """Kolari and Pynnonen (2011), Luoma (2011): one more day with the SCAR of each event."""
        star = scar / np.std(scar, ddof=1)
        rows = self.rows([(fit, standardized_residuals(fit, variant)) for fit in fits],
                         star[:, None])
        k, length = ranks(rows)
        u = signs(rows) if test == "sign_gsar_t" else k / length - 0.5
        count = np.isfinite(u).sum(axis=0)
        u, count = u[:, count > 0], count[count > 0]
        mean, total = np.nansum(u, axis=0) / count, len(count)
        if test == "grank_z":
            error = np.sqrt(((length - 2) / length / 12).sum()) / len(scar)
            return mean[-1] / error, mean[-1], error, None
        s = np.sqrt((count / len(scar) * mean**2).mean())
        z, df = mean[-1] / s, total - 2
        root = np.sqrt(df / (total - 1 - z**2))
        return z * root, mean[-1], s / root, df

    def evaluate(self, test, variant, first, last, values, errors, fits):
        """As `evaluate` of significance.py."""
        varying = np.isfinite(errors)
        n = int(varying.sum())
        if n == 0 or n == 1 and test != "corrado_z" and variant != "no_event_variance":
            return "too_few_events"
        scar = values[varying] / errors[varying]
        if np.ptp(scar) == 0 and test != "corrado_z":
            return "zero_variance"
        df, least = None, 10
        if test in DAY_TESTS:
            statistic, estimate, error = self.days(test, variant, first, last)
        else:
            members = [fit for fit in fits if fit.varies]
            statistic, estimate, error, df = self.generalized(test, variant, scar, members)
        if test.endswith("_t"):
            least = 0
        if "sign" in test:
            estimate, error = (1 + estimate) / 2, error / 2
        null = stats.t(df) if df else stats.norm
        return (n, estimate, error, statistic, "t" if df else "normal", df,
                two_tails(statistic, null), least)
