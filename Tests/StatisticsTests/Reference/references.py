"""Prints the reference numbers held in StatisticsTests as Swift literals.

python references.py distributions > ../DistributionReferences.swift
python references.py numbers                 (the literals in the other test files)

Made with Python 3.11, mpmath 1.3.0, numpy 2.4.6, scipy 1.17.1, statsmodels 0.15.0.
"""

import sys

import mpmath as mp
import numpy as np

mp.mp.dps = 70


def incomplete_beta(a, b, x):
    """The regularised incomplete beta function by its continued fraction, to 50 digits."""
    a, b, x = mp.mpf(a), mp.mpf(b), mp.mpf(x)
    if x == 0 or x == 1:
        return x
    if x > (a + 1) / (a + b + 2):
        return 1 - incomplete_beta(b, a, 1 - x)
    c, d, m = mp.mpf(1), 1 / (1 - (a + b) * x / (a + 1)), 0
    fraction = d
    while True:
        m += 1
        for numerator in (
            m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m)),
            -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1)),
        ):
            d = 1 / (1 + numerator * d)
            c = 1 + numerator / c
            fraction *= d * c
        if abs(d * c - 1) < mp.mpf(10) ** -50:
            break
    log_beta = mp.loggamma(a) + mp.loggamma(b) - mp.loggamma(a + b)
    return mp.exp(a * mp.log(x) + b * mp.log(1 - x) - mp.log(a) - log_beta) * fraction


def normal_upper(z):
    return mp.erfc(mp.mpf(z) / mp.sqrt(2)) / 2


def t_upper(t, v):
    t, v = mp.mpf(t), mp.mpf(v)
    tail = incomplete_beta(v / 2, mp.mpf(1) / 2, v / (v + t * t)) / 2
    return tail if t >= 0 else 1 - tail


def chi_squared_tails(x, v):
    a, half = mp.mpf(v) / 2, mp.mpf(x) / 2
    return (mp.gammainc(a, 0, half, regularized=True), mp.gammainc(a, half, regularized=True))


def f_tails(x, a, b):
    x = mp.mpf(x)
    return (
        incomplete_beta(mp.mpf(a) / 2, mp.mpf(b) / 2, a * x / (b + a * x)),
        incomplete_beta(mp.mpf(b) / 2, mp.mpf(a) / 2, b / (b + a * x)),
    )


def binomial_tails(k, n, p):
    p = mp.mpf(p)
    lower = incomplete_beta(n - k, k + 1, 1 - p) if k < n else mp.mpf(1)
    upper = incomplete_beta(k, n - k + 1, p) if k > 0 else mp.mpf(1)
    return lower, upper


