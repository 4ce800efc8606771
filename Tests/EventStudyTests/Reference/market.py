"""The synthetic market of Tests/TestSupport/SyntheticMarket.swift, bit for bit."""

import datetime

import numpy as np

MASK = (1 << 64) - 1


class Draws:
    def __init__(self, seed, series):
        self.state = (seed + (series << 32)) & MASK

    def next(self):
        self.state = (self.state + 0x9E3779B97F4A7C15) & MASK
        z = self.state
        z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & MASK
        z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & MASK
        return z ^ (z >> 31)

    def below(self, limit):
        return (self.next() >> 33) % limit

    def noise(self, amplitude):
        return sum(self.below(2 * amplitude + 1) - amplitude for _ in range(4))


def path(start, returns):
    cents = [start]
    for r in returns[1:]:
        cents.append(cents[-1] + ((cents[-1] * r + (1 << 19)) >> 20))
    return np.array(cents) / 100


def weekdays(first, count):
    dates = []
    while len(dates) < count:
        if first.weekday() < 5:
            dates.append(first)
        first += datetime.timedelta(days=1)
    return dates


class Market:
    """Prices by symbol, NaN where there is none, and factors by name, over weekday sessions."""

    def __init__(self, seed, sessions, firms, jumps):
        self.sessions = sessions
        n = len(sessions)
        draws = Draws(seed, 0)
        market = [draws.noise(7000) for _ in range(n)]
        self.prices = {"^MKT": path(400_000, market)}
        for firm in range(firms):
            draws = Draws(seed, firm + 1)
            returns = [draws.noise(12000) for _ in range(n)]
            beta = 8 + 3 * firm % 17
            returns = [r + ((beta * m) >> 4) for r, m in zip(returns, market)]
            for jumping, session, size in jumps:
                if jumping == firm:
                    returns[session] += size
            self.prices[f"F{firm:02}"] = path(3000 + 700 * firm, returns)
        self.factors = {"mkt_rf": np.array(market) / 1e6}
        for number, name in enumerate(["smb", "hml", "rmw", "cma", "mom"]):
            draws = Draws(seed, 1000 + number)
            self.factors[name] = np.array([draws.noise(3000) for _ in range(n)]) / 1e6
        draws = Draws(seed, 1005)
        self.factors["rf"] = np.array([80 + draws.below(41) for _ in range(n)]) / 1e6


def reference_market():
    """The market and events of Tests/EventStudyTests/ReferenceMarket.swift."""
    days = [150 + 16 * firm for firm in range(12)]
    jumps = [(firm, day, 20_000 if firm % 2 == 0 else -8_000) for firm, day in enumerate(days)]
    market = Market(20250605, weekdays(datetime.date(2023, 1, 2), 360), 12, jumps)
    prices = market.prices
    prices["TWIN"] = prices["F01"].copy()
    prices["FLAT"] = np.full(360, 25.0)
    penny = [round(100 * p) for p in prices["F05"]]
    prices["F05"] = np.array([1 + cents // 200 for cents in penny]) / 100
    prices["F02"][days[2] + 1] = np.nan
    prices["F03"][days[3] - 50 : days[3] - 48] = np.nan
    prices["F04"][days[4] + 2 :] = np.nan
    for column in market.factors.values():
        column[205] = np.nan
    events = [(f"E{i:02}", f"F{i:02}", day, "call" if i % 2 == 0 else "tariff")
              for i, day in enumerate(days)]
    events += [("E12", "F00", 250, None), ("E13", "TWIN", days[1], "tariff"),
               ("E14", "FLAT", 240, "call")]
    return market, events
