"""Return models, their prediction errors, and sums of abnormal returns over windows."""

import numpy as np
from scipy import stats

from estimators import ESTIMATORS

FACTORS = {"ff3": ["mkt_rf", "smb", "hml"], "carhart": ["mkt_rf", "smb", "hml", "mom"],
           "ff5": ["mkt_rf", "smb", "hml", "rmw", "cma"]}


def returns(prices, kind):
    result = np.full(len(prices), np.nan)
    ratio = prices[1:] / prices[:-1]
    result[1:] = ratio - 1 if kind == "simple" else np.log(ratio)
    return result


def design(model, market, factors):
    """Offset, terms and whether the variance is about the mean (section 3 of the methods)."""
    n = len(market)
    one, zero = np.ones(n), np.zeros(n)
    if model == "raw":
        return zero, [], True
    if model == "mean":
        return zero, [("alpha", one)], False
    if model == "market-adjusted":
        return market, [], True
    if model == "dimson":
        lag, lead = np.full(n, np.nan), np.full(n, np.nan)
        lag[1:], lead[:-1] = market[:-1], market[1:]
        return zero, [("alpha", one), ("beta_lag1", lag), ("beta_0", market),
                      ("beta_lead1", lead)], False
    if model == "market" or model in ESTIMATORS:
        return zero, [("alpha", one), ("beta", market)], False
    if model == "capm":
        return factors["rf"], [("alpha", one), ("beta", market - factors["rf"])], False
    names = FACTORS.get(model) or [name for name in factors if name != "rf"]
    offset = factors["rf"] if "rf" in factors else zero
    return offset, [("alpha", one)] + [
        ("beta" if name == "mkt_rf" else name, factors[name]) for name in names], False


def two_tails(statistic, distribution):
    return distribution.cdf(statistic), distribution.sf(statistic)


def pick(lower, upper, alternative):
    if np.isnan(lower):
        return np.nan
    return {"less": lower, "greater": upper}.get(alternative, min(1, 2 * min(lower, upper)))


