"""Writes reference-measures.csv: what studies of the bars of BarMarket.swift measure.

Made with numpy 2.4.6 and scipy 1.17.1. Run: python3 measures.py
"""

import csv
import datetime
import math
import os

import numpy as np
from scipy import stats

from market import Market, weekdays

EVENTS = [120 + 7 * firm for firm in range(6)]
WINDOWS = [(0, 0), (-1, 1)]


def bars():
    jumps = [(i, t, 30_000 if i == 0 else -20_000) for i, t in enumerate(EVENTS)]
    market = Market(11, weekdays(datetime.date(2023, 1, 2), 200), 6, jumps)
    result = {}
    for number, symbol in enumerate(["^MKT"] + [f"F{i:02}" for i in range(6)]):
        close = [round(100 * p) for p in market.prices[symbol]]
        unit = 60 if number == 0 else 1
        opens = np.array([close[max(0, t - 1)] + ((t * 37 + number * 11) % 29 - 14) * unit
                          for t in range(len(close))]) / 100
        if number == 3:
            opens[EVENTS[2] + 1] = np.nan
        close = np.array(close) / 100
        t = np.arange(len(close))
        high = np.fmax(opens, close) + ((t * 13 + number * 7) % 23 * unit + 1) / 100
        low = np.fmin(opens, close) - ((t * 17 + number * 5) % 19 * unit + 1) / 100
        volume = 100_000.0 + (t * t * 31 + number * 977 + t * number * 101) % 60_000
        if number > 0:
            volume[EVENTS[number - 1]] += 90_000
        if number == 4:
            volume[EVENTS[3] - 1] = np.nan
        if number == 5:
            high[EVENTS[4] + 1] = low[EVENTS[4] + 1] = np.nan
        adjusted = close * np.where(np.arange(len(close)) < 110, 0.98, 1) if number == 2 else close
        result[symbol] = {"close": adjusted, "open": opens * (adjusted / close),
                          "high": high, "low": low, "volume": volume}
    return result


def before(values):
    return np.concatenate([[np.nan], values[:-1]])


def values(bar, case):
    close, opens = bar["close"], bar["open"]
    return {
        "volatility": lambda: close / before(close) - 1,
        "open-close": lambda: close / opens - 1,
        "overnight": lambda: opens / before(close) - 1,
        "open-open": lambda: opens / before(opens) - 1,
        "volume": lambda: np.log(1 + bar["volume"]),
        "range": lambda: np.log(np.log(bar["high"] / bar["low"]) / (2 * math.sqrt(math.log(2)))),
    }[case]()


def fit(y, x, event):
    """The regression of y on x over days -90 to -11, and the abnormal values of days -1 to 2."""
    days = np.arange(event - 90, event - 10)
    days = days[np.isfinite(y[days]) & np.isfinite(x[days]).all(axis=1)]
    q, r = np.linalg.qr(x[days])
    b = np.linalg.solve(r, q.T @ y[days])
    e = y[days] - x[days] @ b
    df = len(days) - x.shape[1]
    gram = np.linalg.inv(x[days].T @ x[days])
    return b, math.sqrt(e @ e / df), df, gram


def cross(sample):
    n = len(sample)
    return sample.mean() / (sample.std(ddof=1) / math.sqrt(n))


def study(case, model, data, out):
    """Rows of one study: models, ar and car of single events, tests of all."""
    market = values(data["^MKT"], case)
    samples = {}
    for number, event in enumerate(EVENTS):
        name, y = f"E{number:02}", values(data[f"F{number:02}"], case)
        columns = [np.ones(len(y))] + ([market] if model == "market" else [])
        x = np.column_stack(columns)
        b, sigma, df, gram = fit(y, x, event)
        out(case, model, "models", name, "", "", "estimate", b[0])
        out(case, model, "fits", name, "", "", "sigma", sigma)
        for first, last in [(d, d) for d in range(-1, 3)] + [(-1, 1)]:
            days = np.arange(event + first, event + last + 1)
            days = days[np.isfinite(y[days]) & np.isfinite(x[days]).all(axis=1)]
            if len(days) == 0:
                continue
            total, s = (y[days] - x[days] @ b).sum(), x[days].sum(axis=0)
            error = sigma * math.sqrt(len(days) + s @ gram @ s)
            if first == last:
                out(case, model, "ar", name, first, "", "ar", total)
                out(case, model, "ar", name, first, "", "sar", total / error)
                p = 2 * stats.t.sf(abs(total / error), df)
                out(case, model, "ar", name, first, "", "p_value", p)
            else:
                out(case, model, "car", name, first, last, "car", total)
                out(case, model, "car", name, first, last, "std_error", error)
            samples.setdefault((first, last), []).append((total, total / error, df))
    for first, last in WINDOWS:
        values_, standardized, df = np.array(samples[first, last]).T
        for test, statistic in [
            ("csect_t", cross(values_)),
            ("patell_z", standardized.sum() / math.sqrt((df / (df - 2)).sum())),
            ("bmp_t", cross(standardized)),
        ]:
            out(case, model, "tests", test, first, last, "statistic", statistic)


