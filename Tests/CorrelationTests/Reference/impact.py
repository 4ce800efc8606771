"""Writes impact.csv: the impact of a source by the variance of days of news, on the synthetic market.

numpy 2.4.6, scipy 1.17.1, linearmodels 7.1. Run in this folder: python impact.py
Rows are of two sets of days: ordinary stretches, whose variances hardly differ, and the sixty
sessions on which the market moved most against all others. The interval holds the values that
the test of Anderson and Rubin does not reject, by root finding.
"""

import csv
import sys

import numpy as np
from linearmodels.iv import IV2SLS
from scipy import optimize, stats

sys.path.insert(0, "../../EventStudyTests/Reference")
from series import returns  # noqa: E402

series = returns()
names = list(series)
days = np.arange(len(series["^MKT"]))
moves = np.where(np.isfinite(series["^MKT"]), np.abs(series["^MKT"]), -1)
most = np.sort(np.argsort(-moves, kind="stable")[:60])
PERIODS = {
    "stretches": (days[20:180], days[200:260]),
    "moves": (np.setdiff1d(days, most), most),
}


def stacked(x, y, calm, event):
    parts = []
    for sign, days in ((-1, calm), (1, event)):
        here = [t for t in days if np.isfinite(x[t] + y[t])]
        a, b = x[here] - x[here].mean(), y[here] - y[here].mean()
        parts.append((a, b, sign * a / (len(here) - 1)))
    return [np.concatenate(part) for part in zip(*parts)], len(parts[0][0]), len(parts[1][0])


def interval(x, y, w, beta):
    z = stats.norm.ppf(0.975)

    def excess(b):
        scores = w * (y - b * x)
        return abs(scores.sum()) / np.sqrt((scores**2).sum()) - z

    if excess(beta - 1e9) < 0 or excess(beta + 1e9) < 0:
        return "", ""
    ends = []
    for side in (-1, 1):
        step = 1e-6
        while excess(beta + side * step) < 0:
            step *= 1.5
        ends.append(optimize.brentq(excess, beta, beta + side * step, xtol=1e-15, rtol=1e-14))
    return ends


with open("impact.csv", "w", newline="") as file:
    out = csv.writer(file, lineterminator="\n")
    out.writerow("periods,source,symbol,n_calm,n_event,source_sd_calm,source_sd_event,slope_calm,"
                 "slope_event,beta,std_error,statistic,p_value,conf_low,conf_high,first_stage_f".split(","))
    for name, (calm, event) in PERIODS.items():
        for source in names:
            for symbol in names:
                if source == symbol:
                    continue
                (x, y, w), n_calm, n_event = stacked(series[source], series[symbol], calm, event)
                fit = IV2SLS(y, None, x, w).fit(cov_type="robust", debiased=False)
                beta, error = fit.params.iloc[0], fit.std_errors.iloc[0]
                first = IV2SLS(x, w, None, None).fit(cov_type="robust", debiased=False)
                parts = (slice(0, n_calm), slice(n_calm, None))
                sds = [np.sqrt((x[p] ** 2).sum() / (len(x[p]) - 1)) for p in parts]
                slopes = [(x[p] @ y[p]) / (x[p] @ x[p]) for p in parts]
                numbers = [*sds, *slopes, beta, error, beta / error, 2 * stats.norm.sf(abs(beta / error)),
                           *interval(x, y, w, beta), first.tstats.iloc[0] ** 2]
                out.writerow([name, source, symbol, n_calm, n_event,
                              *(repr(float(v)) if v != "" else "" for v in numbers)])