def distributions():
    def row(null, x, lower, upper):
        if min(lower, upper) > mp.mpf("1e-300"):
            text = [mp.nstr(value, 18, min_fixed=0, max_fixed=0) for value in (lower, upper)]
            print(f"    ({null}, {x!r}, {text[0]}, {text[1]}),")

    print("import Statistics\n")
    print("/// Lower and upper tails to 18 digits, from mpmath 1.3.0 at 70 digits.")
    print("/// Written by Reference/references.py.")
    print("enum DistributionReferences {")
    print("  static let tails: [(NullDistribution, Double, Double, Double)] = [")
    for z in (-37.0, -8.0, -1.96, -0.25, 0.0, 0.01, 1.0, 1.96, 3.0, 5.0, 10.0, 20.0, 30.0, 37.0):
        row(".standardNormal", z, normal_upper(-z), normal_upper(z))
    for v in (1.0, 2.0, 3.5, 4.0, 10.0, 30.0, 118.0, 247.0, 1000.0, 100000.0):
        for t in (-2.5, 0.0, 0.01, 0.5, 1.5, 2.5, 4.0, 7.0, 12.0, 30.0, 100.0, 1e6):
            row(f".studentT(degreesOfFreedom: {v!r})", t, t_upper(-t, v), t_upper(t, v))
    for v in (1.0, 2.0, 5.0, 20.0, 120.0):
        for x in (1e-6, 0.5, 2.0, 5.0, 15.0, 60.0, 200.0, 600.0):
            row(f".chiSquared(degreesOfFreedom: {v!r})", x, *chi_squared_tails(x, v))
    for a, b in ((1.0, 5.0), (2.0, 118.0), (5.0, 30.0), (11.0, 248.0), (40.0, 1000.0)):
        for x in (1e-4, 0.3, 1.0, 2.5, 10.0, 60.0):
            row(f".fisherF({a!r}, {b!r})", x, *f_tails(x, a, b))
    print("  ]\n")
    print("  static let binomialTails: [(Int, Double, Int, Double, Double)] = [")
    for n, p in ((1, 0.5), (16, 0.5), (51, 0.47), (500, 0.47), (500, 0.1)):
        for k in sorted({0, 1, n // 5, n // 2, int(0.6 * n), n}):
            tails = binomial_tails(k, n, p)
            if min(tails) > mp.mpf("1e-300"):
                lower, upper = (mp.nstr(tail, 18, min_fixed=0, max_fixed=0) for tail in tails)
                print(f"    ({n}, {p}, {k}, {lower}, {upper}),")
    print("  ]\n}")


def swift(name, values):
    values = values if isinstance(values, (list, tuple)) else np.atleast_1d(values)
    print(f"{name}: [" + ", ".join("nil" if v is None else repr(float(v)) for v in values) + "]")


def noise(count):
    """A sequence both languages make exactly: a 32-bit linear congruence, centred, over 2^32."""
    state, values = 12345, []
    for _ in range(count):
        state = (1664525 * state + 1013904223) % 2**32
        values.append(state / 2**32 - 0.5)
    return np.array(values)


def synthetic_market(rows):
    u = noise(2 * rows)
    market_return = u[:rows] * 0.04
    return market_return, 0.0005 + 1.2 * market_return + 0.03 * u[rows:]


def report_fit(name, x, y):
    """Least squares by 70-digit normal equations: numpy's own lstsq drops badly scaled columns."""
    design, response = mp.matrix(x.tolist()), mp.matrix(y.tolist())
    inverse = (design.T * design) ** -1
    beta = inverse * (design.T * response)
    residuals = response - design * beta
    probe = mp.matrix([mp.mpf(j + 1) for j in range(x.shape[1])])
    print(f"// {name}")
    swift("coefficients", list(beta))
    swift("sumOfSquaredResiduals", [(residuals.T * residuals)[0]])
    swift("inverseDiagonal", [inverse[j, j] for j in range(x.shape[1])])
    swift("quadraticForm", [(probe.T * inverse * probe)[0]])


def numbers():
    from scipy import stats
    from statsmodels.stats import diagnostic, multitest, stattools

    m, y = synthetic_market(120)
    report_fit("market model", np.column_stack([np.ones(120), m]), y)
    u = noise(840)[240:].reshape(5, 120)
    scales = np.array([1e-9, 1e-4, 1, 1e5, 1e8])
    report_fit("badly scaled", np.column_stack([np.ones(120), *(u * scales[:, None])]), y)
    day = np.arange(120.0)
    report_fit("near-collinear", np.column_stack([np.ones(120), m, m + 1e-6 * u[4]]), y)
    report_fit("large offset", np.column_stack([np.ones(120), 1e6 + day]), y)

    x = np.column_stack([np.ones(120), m])
    residuals = y - x @ np.linalg.lstsq(x, y, rcond=None)[0]
    swift("durbinWatson", stattools.durbin_watson(residuals))
    for lags in (1, 5, 10):
        box = diagnostic.acorr_ljungbox(residuals, lags=[lags])
        swift(f"ljungBox({lags})", [box.lb_stat.iloc[0], box.lb_pvalue.iloc[0]])
    for lags in (1, 5):
        swift(f"archLM({lags})", diagnostic.het_arch(residuals, nlags=lags, ddof=0)[:2])
    swift("jarqueBera", stattools.jarque_bera(residuals)[:2])

    box = diagnostic.acorr_ljungbox(residuals**2, lags=[10])
    swift("ljungBox(10) of squares", [box.lb_stat.iloc[0], box.lb_pvalue.iloc[0]])
    swift("breuschPagan", diagnostic.het_breuschpagan(residuals, x)[:2])

    def rest(rows):
        part = y[rows] - x[rows] @ np.linalg.lstsq(x[rows], y[rows], rcond=None)[0]
        return part @ part

    for n in (120, 119):
        whole, halves = rest(slice(n)), rest(slice(n // 2)) + rest(slice(n // 2, n))
        chow = (whole - halves) / 2 / (halves / (n - 4))
        swift(f"chow of {n} rows", [chow, stats.f.sf(chow, 2, n - 4)])
    for count in (3, 4, 5, 6, 11, 12, 240, 5000):
        sample = noise(count)
        swift(f"shapiro {count}, and of cubes",
              [*stats.shapiro(sample), *stats.shapiro(sample**3)])

    values = noise(11)
    swift("mean", values.mean())
    swift("sampleVariance", values.var(ddof=1))
    swift("median odd, even", [np.median(values), np.median(values[:10])])
    swift("quantiles", [
        stats.norm.isf(0.025), stats.norm.isf(1e-20), stats.t.isf(0.025, 1), stats.t.isf(0.025, 10),
        stats.t.isf(0.025, 120), stats.t.isf(1e-10, 118), stats.t.isf(0.9, 4.5),
        stats.chi2.isf(0.05, 5), stats.chi2.isf(1e-12, 2), stats.f.isf(0.01, 11, 248),
        stats.f.isf(0.95, 3, 30)])

    p = [0.01, 0.02, 0.03, 0.04, 0.05, 0.0001, 0.8, 0.04, 1.0, 0.3]
    for method in ("bonferroni", "holm", "simes-hochberg", "fdr_bh", "fdr_by"):
        swift(method, multitest.multipletests(p, method=method)[1])

    ties = [1.0, -1.0, 2.0, 2.0, -3.0, 2.0, 4.5, 0.5, -0.5, 3.0]
    swift("rankdata", stats.rankdata(ties))
    result = stats.wilcoxon(ties, method="asymptotic", correction=False, alternative="greater")
    swift("wilcoxon ties: W+, z, p greater", [result.statistic, result.zstatistic, result.pvalue])
    for count in (10, 50):
        sample = noise(count) + 0.1
        row = [stats.wilcoxon(sample, method="exact", alternative="greater").statistic]
        for side in ("less", "greater", "two-sided"):
            row.append(stats.wilcoxon(sample, method="exact", alternative=side).pvalue)
        swift(f"wilcoxon exact {count}", row)
    for count in (49, 400):
        sample = noise(count)
        walsh = np.add.outer(sample, sample)[np.triu_indices(count)] / 2
        swift(f"Hodges-Lehmann {count}", np.median(walsh))


{"distributions": distributions, "numbers": numbers}[sys.argv[1]]()
