"""The examples that documentation pages take for granted, made up and the same every time.

demo         demo.sqlite, as `reaction demo` makes it
files        prices.csv, events.csv, study.yaml and vix.csv, with nothing imported
my-study     example.sqlite, into which those files and others are imported, and the studies my-study, earnings and
             june-5-2025 (on made-up prices) run
"""
import datetime
import math
import random
import shutil
import subprocess
import threading
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

FIRST, LAST = datetime.date(2023, 6, 1), datetime.date(2025, 12, 31)
STOCKS = ["NVDA", "TSLA", "S01", "S02", "S03", "S04", "S05", "S06"]
INDICES = ["SPY", "QQQ", "KWEB", "^GSPC", "^N225", "^GDAXI", "ES"]
HOLIDAYS = {(1, 1), (6, 19), (7, 4), (12, 25)}


def sessions():
    days = (FIRST + datetime.timedelta(n) for n in range((LAST - FIRST).days + 1))
    return [day for day in days if day.weekday() < 5 and (day.month, day.day) not in HOLIDAYS]


def prices():
    """Daily bars: a market, and series with a beta of one and noise of their own."""
    draws = random.Random(1)
    level = {symbol: 100.0 + 10 * place for place, symbol in enumerate(INDICES + STOCKS)}
    rows = ["date,symbol,open,high,low,close,volume"]
    for day in sessions():
        market = draws.gauss(0.0004, 0.009)
        for symbol, before in level.items():
            opened = before * math.exp(draws.gauss(0, 0.004))
            closed = before * math.exp(market + draws.gauss(0, 0.003 if symbol in INDICES else 0.012))
            high = max(opened, closed) * math.exp(abs(draws.gauss(0, 0.004)))
            low = min(opened, closed) * math.exp(-abs(draws.gauss(0, 0.004)))
            volume = round(1e6 * math.exp(draws.gauss(0, 0.3)))
            rows.append("%s,%s,%.4f,%.4f,%.4f,%.4f,%d" % (day, symbol, opened, high, low, closed, volume))
            level[symbol] = closed
    return rows


def events():
    """Announcements of the stocks, two of them a session, with what is known of each."""
    draws = random.Random(2)
    rows = ["event_id,symbol,date,time,time_zone,group,size,leverage,sector,actual,expected,surprise"]
    for number, day in enumerate(sessions()[300:-20:10]):
        for place in (number, number + 3):
            expected = draws.uniform(1, 2)
            actual = expected + draws.gauss(0, 0.2)
            rows.append("E%03d,%s,%s,08:45,America/New_York,%s,%.1f,%.3f,S%d,%.3f,%.3f,%.3f" % (
                len(rows), STOCKS[place % len(STOCKS)], day, draws.choice(["call", "tariff"]),
                math.exp(draws.gauss(7, 1)), draws.uniform(0, 0.8), draws.randint(1, 3), actual, expected,
                actual - expected))
    return rows


def meetings():
    """News that names no symbol."""
    return ["event_id,date,time,time_zone,group"] + [
        "M%02d,%s,14:00,America/New_York,%s" % (number, day, "call" if number % 2 else "tariff")
        for number, day in enumerate(sessions()[200:-20:32], 1)]


def factors():
    """Daily factor returns of no meaning, in decimals."""
    draws = random.Random(5)
    return ["date,mkt_rf,smb,hml,rf"] + [
        "%s,%.5f,%.5f,%.5f,0.00010" % (day, *(draws.gauss(0, 0.009) for _ in range(3))) for day in sessions()]


def vix():
    """An index as a German spreadsheet writes it: Windows-1252, semicolons, decimal commas."""
    draws = random.Random(3)
    level, rows = 23.94, ["sep=;", "Datum;Er\u00f6ffnung;Hoch;Tief;Schluss"]
    for day in sessions()[:43]:
        closed = level * math.exp(draws.gauss(0, 0.03))
        bar = (level, max(level, closed) * 1.01, min(level, closed) * 0.99, closed)
        rows.append(";".join([day.strftime("%d.%m.%Y")] + [("%.6f" % value).replace(".", ",") for value in bar]))
        level = closed
    return rows


