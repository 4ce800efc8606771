"""The values of GarchRegressionTests: the arch package's LS mean with GARCH, GJR-GARCH and EGARCH variances.

The variance starts at the mean square of the residuals of least squares (`backcast`), and the best of several starts is
taken. Made with Python 3.11, numpy 2.4.6, arch 8.0.0.
"""

import numpy as np
from arch.univariate import EGARCH, GARCH, LS
from scipy import integrate, stats

from resampling import noise

STARTS = [(0.05, 0.90), (0.10, 0.80), (0.20, 0.70), (0.05, 0.5), (0.3, 0.05), (0.02, 0.95)]


def series(rows, arch, leverage, garch):
    """`garchSeries` of GarchRegressionTests.swift."""
    raw = noise(2 * rows)
    market = raw[:rows] * 0.04
    errors, h, last = [], 0.0001, 0.0
    for shock in raw[rows:] * np.sqrt(12):
        h = 0.00001 + (arch + (leverage if last < 0 else 0)) * last * last + garch * h
        last = np.sqrt(h) * shock
        errors.append(last)
    return market, 0.0005 + 1.2 * market + np.array(errors)


def fit(market, asset, asymmetry):
    x = np.column_stack([np.ones_like(market), market])
    residuals = asset - x @ np.linalg.lstsq(x, asset, rcond=None)[0]
    # In percent, as the package wants it; its variances are then in squared percent.
    model = LS(100 * asset, 100 * market[:, None], constant=True)
    model.volatility = GARCH(1, asymmetry, 1)
    best = None
    for arch, garch in STARTS:
        v = 1e4 * np.mean(residuals**2)
        start = [100 * residuals.mean(), 1.2, v * (1 - arch - garch), arch] + [0.0] * asymmetry + [garch]
        result = model.fit(starting_values=np.array(start), backcast=v, disp="off", show_warning=False, tol=1e-13,
                           options={"maxiter": 2000, "ftol": 1e-13})
        if best is None or result.loglikelihood > best.loglikelihood:
            best = result
    p = best.params
    ahead = best.forecast(horizon=3, x=np.zeros((1, 3)), reindex=False).variance.values[0]
    return [p["Const"] / 100, p["x0"], p["omega"] / 1e4, p["alpha[1]"], p.get("gamma[1]", 0.0), p["beta[1]"],
            best.loglikelihood + len(asset) * np.log(100), np.mean(best.conditional_volatility**2) / 1e4,
            ahead[0] / 1e4, ahead[2] / 1e4]


def fit_exponential(market, asset):
    """Variances further off than one row are integrals over the normal errors between."""
    x = np.column_stack([np.ones_like(market), market])
    residuals = asset - x @ np.linalg.lstsq(x, asset, rcond=None)[0]
    v = 1e4 * np.mean(residuals**2)
    model = LS(100 * asset, 100 * market[:, None], constant=True)
    model.volatility = EGARCH(1, 1, 1)
    best = None
    for arch, garch in [(0.1, 0.95), (0.2, 0.9), (0.3, 0.5), (0.1, 0.3)]:
        start = [100 * residuals.mean(), 1.2, (1 - garch) * np.log(v), arch, 0.0, garch]
        result = model.fit(starting_values=np.array(start), backcast=v, disp="off", show_warning=False, tol=1e-13,
                           options={"maxiter": 2000, "ftol": 1e-13})
        if best is None or result.loglikelihood > best.loglikelihood:
            best = result
    p = best.params
    omega, a, g, b = p["omega"], p["alpha[1]"], p["gamma[1]"], p["beta[1]"]
    mean_size = np.sqrt(2 / np.pi)
    z = best.resid[-1] / best.conditional_volatility[-1]
    one = omega + a * (abs(z) - mean_size) + g * z + b * np.log(best.conditional_volatility[-1] ** 2)

    def later(u, w):
        two = omega + a * (abs(u) - mean_size) + g * u + b * one
        three = omega + a * (abs(w) - mean_size) + g * w + b * two
        return np.exp(three) * stats.norm.pdf(u) * stats.norm.pdf(w)

    three = sum(integrate.dblquad(later, *w, *u, epsabs=1e-13)[0] for w in ((-9, 0), (0, 9)) for u in ((-9, 0), (0, 9)))
    return [p["Const"] / 100, p["x0"], omega - (1 - b) * np.log(1e4), a, g, b,
            best.loglikelihood + len(asset) * np.log(100), np.mean(best.conditional_volatility**2) / 1e4,
            np.exp(one) / 1e4, three / 1e4]


for name, rows, process, asymmetry in (("symmetric", 250, (0.15, 0.0, 0.75), 0), ("symmetric", 800, (0.3, 0.0, 0.5), 0),
                                       ("leveraged", 500, (0.2, 0.2, 0.5), 1), ("leveraged", 800, (0.1, 0.2, 0.6), 1)):
    print(name, rows, process, [float(value) for value in fit(*series(rows, *process), asymmetry)])
for rows, process in ((250, (0.15, 0.0, 0.75)), (800, (0.1, 0.2, 0.6))):
    print("exponential", rows, process, [float(value) for value in fit_exponential(*series(rows, *process))])
