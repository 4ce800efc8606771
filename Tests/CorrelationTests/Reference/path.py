"""Writes path.csv: the path of the correlation of A and B in dynamic-returns.csv, every 50th day, and
path-parameters.csv.

numpy 2.4.6, scipy 1.17.1, arch 8.0.0 (the margins), statsmodels 0.15.0 (the regression of the test).
"""

import numpy as np
import statsmodels.api as sm
from arch.univariate import GARCH, ZeroMean
from scipy import linalg, optimize, stats

data = np.genfromtxt("dynamic-returns.csv", delimiter=",", names=True)
x = np.column_stack([data["A"], data["B"]])
n = len(x)


def margin(series):
    deviations = series - series.mean()
    scale = deviations.std()
    model = ZeroMean(deviations / scale, volatility=GARCH(p=1, q=1), rescale=False)
    fit = model.fit(backcast=1.0, disp="off", tol=1e-14, options={"maxiter": 1000})
    omega, alpha, beta = fit.params
    likelihood = fit.loglikelihood - n * np.log(scale)
    return (series.mean(), omega * scale**2, alpha, beta), fit.std_resid, likelihood


margins = [margin(series) for series in x.T]
e = np.column_stack([m[1] for m in margins])
target = e.T @ e / n


def correlations(a, b):
    q, path = target.copy(), []
    for t in range(n):
        path.append(q[0, 1] / np.sqrt(q[0, 0] * q[1, 1]))
        q = (1 - a - b) * target + a * np.outer(e[t], e[t]) + b * q
    return np.array(path)


def objective(p):
    a, b = p
    if a < 0 or b < 0 or a + b >= 1:
        return np.inf
    total = 0.0
    for r, v in zip(correlations(a, b), e):
        matrix = np.array([[1, r], [r, 1]])
        total += np.log(linalg.det(matrix)) + v @ linalg.solve(matrix, v) - v @ v
    return total / 2


best = optimize.minimize(objective, [0.05, 0.85], method="Nelder-Mead",
                         options={"xatol": 1e-9, "fatol": 1e-12, "maxiter": 4000})
a, b = best.x
dcc = correlations(a, b)

# Engle and Sheppard (2001), with the matrix square root of scipy.
r = np.array([[1, target[0, 1] / np.sqrt(target[0, 0] * target[1, 1])]] * 2)
r[1] = r[1][::-1]
u = e @ np.linalg.inv(linalg.sqrtm(r)).T
y = u[:, 0] * u[:, 1]
lags = np.column_stack([np.ones(n - 5)] + [y[5 - k : n - k] for k in range(1, 6)])
ols = sm.OLS(y[5:], lags).fit()
statistic = float(ols.params @ lags.T @ lags @ ols.params / ols.mse_resid)

rolling = np.full(n, np.nan)
for t in range(59, n):
    rolling[t] = np.corrcoef(x[t - 59 : t + 1].T)[0, 1]
cov = (x[:60].T @ x[:60]) / 60
ewma = np.full(n, np.nan)
for t in range(59, n):
    if t > 59:
        cov = 0.94 * cov + 0.06 * np.outer(x[t], x[t])
    ewma[t] = cov[0, 1] / np.sqrt(cov[0, 0] * cov[1, 1])
half = stats.norm.ppf(0.975) / np.sqrt(57)

with open("path.csv", "w") as file:
    file.write("day,rolling,low,high,ewma,dcc\n")
    for t in range(99, n, 50):
        ends = np.tanh(np.arctanh(rolling[t]) + half * np.array([-1, 1]))
        values = [rolling[t], *ends, ewma[t], dcc[t]]
        file.write(",".join([str(t)] + [repr(float(v)) for v in values]) + "\n")
with open("path-parameters.csv", "w") as file:
    file.write("symbol,term,estimate,statistic,p_value\n")
    for symbol, (values, _, _) in zip("AB", margins):
        for term, value in zip(["mean", "omega", "alpha", "beta"], values):
            file.write(f"{symbol},{term},{float(value)!r},,\n")
    likelihood = sum(m[2] for m in margins) - best.fun
    for term, value in [("a", a), ("b", b), ("log_likelihood", likelihood)]:
        file.write(f"A B,{term},{float(value)!r},,\n")
    p = stats.chi2(6).sf(statistic)
    file.write(f"A B,constant_correlation,,{statistic!r},{float(p)!r}\n")
