"""Writes lead-lag.csv: cross-correlations of A and C in dynamic-returns.csv at lags -5 ... 5, as they
are, and of both made persistent and prewhitened again; Haugh's test; bands of separate draws.

statsmodels 0.15.0 chooses and fits the autoregressions and gives the cross-correlations; numpy 2.4.6.
"""

import numpy as np
from scipy import stats
from series import stationary
from statsmodels.tsa.ar_model import ar_select_order
from statsmodels.tsa.stattools import ccf

MOST = 5
data = np.genfromtxt("dynamic-returns.csv", delimiter=",", names=True)


def persistent(series, share):
    result = series.copy()
    for t in range(1, len(series)):
        result[t] += share * result[t - 1]
    return result


def white(series):
    choice = ar_select_order(series, 10, ic="bic", trend="c")
    lags = len(choice.ar_lags or [])
    return (np.asarray(choice.model.fit().resid) if lags else series), lags


def correlations(x, y):
    # ccf(a, b)[k] pairs a[t + k] with b[t].
    ahead = ccf(y, x, adjusted=False, nlags=MOST + 1)
    behind = ccf(x, y, adjusted=False, nlags=MOST + 1)
    return np.concatenate([behind[1:][::-1], ahead])


def report(name, x, y, lags):
    n = min(len(x), len(y))
    x, y = x[-n:], y[-n:]
    r = correlations(x, y)
    k = np.arange(-MOST, MOST + 1)
    q = float((n**2 * r**2 / (n - abs(k))).sum())
    generator = np.random.default_rng(3)
    length = round(n ** (1 / 3))
    drawn = np.array([correlations(x[stationary(n, length, generator)],
                                   y[stationary(n, length, generator)]) for _ in range(999)])
    low, high = np.quantile(drawn, [0.025, 0.975], axis=0)
    return [f"{name},{lag},{float(a)!r},{float(b)!r},{float(c)!r},{n},{lags[0]},{lags[1]},{q!r},"
            f"{float(stats.chi2(len(k)).sf(q))!r}\n" for lag, a, b, c in zip(k, r, low, high)]


with open("lead-lag.csv", "w") as file:
    file.write("series,lag,r,low,high,n_days,ar_lags_1,ar_lags_2,statistic,p_value\n")
    file.writelines(report("raw", data["A"], data["C"], (0, 0)))
    (a, first), (c, second) = white(persistent(data["A"], 0.6)), white(persistent(data["C"], -0.4))
    file.writelines(report("prewhitened", a, c, (first, second)))
