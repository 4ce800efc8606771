"""Synthetic inputs of any size, the same for the same arguments (numpy's PCG64).

generate.py bars PATH SYMBOLS DAYS symbol|date
generate.py study FOLDER EVENTS STOCKS DAYS spread|one-date
"""
import datetime
import os
import sys

import numpy


def business_days(count, first=datetime.date(2010, 1, 1)):
    days, day = [], first
    while len(days) < count:
        if day.weekday() < 5:
            days.append(day.isoformat())
        day += datetime.timedelta(days=1)
    return days


def bars(path, symbols, days, by_date):
    """A long file of daily bars: symbol,date,open,high,low,close,volume."""
    if os.path.exists(path):
        return
    random = numpy.random.default_rng(1)
    shape = (symbols, days)
    close = numpy.maximum(numpy.round(50 * numpy.exp(numpy.cumsum(random.normal(0, 0.02, shape), axis=1)), 2), 0.5)
    opens = numpy.round(close * (1 + random.normal(0, 0.005, shape)), 2)
    high = numpy.round(numpy.maximum(opens, close) * 1.004, 2)
    low = numpy.round(numpy.minimum(opens, close) * 0.996, 2)
    volume = random.integers(1_000, 90_000_000, shape)
    dates, names = business_days(days), ["S%04d" % i for i in range(symbols)]

    def line(i, t):
        return "%s,%s,%.2f,%.2f,%.2f,%.2f,%d\n" % (
            names[i], dates[t], opens[i, t], high[i, t], low[i, t], close[i, t], volume[i, t])

    with open(path + ".part", "w", buffering=1 << 22) as file:
        file.write("symbol,date,open,high,low,close,volume\n")
        if by_date:
            for t in range(days):
                file.writelines(line(i, t) for i in range(symbols))
        else:
            for i in range(symbols):
                file.writelines(line(i, t) for t in range(days))
    os.rename(path + ".part", path)


def study(folder, events, stocks, days, one_date):
    """prices.csv, market.csv and events.csv: geometric Brownian motion with one market factor.

    Events lie on days with 262 before and 12 after them, no two on one stock and day; or all on one date.
    """
    if os.path.exists(folder + "/events.csv"):
        return
    os.makedirs(folder, exist_ok=True)
    random = numpy.random.default_rng(2)
    dates = business_days(days)
    market = random.normal(0.0003, 0.01, days)
    with open(folder + "/market.csv", "w") as file:
        file.write("date,close\n")
        file.writelines("%s,%.4f\n" % pair for pair in zip(dates, 1000 * numpy.exp(numpy.cumsum(market))))
    names = ["S%05d" % i for i in range(stocks)]
    with open(folder + "/prices.csv", "w", buffering=1 << 20) as file:
        file.write("symbol,date,close\n")
        for name in names:
            own = random.normal(0, random.uniform(0.008, 0.03), days)
            path = random.uniform(10, 200) * numpy.exp(numpy.cumsum(random.uniform(0.5, 1.5) * market + own))
            file.writelines("%s,%s,%.4f\n" % (name, date, price) for date, price in zip(dates, path))
    places = days - 274
    if one_date:
        chosen = random.choice(stocks, size=events, replace=False) * places + places // 2
    else:
        chosen = random.choice(stocks * places, size=events, replace=False)
    with open(folder + "/events.csv.part", "w") as file:
        file.write("event_id,symbol,date\n")
        for number, place in enumerate(chosen):
            stock, day = divmod(int(place), places)
            file.write("E%06d,%s,%s\n" % (number + 1, names[stock], dates[day + 262]))
    os.rename(folder + "/events.csv.part", folder + "/events.csv")


if __name__ == "__main__":
    if sys.argv[1] == "bars":
        bars(sys.argv[2], int(sys.argv[3]), int(sys.argv[4]), by_date=sys.argv[5] == "date")
    else:
        study(sys.argv[2], *map(int, sys.argv[3:6]), one_date=sys.argv[6] == "one-date")
