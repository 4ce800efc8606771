"""The study of the benchmark as a strong pandas and numpy user writes it: no loop over events.

pandas_study.py FOLDER: reads prices.csv, market.csv and events.csv; market model on [-260, -11], event days
[-10, 10], windows [-10, 10], [-1, 1], [0, 0]; writes the same results as CSV: AR and CAR with standard errors and
p-values, coefficients, fits, averages with intervals, and the tests across events (of the diagnostics of the
residuals only Durbin-Watson, of the signed-rank test no Hodges-Lehmann estimate).
"""
import sys

import numpy as np
import pandas as pd
from scipy import stats

ESTIMATION, EVENT, WINDOWS = np.arange(-260, -10), np.arange(-10, 11), [(-10, 10), (-1, 1), (0, 0)]
folder = sys.argv[1]


def read(name):
    return pd.read_csv(f"{folder}/{name}", engine="pyarrow", dtype={"date": str})


def cross_sectional_t(values):
    return values.mean(0) / values.std(0, ddof=1) * np.sqrt(len(values))


prices, market, events = read("prices.csv"), read("market.csv"), read("events.csv")
dates = market["date"].to_numpy()
wide = prices.pivot(index="date", columns="symbol", values="close").reindex(dates)
returns = wide.to_numpy()[1:] / wide.to_numpy()[:-1] - 1
level = market["close"].to_numpy(float)
market_returns = level[1:] / level[:-1] - 1
column = wide.columns.get_indexer(events["symbol"])
day = np.searchsorted(dates, events["date"].to_numpy().astype(dates.dtype)) - 1

rows = day[:, None] + ESTIMATION
y, x = returns[rows, column[:, None]], market_returns[rows]
count = y.shape[1]
x_mean, y_mean = x.mean(1, keepdims=True), y.mean(1, keepdims=True)
sxx = ((x - x_mean) ** 2).sum(1, keepdims=True)
beta = ((x - x_mean) * (y - y_mean)).sum(1, keepdims=True) / sxx
alpha = y_mean - beta * x_mean
residuals = y - alpha - beta * x
sigma = np.sqrt((residuals**2).sum(1, keepdims=True) / (count - 2))
positive = (residuals > 0).mean()

rows = day[:, None] + EVENT
x, actual = market_returns[rows], returns[rows, column[:, None]]
expected = alpha + beta * x
ar = actual - expected
ar_error = sigma * np.sqrt(1 + 1 / count + (x - x_mean) ** 2 / sxx)
sar = ar / ar_error
freedom = count - 2
scale = np.sqrt(len(ar) * freedom / (freedom - 2))
spread = residuals.mean(0).std(ddof=1)
tests, averages = [], []


def add(level, start, end, value, standardized, days):
    n, w = len(value), int((value > 0).sum())
    statistics = {
        "csect_t": (cross_sectional_t(value), n - 1), "patell_z": (standardized.sum() / scale, None),
        "bmp_t": (cross_sectional_t(standardized), n - 1),
        "cda_t": (value.mean() / (spread * np.sqrt(days)), count - 1),
        "sign_z": ((w - n / 2) / np.sqrt(n / 4), None),
        "gsign_z": ((w - n * positive) / np.sqrt(n * positive * (1 - positive)), None)}
    for name, (z, df) in statistics.items():
        tests.append((level, start, end, name, z, 2 * (stats.norm.sf(abs(z)) if df is None else stats.t.sf(abs(z), df))))
    wilcoxon = stats.wilcoxon(value, correction=False, method="approx")
    tests.append((level, start, end, "wilcoxon", wilcoxon.statistic, wilcoxon.pvalue))
    half = stats.t.isf(0.025, n - 1) * value.std(ddof=1) / np.sqrt(n)
    averages.append((level, start, end, n, value.mean(), np.median(value), w / n, value.mean() - half, value.mean() + half))


for i, relative in enumerate(EVENT):
    add("aar", relative, relative, ar[:, i], sar[:, i], 1)
cars = []
for start, end in WINDOWS:
    part = slice(start + 10, end + 11)
    days = end - start + 1
    error = sigma[:, 0] * np.sqrt(days + days**2 / count + ((x[:, part] - x_mean).sum(1)) ** 2 / sxx[:, 0])
    car = ar[:, part].sum(1)
    held = (1 + actual[:, part]).prod(1) - (1 + expected[:, part]).prod(1)
    cars.append(pd.DataFrame({
        "event_id": events["event_id"], "window_start": start, "window_end": end, "car": car, "std_error": error,
        "scar": sar[:, part].sum(1) / np.sqrt(days), "statistic": car / error,
        "p_value": 2 * stats.t.sf(np.abs(car / error), freedom), "bhar": held}))
    add("caar", start, end, car, car / error, days)


def flat(values):
    return np.broadcast_to(values, ar.shape).ravel()


def save(name, frame):
    frame.to_csv(f"{folder}/pandas_{name}.csv", index=False)


save("ar", pd.DataFrame({
    "event_id": np.repeat(events["event_id"].to_numpy(), len(EVENT)), "rel_day": flat(EVENT),
    "session": dates[rows + 1].ravel(), "actual": actual.ravel(), "expected": expected.ravel(), "ar": ar.ravel(),
    "std_error": ar_error.ravel(), "sar": sar.ravel(), "p_value": 2 * stats.t.sf(np.abs(sar), freedom).ravel()}))
save("car", pd.concat(cars))
slope_error = sigma / np.sqrt(sxx)
intercept_error = sigma * np.sqrt(1 / count + x_mean**2 / sxx)
for term, estimate, error in (("alpha", alpha, intercept_error), ("beta", beta, slope_error)):
    save(f"models_{term}", pd.DataFrame({
        "event_id": events["event_id"], "estimate": estimate[:, 0], "std_error": error[:, 0],
        "p_value": 2 * stats.t.sf(np.abs(estimate / error), freedom)[:, 0]}))
save("fits", pd.DataFrame({
    "event_id": events["event_id"], "sigma": sigma[:, 0],
    "r_squared": 1 - (residuals**2).sum(1) / ((y - y_mean) ** 2).sum(1),
    "durbin_watson": (np.diff(residuals, axis=1) ** 2).sum(1) / (residuals**2).sum(1)}))
save("tests", pd.DataFrame(tests, columns=["level", "window_start", "window_end", "test", "statistic", "p_value"]))
save("averages", pd.DataFrame(averages, columns=["level", "window_start", "window_end", "n", "mean", "median", "share", "low", "high"]))
