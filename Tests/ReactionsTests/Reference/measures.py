"""Further measures of the made-up prices of reactions.py, by numpy alone.

Reads bars.csv and writes slopes.csv (the path's slope after its peak), continuation.csv (the closes that
follow) and shares.csv (the parts of the day). Made with Python 3.11 and numpy: python measures.py
"""

import csv

import numpy as np

from reactions import MOMENTS, RULES, path, side

EVENT = 20
SHARE_EVENTS = [12, 20, 33]


def read_bars():
    with open("bars.csv", newline="") as file:
        rows = list(csv.DictReader(file))
    days = list(dict.fromkeys(row["date"] for row in rows))
    bars = {day: [] for day in days}
    for row in rows:
        numbers = [float(row[name]) for name in ("open", "high", "low", "close")]
        bars[row["date"]].append((row["date"], int(row["minute"]), *numbers))
    return days, [bars[day] for day in days]


def slope(rule, bars, before, news):
    reference, first, start, points = path(bars, before, news)
    sign = side(rule, reference, first, start, points, bars)
    moves = np.array([sign * np.log(price / reference) for price, _, _ in points])
    if sign == 0 or moves.max() <= 0:
        return None
    peak = int(moves.argmax())
    _, minute, bar = points[peak]
    # Every bar has its highest, its lowest and its last price, in this order.
    closes = {start + 30: close for _, start, _, _, _, close in bars}
    later = [end for end in closes if end > minute and end > bar]
    if len(later) < 2:
        return None
    times = np.array([minute] + later) / 60
    path_after = np.array([moves[peak]] + [sign * np.log(closes[end] / reference) for end in later])
    return float(np.polyfit(times, path_after, 1)[0])


def judged(own, others):
    others = np.array(others)
    upper = (1 + (others >= own).sum()) / (len(others) + 1)
    lower = (1 + (others <= own).sum()) / (len(others) + 1)
    percentile = 100 * ((others < own).mean() + (others <= own).mean()) / 2
    return [percentile, min(1, 2 * min(upper, lower)), lower, upper, len(others)]


def cells(values):
    return [repr(float(v)) if isinstance(v, (float, np.floating)) else v for v in values]


def write(name, header, rows):
    with open(name, "w", newline="") as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow(header)
        out.writerows(rows)


JUDGED = ["percentile", "p", "p_lower", "p_upper", "n"]


def slopes(days, by_day):
    for rule in RULES:
        for name, news in MOMENTS.items():
            closes = [np.nan] + [own[-1][5] for own in by_day]
            values = [None if news is None and at == 0 else slope(rule, own, closes[at], news)
                      for at, own in enumerate(by_day)]
            ordinary = [v for at, v in enumerate(values) if abs(at - EVENT) > 1 and v is not None]
            for at in range(1, len(days)):
                is_judged = at == EVENT and values[at] is not None
                row = judged(values[at], ordinary) if is_judged else [""] * 5
                value = "" if values[at] is None else values[at]
                yield [rule, name, days[at]] + cells([value] + row)


def continuations(by_day):
    closes = np.log([own[-1][5] for own in by_day])
    gaps = np.array([0] + [np.log(own[0][2]) - close for own, close in zip(by_day[1:], closes)])
    for ahead in (1, 2, 5, 10):
        def value(at):
            return float(np.sign(gaps[at]) * (closes[at + ahead] - closes[at]))
        ordinary = [value(at) for at in range(EVENT % ahead, len(by_day) - ahead, ahead)
                    if gaps[at] != 0 and not any(abs(day - EVENT) <= 1 for day in range(at, at + ahead + 1))]
        yield [ahead] + cells([value(EVENT)] + judged(value(EVENT), ordinary))


def shares(by_day):
    parts = []
    for at, own in enumerate(by_day[1:], 1):
        prices = np.log([by_day[at - 1][-1][5], own[0][2]] + [bar[5] for bar in own])
        parts.append(np.diff(prices) * np.sign(prices[-1] - prices[0]))
    parts = np.vstack([np.full(14, np.nan)] + parts)
    events = parts[SHARE_EVENTS].sum(axis=0)
    ordinary = parts[[at for at in range(1, len(by_day))
                      if min(abs(at - event) for event in SHARE_EVENTS) > 1]].sum(axis=0)
    names = ["overnight"] + [f"{m // 60:02}:{m % 60:02}" for m in range(570, 960, 30)]
    for name, own, other in zip(names, events / events.sum(), ordinary / ordinary.sum()):
        yield [name] + cells([own, other])


def main():
    days, by_day = read_bars()
    write("slopes.csv", ["rule", "moment", "date", "slope"] + JUDGED, slopes(days, by_day))
    write("continuation.csv", ["sessions", "value"] + JUDGED, continuations(by_day))
    write("shares.csv", ["part", "share", "ordinary"], shares(by_day))


if __name__ == "__main__":
    main()
