#!/usr/bin/env python3
"""paper_files.py [SEED]: writes request.csv, firms.csv and market.csv into the current directory.

They are laid out as EventStudyTools reads them, without headers, semicolons between the fields. The market is the
S&P 500 index of data/trade-war-2018; the firms are made up, and so is what happens to them: returns of 1 times the
market, noise, a part that the firms of one industry share, and on the day a firm's move into or out of an index is
announced and on the next a jump (EFFECTS) and half as much noise again. The same seed gives the same files.
"""
import csv
import datetime
import random
import sys
from pathlib import Path
from statistics import NormalDist

ROOT = Path(__file__).resolve().parent.parent
EFFECTS = {"addition": (0.025, 0.010), "deletion": (-0.030, 0.010)}
FIRMS = {"addition": 30, "deletion": 16}
INDUSTRIES = ("energy", "retail", "health")
MARKET = "SP500"
WINDOWS = "-5;5;-11;120"
# What real files have: a firm listed 40 sessions before its event, one that splits its shares, a date on a Saturday.
LISTED_LATE, SPLIT, SATURDAY = "Addition 07", "Addition 12", "Deletion 03"


class Draws:
    """Normal draws from random(), the one method whose sequence Python promises for a seed."""

    def __init__(self, seed):
        self.uniform = random.Random(seed)

    def normal(self, deviation):
        return NormalDist().inv_cdf(self.uniform.random() or 0.5) * deviation

    def below(self, count):
        return int(self.uniform.random() * count)


def index():
    """The market's dates and levels."""
    with open(ROOT / "data/trade-war-2018/index.csv", newline="") as file:
        rows = list(csv.DictReader(file))
    return [datetime.date.fromisoformat(row["date"]) for row in rows], [float(row[MARKET]) for row in rows]


def announcements(dates, draws):
    """Group and session of each firm; two firms of a group are announced together."""
    events = {}
    for group, count in FIRMS.items():
        for number in range(1, count + 1):
            if number % 2:
                session = 140 + draws.below(len(dates) - 160)
            name = "%s %02d" % (group.capitalize(), number)
            if name == SATURDAY:
                session = next(place for place in range(session, len(dates)) if dates[place].weekday() == 0)
            events[name] = (group, session)
    return events


def prices(levels, industry, group, event, draws):
    """Closes of a firm; `industry` are the returns that its industry adds."""
    closes, level = [], 20.0 + draws.below(80)
    for place in range(len(levels)):
        market = levels[place] / levels[place - 1] - 1 if place else 0.0
        day = place - event
        special = 0 <= day < 2
        noise = draws.normal(0.016) * (1.5 if special else 1.0)
        level *= 1 + market + industry[place] + noise + (EFFECTS[group][day] if special else 0.0)
        closes.append(level)
    return closes


def write(name, rows):
    Path(name).write_text("".join(";".join(row) + "\n" for row in rows), encoding="utf-8")


def main(seed):
    draws = Draws(seed)
    dates, levels = index()
    industries = [[draws.normal(0.010) for _ in dates] for _ in INDUSTRIES]
    stamps = [date.strftime("%d.%m.%Y") for date in dates]
    requests, firms = [], []
    for number, (name, (group, event)) in enumerate(announcements(dates, draws).items(), 1):
        closes = prices(levels, industries[(number - 1) // 2 % len(INDUSTRIES)], group, event, draws)
        first = event - 40 if name == LISTED_LATE else 0
        if name == SPLIT:
            closes = [close * (2 if place < event - 60 else 1) for place, close in enumerate(closes)]
        date = dates[event] - datetime.timedelta(days=2 if name == SATURDAY else 0)
        requests.append([str(number), name, MARKET, date.strftime("%d.%m.%Y"), group, WINDOWS])
        firms += [[name, stamp, "%.4f" % close] for stamp, close in list(zip(stamps, closes))[first:]]
    write("request.csv", requests)
    write("firms.csv", firms)
    write("market.csv", ([MARKET, stamp, "%.2f" % level] for stamp, level in zip(stamps, levels)))


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) == 2 else 1)