class Fit:
    """One event under one model."""

    def __init__(self, scenario, model, response, market, factors, day, skipped=()):
        offset, terms, about_mean = design(model, market, factors)
        self.terms = [name for name, _ in terms]
        X = np.column_stack([c for _, c in terms]) if terms else np.empty((len(market), 0))
        estimation = np.concatenate([np.arange(a, b + 1) for a, b in scenario.blocks])
        y = response - offset
        wanted = [t for t in day + estimation if t not in skipped]
        self.nominal, self.wanted = len(wanted), set(np.array(wanted) - day)
        valid = [t for t in wanted
                 if t < len(y) and np.isfinite(y[t]) and np.isfinite(X[t]).all()]
        self.valid_returns = response[valid]
        self.estimation_days = np.array(valid) - day
        self.first, self.last = valid[0], valid[-1]
        self.M, self.k, self.day = len(valid), len(terms), day
        Xe, ye = X[valid], y[valid]
        self.Xe = Xe
        self.y = ye
        self.theta = np.linalg.lstsq(Xe, ye, rcond=None)[0] if terms else np.empty(0)
        self.approximate = model in ESTIMATORS
        if self.approximate:
            self.theta = ESTIMATORS[model](
                response, market, valid, day + estimation[0], day + estimation[-1])
        self.total = "beta" if model == "dimson" else None
        self.e = ye - Xe @ self.theta
        if self.approximate:
            # Lines through points of theirs leave rounding there, which has no sign.
            self.e[np.abs(self.e) <= 1e-14 * (np.abs(ye) + np.abs(Xe) @ np.abs(self.theta))] = 0
        self.df = self.M - 1 if about_mean else self.M - self.k
        squares = ((self.e - self.e.mean()) ** 2).sum() if about_mean else (self.e**2).sum()
        self.sigma = np.sqrt(squares / self.df)
        total = ((ye - ye.mean()) ** 2).sum()
        self.r2 = np.nan if about_mean or total == 0 else 1 - (self.e**2).sum() / total
        self.inverse = np.linalg.inv(Xe.T @ Xe) if terms else np.empty((0, 0))
        self.varies = self.sigma > 1e-10
        self.zero_share = (response[valid] == 0).mean()
        window = np.array(scenario.event_days())
        self.rows = X[day + window]
        self.model, self.day, self.response, self.offset, self.X = model, day, response, offset, X
        self.about_mean = about_mean
        self.actual = response[day + window]
        self.expected = offset[day + window] + self.rows @ self.theta
        self.expected[~np.isfinite(self.actual)] = np.nan
        self.ar = self.actual - self.expected
        self.se = np.array([self.error([j]) for j in range(len(window))])
        self.se[~np.isfinite(self.ar)] = np.nan
        self.sar = self.ar / self.se

    def error(self, columns):
        """sigma sqrt(L + s'(X'X)^-1 s), s the sum of the days' regressor rows."""
        s = self.rows[columns].sum(axis=0)
        q = len(columns) + s @ self.inverse @ s
        return self.sigma * np.sqrt(q) if self.varies else np.nan

    def coefficients(self):
        """Term, estimate and standard error; the sum of Dimson's slopes last."""
        errors = self.sigma * np.sqrt(np.diag(self.inverse))
        if self.approximate:
            errors = np.full(self.k, np.nan)
        rows = list(zip(self.terms, self.theta, errors))
        if self.total:
            some = np.array([0.0] + [1.0] * (self.k - 1))
            error = self.sigma * np.sqrt(some @ self.inverse @ some)
            rows.append((self.total, some @ self.theta, error))
        return rows

    def diagnostics(self):
        """Durbin-Watson, Ljung-Box(10), Engle's ARCH LM(5), Jarque-Bera."""
        e, n = self.e, self.M
        if self.sigma == 0:
            return [np.nan] * 4
        d = e - e.mean()
        durbin_watson = (np.diff(e) ** 2).sum() / (e**2).sum()
        rho = [(d[lag:] * d[:-lag]).sum() / (d**2).sum() for lag in range(1, 11)]
        q = n * (n + 2) * sum(r * r / (n - lag) for lag, r in enumerate(rho, 1))
        squares = e**2
        lagged = np.column_stack(
            [np.ones(n - 5)] + [squares[5 - lag : n - lag] for lag in range(1, 6)])
        target = squares[5:]
        rest = target - lagged @ np.linalg.lstsq(lagged, target, rcond=None)[0]
        lm = (n - 5) * (1 - (rest**2).sum() / ((target - target.mean()) ** 2).sum())
        return [durbin_watson, stats.chi2(10).sf(q), stats.chi2(5).sf(lm),
                stats.jarque_bera(e).pvalue]

    def more_diagnostics(self):
        """Ljung-Box(10) of squares, Koenker's Breusch-Pagan, Chow's at the middle, extremes."""
        e, n, k = self.e, self.M, self.k
        longest = run = 0
        for position, r in enumerate(self.valid_returns):
            joined = position and (
                self.estimation_days[position] == self.estimation_days[position - 1] + 1)
            run = (run + 1 if joined else 1) if r == 0 else 0
            longest = max(longest, run)
        found = {"ljung_box_squared_p": np.nan, "breusch_pagan_p": np.nan, "chow_p": np.nan,
                 "max_abs_residual": np.nan, "longest_stale_run": longest}
        if self.sigma == 0:
            return found
        squares = e**2
        d = squares - squares.mean()
        rho = [(d[lag:] * d[:-lag]).sum() / (d**2).sum() for lag in range(1, 11)]
        q = n * (n + 2) * sum(r * r / (n - lag) for lag, r in enumerate(rho, 1))
        found["ljung_box_squared_p"] = stats.chi2(10).sf(q)
        found["max_abs_residual"] = np.abs(e).max() / self.sigma
        if k > 1:
            fitted = self.Xe @ np.linalg.lstsq(self.Xe, squares, rcond=None)[0]
            lm = n * (1 - ((squares - fitted) ** 2).sum() / (d**2).sum())
            found["breusch_pagan_p"] = stats.chi2(k - 1).sf(lm)
        if k > 0:
            whole = rest(self.Xe, self.y)
            halves = rest(self.Xe[: n // 2], self.y[: n // 2]) + rest(
                self.Xe[n // 2 :], self.y[n // 2 :])
            f = (whole - halves) / k / (halves / (n - 2 * k))
            found["chow_p"] = stats.f(k, n - 2 * k).sf(f)
        return found


def rest(X, y):
    """The sum of squared residuals of a regression."""
    return ((y - X @ np.linalg.lstsq(X, y, rcond=None)[0]) ** 2).sum()


class Window:
    """One event over one window: CAR and what goes with it."""

    def __init__(self, scenario, fit, first, last):
        start = scenario.event_window[0]
        days = [j - start for j in range(first, last + 1) if np.isfinite(fit.ar[j - start])]
        self.days, self.fit = days, fit
        whole = last - first + 1
        if scenario.missing == "complete" and len(days) < whole:
            self.car = self.se = self.scar = self.bhar = np.nan
            return
        filled = range(first - start, last - start + 1) if scenario.missing == "zero" else days
        self.car = fit.ar[days].sum() if days else np.nan
        self.se = fit.error(list(filled)) if days else np.nan
        self.scar = fit.sar[days].sum() / np.sqrt(len(filled)) if days else np.nan
        self.bhar = np.nan
        if days and scenario.kind == "simple":
            self.bhar = (1 + fit.actual[days]).prod() - (1 + fit.expected[days]).prod()
        if days and scenario.missing == "zero":
            self.days = list(filled)
