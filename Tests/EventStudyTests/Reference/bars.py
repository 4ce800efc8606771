"""Writes reference-bars.csv: what a study of half-hour bars of IntradayMarket.swift comes to.

Made with numpy 2.4.6, scipy 1.17.1 and statsmodels 0.15.0. Run: python3 bars.py
"""

import csv
import datetime
import math
import os

import numpy as np
import statsmodels.api as sm
from scipy import stats

HOLIDAYS = {datetime.date(2025, 5, 26), datetime.date(2025, 6, 19)}
HALF_DAYS = {datetime.date(2025, 7, 3)}
# The session and the New York minute of the news, and the firm.
EVENTS = {
    "E0": (36, 10 * 60 + 46, "A"),   # in a bar
    "E1": (38, 8 * 60, "A"),         # before the open: the night's bar
    "E2": (40, 15 * 60 + 59, "B"),   # the window reaches into the next session
    "E3": (31, 14 * 60, "B"),        # after the early close of July 3, which is half past one or later
}
WINDOW = (-2, 3)
WINDOWS = [(0, 0), (-1, 1), (0, 3)]
SESSIONS = 30


def sessions():
    day, found = datetime.date(2025, 5, 19), []
    while len(found) < 45:
        if day.weekday() < 5 and day not in HOLIDAYS and day != datetime.date(2025, 7, 4):
            found.append(day)
        day += datetime.timedelta(days=1)
    return found


def hours(day):
    return 9 * 60 + 30, 13 * 60 if day in HALF_DAYS else 16 * 60


def generator(seed):
    state = seed
    while True:
        state = (state * 1103515245 + 12345) % 2**31
        yield (state >> 8) % 101 - 50


def prices(days):
    """(open, close) in cents of every bar, by symbol, session and start."""
    steps = {name: generator(seed) for name, seed in [("M", 7), ("A", 11), ("B", 13)]}
    level = {"M": 50_000, "A": 20_000, "B": 10_000}
    found = {name: {} for name in level}
    for s, day in enumerate(days):
        start, close = hours(day)
        for minute in range(start, close, 30):
            first = minute == start
            size = 6 if first else 3 if minute >= 15 * 60 + 30 else 1
            market = next(steps["M"])
            night = 2 * next(steps["M"]) if first else 0
            for name in level:
                own = market if name == "M" else next(steps[name])
                gap = night + (next(steps[name]) if first and name != "M" else 0)
                opened = level[name] + gap
                change = size * (market + (0 if name == "M" else own)) // (1 if name == "M" else 2)
                level[name] = opened + change
                found[name][s, minute] = (opened, level[name])
    return found


def bars(days):
    """Every bar in order: session, start, end on the clock, whether closed."""
    found, last = [], None
    for s, day in enumerate(days):
        start, close = hours(day)
        if last is not None:
            found.append((s, last, start, True))
        for minute in range(start, close, 30):
            found.append((s, minute, minute + 30, False))
        last = close
    return found


def returns(order, price):
    found = []
    for i, (s, start, end, closed) in enumerate(order):
        def close(k): return price[order[k][0], order[k][1]][1]
        def opened(k): return price[order[k][0], order[k][1]][0]
        if closed:
            found.append(opened(i + 1) / close(i - 1) - 1)
        elif i == 0 or order[i - 1][3]:
            found.append(close(i) / opened(i) - 1)
        else:
            found.append(close(i) / close(i - 1) - 1)
    return np.array(found)


def place(order, days, session, minute):
    """The bar that contains the news; the night's bar of the session when it came before the open,
    of the next one after the close."""
    start, close = hours(days[session])
    if minute < start or minute >= close:
        session += minute >= close
        return next(i for i, b in enumerate(order) if b[0] == session and b[3])
    return next(i for i, b in enumerate(order)
                if b[0] == session and not b[3] and b[1] <= minute < b[2])