def ticks():
    """Five-minute bars of a future and of a stock that follows it five minutes later."""
    draws = random.Random(4)
    future, stock, before = 5000.0, 120.0, 0.0
    rows = ["datetime,symbol,close"]
    for day in sessions()[-14:]:
        for bar in range(78):
            time = datetime.datetime.combine(day, datetime.time(9, 30)) + datetime.timedelta(minutes=5 * bar)
            now = draws.gauss(0, 0.001)
            future *= math.exp(now)
            stock *= math.exp(before + draws.gauss(0, 0.0005))
            before = now
            rows += ["%s,ES,%.2f" % (time, future), "%s,NVDA,%.3f" % (time, stock)]
    return rows


def study(name, events_list):
    return ["study: %s" % name, "events: {list: %s}" % events_list, "market: SPY", "model: [market, mean]",
            "windows: [[0, 0], [-1, 1], [0, 1]]", "resampling: {replicates: 199, placebo-draws: 99}"]


FILES = {
    "prices.csv": prices, "events.csv": events, "study.yaml": lambda: study("my-study", "events"), "vix.csv": vix}

MY_STUDY = [
    ["import", "prices", "prices.csv"],
    ["import", "prices", "ticks.csv", "--time-zone", "America/New_York"],
    ["import", "factors", "french-daily.csv"],
    ["import", "events", "events.csv"],
    ["import", "events", "earnings.csv"],
    ["import", "events", "fomc.csv"],
    ["import", "events", "trade-2025.csv"],
    ["import", "events", ROOT / "data/june-5-2025/events.csv", "--list", "june-5-2025"],
    ["study", ROOT / "seeds/studies/june-5-2025.yaml"],
    ["study", "study.yaml"],
    ["study", "earnings.yaml"]]


class Examples:
    """Makes each example once, and copies it to the pages that ask for it."""

    def __init__(self, directory, binary):
        self.directory, self.binary = directory, binary
        self.lock = threading.Lock()

    def install(self, name, target, kept):
        """Copies the example's files, but none of `kept`, and returns the environment it needs."""
        makers = {"demo": self.demo, "files": self.files, "my-study": self.my_study}
        if name not in makers:
            raise SystemExit("%s: there is no example '%s'" % (target.name, name))
        with self.lock:
            source = self.directory / name
            if not source.exists():
                source.mkdir(parents=True)
                makers[name](source)
        for path in source.iterdir():
            if path.name not in kept:
                shutil.copy(path, target / path.name)
        return {"demo": {"REACTION_DB": "demo.sqlite"}, "my-study": {"REACTION_DB": "example.sqlite"}}.get(name, {})

    def reaction(self, directory, *arguments):
        done = subprocess.run([self.binary, *arguments], cwd=directory, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        if done.returncode != 0:
            raise SystemExit("example: reaction %s\n%s" % (" ".join(map(str, arguments)), done.stdout.decode()))

    def demo(self, directory):
        self.reaction(directory, "demo", "--data", ROOT, "--db", "demo.sqlite")

    def files(self, directory):
        for name, make in FILES.items():
            encoding = "windows-1252" if name == "vix.csv" else "utf-8"
            (directory / name).write_text("\n".join(make()) + "\n", encoding=encoding)

    def my_study(self, directory):
        self.files(directory)
        others = {
            "ticks.csv": ticks(), "french-daily.csv": factors(), "earnings.csv": events(), "fomc.csv": meetings(),
            "trade-2025.csv": meetings(), "earnings.yaml": study("earnings", "earnings")}
        for name, rows in others.items():
            (directory / name).write_text("\n".join(rows) + "\n", encoding="utf-8")
        for arguments in MY_STUDY:
            self.reaction(directory, *arguments, "--db", "example.sqlite")