def two_sided(value, distribution):
    return min(1, 2 * min(distribution.cdf(value), distribution.sf(value)))


def squares(y, x, event):
    """Ratios of the estimation days less 1, and the errors and deviations of days -1 to 2."""
    days, later = np.arange(event - 90, event - 10), np.arange(event - 1, event + 3)
    b, sigma, df, gram = fit(y, x, event)
    leverage = np.einsum("ij,jk,ik->i", x[days], gram, x[days])
    before_event = (y[days] - x[days] @ b) ** 2 / (sigma**2 * (1 - leverage)) - 1
    forecast = 1 + np.einsum("ij,jk,ik->i", x[later], gram, x[later])
    return before_event, y[later] - x[later] @ b, sigma * np.sqrt(forecast), df


def deviation(days, df):
    """Of a sum over days of ratios whose mean is F(days, df)."""
    return days * stats.f.std(days, df)


def volatility(model, data, out):
    """Rows of a study of volatility."""
    case, market = "volatility", values(data["^MKT"], "volatility")
    before_events, errors, deviations, excess, freedom = [], [], [], [], []
    for number, event in enumerate(EVENTS):
        name, y = f"E{number:02}", values(data[f"F{number:02}"], case)
        x = np.column_stack([np.ones(len(y))] + ([market] if model == "market" else []))
        ratios, error, spread, df = squares(y, x, event)
        actual = (error / spread) ** 2
        mean = stats.f.mean(1, df)
        for day, value in zip(range(-1, 3), actual):
            out(case, model, "ar", name, day, "", "actual", value)
            out(case, model, "ar", name, day, "", "expected", mean)
            out(case, model, "ar", name, day, "", "ar", value - mean)
            out(case, model, "ar", name, day, "", "std_error", deviation(1, df))
            out(case, model, "ar", name, day, "", "p_value", two_sided(value, stats.f(1, df)))
        out(case, model, "car", name, -1, 1, "car", actual[:3].sum() - 3 * mean)
        out(case, model, "car", name, -1, 1, "std_error", deviation(3, df))
        p = two_sided(actual[:3].mean(), stats.f(3, df))
        out(case, model, "car", name, -1, 1, "p_value", p)
        before_events.append(ratios)
        errors.append(error)
        deviations.append(spread)
        excess.append(actual - mean)
        freedom.append(df)
    before_events, errors, deviations, excess = map(
        np.array, (before_events, errors, deviations, excess))
    ranks = stats.rankdata(np.hstack([before_events, excess]), axis=1)
    scores = (ranks - (ranks.shape[1] + 1) / 2).mean(axis=0)
    share = (before_events > 0).mean()
    for first, last in WINDOWS:
        columns = list(range(first + 1, last + 2))
        length, n = len(columns), len(errors)
        sums = excess[:, columns].sum(axis=1)
        out(case, model, "tests", "csect_t", first, last, "statistic", cross(sums))
        error = math.sqrt(sum(deviation(length, df) ** 2 for df in freedom))
        out(case, model, "tests", "beaver_z", first, last, "statistic", sums.sum() / error)
        positive = (sums > 0).sum()
        z = (positive - n * share) / math.sqrt(n * share * (1 - share))
        out(case, model, "tests", "gsign_z", first, last, "statistic", z)
        z = scores[80:][columns].sum() / math.sqrt(length * (scores**2).mean())
        out(case, model, "tests", "corrado_z", first, last, "statistic", z)
        total = 0
        for day in columns:
            e, h = errors[:, day], deviations[:, day] ** 2
            total += ((n * e - e.sum()) ** 2 / (n * (n - 2) * h + h.sum())).mean()
        out(case, model, "tests", "bgw_chi2", first, last, "estimate", total - length)
        out(case, model, "tests", "bgw_chi2", first, last, "statistic", (n - 1) * total)
        chi2 = stats.chi2((n - 1) * length)
        p = two_sided((n - 1) * total, chi2)
        out(case, model, "tests", "bgw_chi2", first, last, "p_value", p)


def main():
    data = bars()
    path = os.path.join(os.path.dirname(os.path.abspath(__file__)), "reference-measures.csv")
    with open(path, "w", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["case", "model", "table", "name", "first", "last", "column", "value"])

        def out(*row):
            writer.writerow(list(row[:-1]) + [repr(float(row[-1]))])

        for case in ["open-close", "overnight", "open-open", "volume", "range"]:
            for model in ["market", "mean"]:
                study(case, model, data, out)
        for model in ["market", "mean"]:
            volatility(model, data, out)


if __name__ == "__main__":
    main()