def fit(order, y, x, at, model):
    day0 = order[at][0]
    wanted = [(order[at + k][0] - day0, order[at + k][1:]) for k in range(WINDOW[0], WINDOW[1] + 1)]
    at_clock = {(b[0], b[1:]): i for i, b in enumerate(order)}
    rows, clocks, sums = [], [], []
    for d in range(day0 - SESSIONS, day0):
        block = [at_clock.get((d + offset, clock)) for offset, clock in wanted]
        for c, i in enumerate(block):
            if i is not None:
                rows.append(i)
                clocks.append(c)
        sums.append(block)
    rows, clocks = np.array(rows), np.array(clocks)
    count = len(wanted)
    fewest = min((clocks == c).sum() for c in range(count))
    if fewest < 20:
        return None
    columns = [np.ones(len(y))] + ([x] if model == "market" else [])
    X = np.column_stack(columns)
    first = sm.OLS(y[rows], X[rows]).fit().resid
    variance = np.array([np.mean(first[clocks == c] ** 2) for c in range(count)])
    w = np.sqrt(variance / variance.mean())
    solved = sm.WLS(y[rows], X[rows], weights=1 / w[clocks] ** 2).fit()
    k = X.shape[1]
    scaled = solved.resid / w[clocks]
    s2 = (scaled**2).sum() / (len(rows) - k)
    window = np.arange(at + WINDOW[0], at + WINDOW[1] + 1)
    ar = y[window] - X[window] @ solved.params
    G = solved.normalized_cov_params
    V = s2 * (np.diag(w**2) + X[window] @ G @ X[window].T)
    residual = dict(zip(rows, solved.resid))
    return {"ar": ar, "V": V, "df": fewest - k, "w": w, "s2": s2, "scaled": scaled,
            "blocks": [[residual.get(i, math.nan) for i in block] for block in sums]}


def main():
    days = sessions()
    order, price = bars(days), prices(days)
    y = {name: returns(order, price[name]) for name in price}
    out = []
    for model in ["mean", "market"]:
        put = lambda table, name, first, last, column, value: out.append(
            ["bars", model, table, name, first, last, column, value])
        scar = {window: [] for window in WINDOWS}
        for name, (session, minute, firm) in EVENTS.items():
            at = place(order, days, session, minute)
            f = fit(order, y[firm], y["M"], at, model)
            if f is None:
                put("events", name, "", "", "reason", "insufficient_estimation")
                continue
            put("events", name, "", "", "session", days[order[at][0]])
            for k in range(WINDOW[0], WINDOW[1] + 1):
                i = k - WINDOW[0]
                put("ar", name, k, "", "ar", f["ar"][i])
                put("ar", name, k, "", "std_error", math.sqrt(f["V"][i, i]))
                put("ar", name, k, "", "df", f["df"])
            for a, b in WINDOWS:
                part = slice(a - WINDOW[0], b - WINDOW[0] + 1)
                ar, V = f["ar"][part], f["V"][part, part]
                car, error = ar.sum(), math.sqrt(V.sum())
                scar[a, b].append((car / error, f["df"]))
                put("car", name, a, b, "car", car)
                put("car", name, a, b, "std_error", error)
                put("car", name, a, b, "p_value", 2 * stats.t.sf(abs(car / error), f["df"]))
                F = ar @ np.linalg.solve(V, ar) / len(ar)
                blocks = np.array(f["blocks"])[:, part]
                whole = blocks[~np.isnan(blocks).any(axis=1)]
                B = len(whole)
                rank = (1 + (abs(whole.sum(axis=1)) >= abs(car)).sum()) / (B + 1)
                variance = (whole**2).sum(axis=1)
                event = lambda test, column, value: out.append(
                    ["bars", model, "event_tests", f"{name} {test}", a, b, column, value])
                event("window_f", "statistic", F)
                event("window_f", "p_value", stats.f.sf(F, len(ar), f["df"]))
                event("rinaudo_saha", "p_value", rank)
                event("realized_variance", "estimate", (ar**2).sum() / variance.mean())
                event("realized_variance", "p_value",
                      (1 + (variance >= (ar**2).sum()).sum()) / (B + 1))
                if a == b:
                    u = ar[0] / f["w"][part][0]
                    M = len(f["scaled"])
                    low, high = (1 + (f["scaled"] <= u).sum()) / (M + 1), (
                        1 + (f["scaled"] >= u).sum()) / (M + 1)
                    event("sq_test", "p_value", min(1, 2 * min(low, high)))
        for (a, b), values in scar.items():
            s = np.array([value for value, _ in values])
            put("tests", "bmp_t", a, b, "statistic", math.sqrt(len(s)) * s.mean() / s.std(ddof=1))
    here = os.path.dirname(os.path.abspath(__file__))
    with open(os.path.join(here, "reference-bars.csv"), "w", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["case", "model", "table", "name", "first", "last", "column", "value"])
        for row in out:
            row[-1] = f"{row[-1]:.12g}" if isinstance(row[-1], float) else row[-1]
            writer.writerow(row)


main()
