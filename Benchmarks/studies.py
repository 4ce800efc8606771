"""Studies of generated events: against other programs, by size, by clustering of dates, with every test, resampling."""
import csv
import io
import shutil
import subprocess
import sys

from measure import Turns, generate, remove, show

SPEC = """study: bench
market: MARKET
returns: {price: close}
model: market
estimation: {window: [-260, -11], minimum: 100}
event-window: [-10, 10]
windows: [[-10, 10], [-1, 1], [0, 0]]
multiple-testing: none
tests: [%s]
"""
# What the programs named *_core.py compute.
CORE = ["csect_t", "patell_z", "bmp_t", "corrado_z", "sign_z", "gsign_z"]
# What pandas_study.py computes.
COMPARED = ["csect_t", "cda_t", "patell_z", "bmp_t", "sign_z", "gsign_z", "wilcoxon"]
# What measures volatility or needs intraday bars.
OTHERS = ["beaver_z", "bgw_chi2", "rinaudo_saha", "realized_variance", "jump_z"]
RESAMPLING = ["signflip", "wild", "bootstrap_ci", "placebo_dates", "perm_single"]
PROGRAMS = ["pandas", "polars", "duckdb"]
R_PACKAGES = ["EventStudy", "estudy2"]


class Data:
    """The CSV files of one size, and a database that has them."""

    def __init__(self, studies, events, stocks, days, dates="spread"):
        self.studies = studies
        events, stocks = studies.size(events), studies.size(stocks)
        self.folder = "%s/study-%d-%d-%d-%s" % (studies.folder, events, stocks, days, dates)
        generate(studies.here, "study", self.folder, events, stocks, days, dates)
        self.imported = self.folder + "/imported.sqlite"
        self.database = self.folder + "/study.sqlite"
        remove(self.imported)
        studies.turns.run(*self.imports(self.imported))

    def imports(self, database):
        files = (["prices", self.folder + "/prices.csv"],
                 ["prices", self.folder + "/market.csv", "--symbol", "MARKET"], ["events", self.folder + "/events.csv"])
        return [[self.studies.reaction, "import", *arguments, "--db", database] for arguments in files]

    def study(self, tests):
        """Measures a study of the data that are in the database already."""
        remove(self.database)
        shutil.copyfile(self.imported, self.database)
        return self.studies.turns.run(self.study_command(tests))

    def everything(self, tests):
        """Measures the imports and the study together."""
        remove(self.database)
        return self.studies.turns.run(*self.imports(self.database), self.study_command(tests))

    def study_command(self, tests):
        spec = self.folder + "/bench.yaml"
        with open(spec, "w") as file:
            file.write(SPEC % ", ".join(tests))
        return [self.studies.reaction, "study", spec, "--db", self.database]


class Studies:
    def __init__(self, reaction, folder, here, repeats, quick):
        self.reaction, self.folder, self.here, self.quick = reaction, folder, here, quick
        self.turns = Turns(folder, repeats)
        listed = subprocess.run([reaction, "list", "tests", "--format", "csv"], check=True, capture_output=True, text=True)
        self.tests = [row["id"] for row in csv.DictReader(io.StringIO(listed.stdout))]

    def known(self, wanted):
        return [test for test in wanted if test in self.tests]

    def size(self, count):
        return count // 10 if self.quick else count

    def python(self, program, data):
        return lambda: self.turns.run([sys.executable, "%s/%s.py" % (self.here, program), data.folder])

    def against_other_programs(self):
        """From CSV files to written results, on a small and a large number of events."""
        core = self.known(CORE)
        for events, stocks in ((5_000, 500), (50_000, 5_000)):
            data = Data(self, events, stocks, 2520)
            programs = {"`reaction import` and `study`": lambda: data.everything(core),
                        "`reaction study`, data imported before": lambda: data.study(core)}
            for name in PROGRAMS:
                programs["`%s_core.py`" % name] = self.python(name + "_core", data)
            if events == 5_000:
                programs["`reaction study`, the tests of `pandas_study.py`"] = lambda: data.study(self.known(COMPARED))
                programs["`pandas_study.py`"] = self.python("pandas_study", data)
            show("%s events on %s stocks over 2,520 days: %s" % (
                f"{self.size(events):,}", f"{self.size(stocks):,}", ", ".join(core)),
                self.turns.medians(programs), "`reaction import` and `study`")
        for package in R_PACKAGES:
            print("R package %s: not measured, %s" % (package, r_package_state(package)))

    def growth(self):
        """Ten times the events on the same stocks."""
        programs = {}
        for events in (5_000, 50_000):
            data = Data(self, events, 500, 2520)
            programs["%s events" % f"{self.size(events):,}"] = lambda data=data: data.study(self.direct())
        show("Ten times the events on %d stocks over 2,520 days, every test but resampling" % self.size(500),
             self.turns.medians(programs), next(iter(programs)))

    def clustering(self):
        """All events on one date have the most dependence to estimate."""
        programs, count = {}, 10_000
        for dates, title in (("spread", "on many dates"), ("one-date", "on one date")):
            data = Data(self, count, count, 600, dates)
            programs["events %s" % title] = lambda data=data: data.study(self.direct())
        show("%s events on as many stocks over 600 days, every test but resampling" % f"{self.size(count):,}",
             self.turns.medians(programs), "events on many dates")

    def every_test(self):
        data = Data(self, 5_000, 500, 2520)
        show("%s events, all %d tests but resampling" % (f"{self.size(5_000):,}", len(self.direct())),
             self.turns.medians({"one test, `csect_t`": lambda: data.study(["csect_t"]),
                                 "all tests": lambda: data.study(self.direct())}), "one test, `csect_t`")

    def resampling(self):
        """Tests that draw again, with their own numbers of draws; those that the program does not have are left out."""
        for tests, events, draws in ((["wild", "signflip"], 5_000, "9,999 replicates"),
                                     (["placebo_dates"], 100, "999 draws")):
            if self.known(tests) != tests:
                print("\n%s: not measured, the program has no such test" % " and ".join(tests))
                continue
            data = Data(self, events, 500, 2520)
            show("%s with %s on %s events" % (" and ".join(tests), draws, f"{self.size(events):,}"),
                 self.turns.medians({"`csect_t`": lambda: data.study(["csect_t"]),
                                     " and ".join(tests): lambda: data.study(tests)}), "`csect_t`")

    def direct(self):
        return [test for test in self.tests if test not in RESAMPLING + OTHERS]


def r_package_state(package):
    """Why there is no figure for an R package."""
    program = shutil.which("Rscript")
    if not program:
        return "R is not installed"
    found = subprocess.run([program, "-e", "library(%s)" % package], capture_output=True)
    return "it is installed, but there is no program for it here" if found.returncode == 0 else "it is not installed"
