"""Writes contagion.csv: Forbes and Rigobon's comparison on the synthetic market.

numpy 2.4.6, scipy 1.17.1. Run in this folder: python contagion.py
The bootstrap here draws from numpy's generator, so its p-values agree with others only as far as
9,999 draws do.
"""

import csv
import sys

import numpy as np
from scipy import stats

sys.path.insert(0, "../../EventStudyTests/Reference")
from series import returns, stationary  # noqa: E402

CALM, EVENT = range(20, 180), range(200, 260)


def compare(x, y):
    calm = [t for t in CALM if np.isfinite(x[t] + y[t])]
    event = [t for t in EVENT if np.isfinite(x[t] + y[t])]
    r_calm = np.corrcoef(x[calm], y[calm])[0, 1]
    r_event = np.corrcoef(x[event], y[event])[0, 1]
    delta = np.var(x[event], ddof=1) / np.var(x[calm], ddof=1) - 1
    adjusted = r_event / np.sqrt(1 + delta * (1 - r_event**2))
    return calm, event, r_calm, r_event, delta, adjusted


def differences(xc, yc, xe, ye):
    rc, re = np.corrcoef(xc, yc)[0, 1], np.corrcoef(xe, ye)[0, 1]
    delta = np.var(xe) * len(xe) / (len(xe) - 1) / (np.var(xc) * len(xc) / (len(xc) - 1)) - 1
    adjusted = re / np.sqrt(1 + delta * (1 - re**2))
    return np.arctanh([re, adjusted]) - np.arctanh(rc)


def bootstrap(x, y, calm, event, draws=9999):
    generator = np.random.default_rng(7)
    found = differences(x[calm], y[calm], x[event], y[event])
    count = np.ones(2)
    for _ in range(draws):
        c = np.array(calm)[stationary(len(calm), round(len(calm) ** (1 / 3)), generator)]
        e = np.array(event)[stationary(len(event), round(len(event) ** (1 / 3)), generator)]
        count += differences(x[c], y[c], x[e], y[e]) - found >= found
    return count / (draws + 1)


series = returns()
names = list(series)
with open("contagion.csv", "w", newline="") as file:
    out = csv.writer(file, lineterminator="\n")
    out.writerow("source,symbol,n_calm,n_event,r_calm,r_event,delta,r_adjusted,fisher_z_raw,p_raw,"
                 "fisher_z,p_value,p_bootstrap_raw,p_bootstrap".split(","))
    for source in names:
        for symbol in names:
            if source == symbol:
                continue
            calm, event, *values = compare(series[source], series[symbol])
            r_calm, r_event, _, adjusted = values
            error = np.sqrt(1 / (len(calm) - 3) + 1 / (len(event) - 3))
            raw, z = (np.arctanh([r_event, adjusted]) - np.arctanh(r_calm)) / error
            p = bootstrap(series[source], series[symbol], calm, event)
            row = [*values, raw, stats.norm.sf(raw), z, stats.norm.sf(z), *p]
            out.writerow([source, symbol, len(calm), len(event), *(repr(float(v)) for v in row)])
