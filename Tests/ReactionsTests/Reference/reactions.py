"""Reactions of made-up prices, computed from whole paths and by the definitions alone.

Writes bars.csv (half-hour bars, New York clock), daily.csv (the same days as daily bars) and
expected.csv. Made with Python 3.11 and numpy 2.4.6: python reactions.py
"""

import csv
import datetime

import numpy as np

STARTS = [570 + 30 * bar for bar in range(13)]  # 09:30 to 15:30, minutes after midnight
EVENT = 20  # the session that is compared with the others
MOMENTS = {"open": None, "12:00": 720, "11:10": 670, "15:45": 945}
RULES = ["gap", "first", "up", "down", "ex-post"]


def weekdays(start, count):
    day = datetime.date.fromisoformat(start)
    while count:
        if day.weekday() < 5:
            yield day.isoformat()
            count -= 1
        day += datetime.timedelta(1)


def prices(random, days):
    """Bars in cents, so that ties and days without a gap occur."""
    price, bars = 100.0, []
    for day in days:
        price *= np.exp(random.normal(0, 0.006))
        steps = random.normal(0, 0.002, (13, 8))
        for start, moves in zip(STARTS, steps):
            path = np.round(price * np.exp(np.concatenate([[0], np.cumsum(moves)])), 2)
            bars.append((day, start, path[0], path.max(), path.min(), path[-1]))
            price = path[-1]
    return bars


def path(bars, before, news):
    """P0, then (price, minute, bar) in the order in which prices were reached: of a bar its extremes,
    at its start, then its close, at its end."""
    if news is None:
        reference, start = before, 570
        first, rest = bars[0][2], bars
        points = [(first, 570, 570)]
    else:
        done = [bar for bar in bars if bar[1] + 30 <= news]
        reference = done[-1][5] if done else bars[0][2]
        left, start = bars[len(done):], news
        first = left[0][5]
        split = left[0][1] < news
        points = [(first, left[0][1] + 30, left[0][1])] if split else []
        rest = left[1:] if split else left
    for _, begin, _, high, low, close in rest:
        points += [(high, begin, begin), (low, begin, begin), (close, begin + 30, begin)]
    return reference, first, start, points


def side(rule, reference, first, start, points, bars):
    if rule in ("up", "down"):
        return 1 if rule == "up" else -1
    if rule == "gap":
        return np.sign(first - reference)
    logs = np.log([price / reference for price, _, _ in points])
    if rule == "ex-post":
        return np.sign(logs.max() + logs.min())
    # Closes of bars that have ended an hour after the start.
    closes = {begin + 30: close for _, begin, _, _, _, close in bars}
    ended = [minute for minute in closes if start < minute <= start + 60]
    return np.sign(closes[max(ended)] - reference) if ended else 0


def measure(rule, bars, before, news):
    reference, first, start, points = path(bars, before, news)
    sign = side(rule, reference, first, start, points, bars)
    last = bars[-1][5]
    row = {"gap": np.log(first / reference), "open_to_close": np.log(last / first)}
    if sign == 0:
        return row
    moves = np.array([sign * np.log(price / reference) for price, _, _ in points])
    peak, trough = int(moves.argmax()), int(moves.argmin())  # the first of equal ones
    row["trough"] = points[trough][0]
    row["trough_minute"] = points[trough][1]
    if moves[peak] <= 0:
        return row
    row["peak"], row["peak_minute"], _ = points[peak]
    row["fade_ratio"] = (moves[peak] - sign * np.log(last / reference)) / moves[peak]
    row["minutes_to_peak"] = points[peak][1] - start
    row["half_life"] = half_life(points, moves, peak)
    return row


def half_life(points, moves, peak):
    """Minutes to the first price known to be later that has half of the move or less: of the bar of
    the peak only the close is. No bar tells of less than its length."""
    for (_, minute, bar), move in zip(points[peak + 1:], moves[peak + 1:]):
        is_later = bar != points[peak][2] or minute > bar
        if is_later and move <= moves[peak] / 2 + 1e-15:
            return max(30, minute - points[peak][1])
    return ""


def main():
    random = np.random.default_rng(20250605)
    days = list(weekdays("2025-02-18", 41))
    bars = prices(random, days)
    with open("bars.csv", "w", newline="") as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow(["date", "minute", "open", "high", "low", "close"])
        out.writerows(bars)
    by_day = [[bar for bar in bars if bar[0] == day] for day in days]
    with open("daily.csv", "w", newline="") as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow(["date", "open", "high", "low", "close"])
        for day, own in zip(days, by_day):
            out.writerow([day, own[0][2], max(b[3] for b in own), min(b[4] for b in own), own[-1][5]])
    columns = ["gap", "open_to_close", "peak", "peak_minute", "trough", "trough_minute",
               "fade_ratio", "minutes_to_peak", "half_life"]
    with open("expected.csv", "w", newline="") as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow(["rule", "moment", "date"] + columns + ["percentile", "p", "n"])
        for rule in RULES:
            for name, news in MOMENTS.items():
                closes = [np.nan] + [own[-1][5] for own in by_day]
                rows = [measure(rule, own, before, news) for before, own in zip(closes, by_day)]
                if news is None:
                    rows[0] = {}  # has no close before
                ordinary = [row["fade_ratio"] for at, row in enumerate(rows)
                            if abs(at - EVENT) > 1 and "fade_ratio" in row]
                for at, row in list(enumerate(rows))[1:]:
                    judged = ["", "", ""]
                    if at == EVENT and "fade_ratio" in row:
                        own, all_ = row["fade_ratio"], np.array(ordinary)
                        judged = [100 * ((all_ < own).mean() + (all_ <= own).mean()) / 2,
                                  (1 + (all_ >= own).sum()) / (len(all_) + 1), len(all_)]
                    cells = [row.get(column, "") for column in columns]
                    out.writerow([rule, name, days[at]]
                                 + [repr(float(c)) if isinstance(c, np.floating) else c
                                    for c in cells + judged])


if __name__ == "__main__":
    main()
