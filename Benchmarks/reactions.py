"""Reactions and correlations around news: 500 stocks over 1,300 days with 40 days of news about the whole market."""
import csv
import sys

from generate import business_days
from measure import Turns, generate, remove, show

DAYS, NEWS, FIRST, STEP = 1_300, 40, 300, 22


class Reactions:
    def __init__(self, reaction, folder, here, repeats, quick):
        self.reaction, self.folder, self.here = reaction, folder, here
        self.turns = Turns(folder, repeats)
        self.stocks = 50 if quick else 500
        self.prices = "%s/reactions-%d.csv" % (folder, self.stocks)
        self.database = "%s/reactions-%d.sqlite" % (folder, self.stocks)
        generate(here, "bars", self.prices, self.stocks, DAYS, "symbol")
        self.dates = business_days(DAYS)
        news = folder + "/news.csv"
        with open(news, "w") as file:
            rows = csv.writer(file)
            rows.writerow(["event_id", "date"])
            rows.writerows(["N%02d" % k, self.dates[FIRST + STEP * k]] for k in range(NEWS))
        remove(self.database)
        self.turns.run(*([reaction, "import", kind, path, "--db", self.database] for kind, path in (("prices", self.prices), ("events", news))))

    def run(self, *words):
        return lambda: self.turns.run([self.reaction, *words, "--db", self.database])

    def shapes(self):
        """Every day of news on every stock, each among ordinary days."""
        pairs = f"{NEWS * self.stocks:,}"
        show("Reactions of %s pairs of news and stock" % pairs, self.turns.medians({
            "`reaction react`, 200 placebo days a pair": self.run("react", "--events", "news", "-n", "--placebo", "200"),
            "the same with all ordinary days": self.run("react", "--events", "news", "-n"),
        }), "`reaction react`, 200 placebo days a pair")

    def contagion(self):
        """All ordered pairs, calm days against others, raw and adjusted."""
        calm, event = (self.dates[1], self.dates[DAYS // 2]), (self.dates[DAYS // 2 + 1], self.dates[-1])
        question = ["correlate", "contagion", "--all-sources", "--calm", ",".join(calm), "--event", ",".join(event)]
        out = self.folder + "/contagion.csv"
        show("Forbes-Rigobon correlations of %s x %s stocks" % (self.stocks, self.stocks), self.turns.medians({
            "`reaction correlate contagion` to CSV": self.run(*question, "--format", "csv"),
            "the same as text": self.run(*question),
            "`contagion_pandas.py`, from the CSV file": lambda: self.turns.run(
                [sys.executable, self.here + "/contagion_pandas.py", self.prices, *calm, *event, out]),
        }), "`reaction correlate contagion` to CSV")
