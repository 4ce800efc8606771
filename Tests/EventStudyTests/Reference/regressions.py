"""Regressions of cumulative abnormal returns on covariates, by statsmodels and linearmodels.

Reads cross-section.csv: 40 events on random dates of ten large US stocks between 2006 and 2016, their
three made-up covariates, and their CARs over [-1, 1] and [-10, 10] with standard errors from a market
model that was estimated with numpy. Writes reference-regressions.csv.

Made with statsmodels 0.15.0, linearmodels 7.1, numpy 2.4.6, scipy 1.17.1.
"""

import numpy as np
import pandas as pd
import statsmodels.api as sm
from linearmodels.iv import IV2SLS
from scipy import stats
from statsmodels.stats.outliers_influence import variance_inflation_factor

data = pd.read_csv("cross-section.csv")
rows = []


def add(case, window, fit, errors, degrees, names, clusters=None):
    for name, estimate, error in zip(names, fit.params, errors):
        statistic = estimate / error
        rows.append((case, window, name, estimate, error, statistic, degrees,
                     2 * stats.t(degrees).sf(abs(statistic))))


def two_way(fit, x, first, second):
    """Cameron, Gelbach & Miller, each part with its own small-sample factor."""
    def one_way(groups):
        return fit.model.fit(cov_type="cluster", cov_kwds={"groups": groups}).cov_params()
    both = pd.factorize(first.astype(str) + "|" + second.astype(str))[0]
    parts = [one_way(pd.factorize(c)[0]) for c in (first, second)]
    return np.asarray(parts[0]) + np.asarray(parts[1]) - np.asarray(one_way(both))


for days in (3, 21):
    y = data[f"car_{days}"].to_numpy()
    variance = data[f"error_{days}"].to_numpy() ** 2
    x = sm.add_constant(data[["size", "leverage"]].to_numpy())
    names = ["intercept", "size", "leverage"]
    n, k = x.shape
    ols = sm.OLS(y, x)
    for form in ("nonrobust", "HC0", "HC1", "HC2", "HC3"):
        fit = ols.fit(cov_type=form, use_t=True)
        case = "classical" if form == "nonrobust" else form
        add(case, days, fit, fit.bse, n - k, names)
        wald = fit.f_test(np.eye(k)[1:])
        rows.append((case, days, "wald", np.nan, np.nan, float(wald.fvalue), n - k, float(wald.pvalue)))
    plain = ols.fit()
    rows.append(("classical", days, "r_squared", plain.rsquared, np.nan, np.nan, n - k, np.nan))
    rows.append(("classical", days, "adjusted", plain.rsquared_adj, np.nan, np.nan, n - k, np.nan))
    rows.append(("classical", days, "sigma", plain.mse_resid ** 0.5, np.nan, np.nan, n - k, np.nan))
    rows.append(("classical", days, "leverage_1", plain.get_influence().hat_matrix_diag.max(), np.nan,
                 np.nan, n - k, np.nan))
    rows.append(("classical", days, "vif", variance_inflation_factor(x, 1), np.nan, np.nan, n - k, np.nan))
    sectors, years = data["sector"], data["session"].str[:4]
    fit = ols.fit(cov_type="cluster", cov_kwds={"groups": pd.factorize(sectors)[0]}, use_t=True)
    add("cluster:sector", days, fit, fit.bse, sectors.nunique() - 1, names)
    other = IV2SLS(y, x, None, None).fit(
        cov_type="clustered", clusters=pd.factorize(sectors)[0], debiased=True)
    assert np.allclose(other.std_errors, fit.bse, rtol=1e-10), "linearmodels agrees"
    errors = np.sqrt(np.diag(two_way(plain, x, sectors, years)))
    other = IV2SLS(y, x, None, None).fit(
        cov_type="clustered", debiased=True,
        clusters=np.column_stack([pd.factorize(sectors)[0], pd.factorize(years)[0]]))
    add("cluster:sector,year", days, plain, errors,
        min(sectors.nunique(), years.nunique()) - 1, names)
    assert np.allclose(other.std_errors, errors, rtol=1e-10), "linearmodels agrees"
    wls = sm.WLS(y, x, weights=1 / variance)
    for form in ("nonrobust", "HC3"):
        fit = wls.fit(cov_type=form, use_t=True)
        case = "weighted " + ("classical" if form == "nonrobust" else form)
        add(case, days, fit, fit.bse, n - k, names)
    rows.append(("weighted HC3", days, "r_squared", fit.rsquared, np.nan, np.nan, n - k, np.nan))
    dummies = pd.get_dummies(sectors).drop(columns="S2").astype(float)
    design = sm.add_constant(np.column_stack([np.log(data["size"]), dummies]))
    fit = sm.OLS(y, design).fit(cov_type="HC3", use_t=True)
    names = ["intercept", "log(size)"] + [f"sector[{name}]" for name in dummies.columns]
    add("categories HC3", days, fit, fit.bse, n - design.shape[1], names)

columns = ["case", "days", "term", "estimate", "std_error", "statistic", "df", "p_value"]
pd.DataFrame(rows, columns=columns).to_csv("reference-regressions.csv", index=False,
                                           float_format="%.17g")
