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


if __name__ == "__main__":
    main()
