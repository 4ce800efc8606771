"""The imports of docs/benchmarks.md: `reaction import prices` beside other ways from a CSV file into a database file."""
import os
import subprocess
import sys

from measure import Turns, generate, remove, show

DAYS = 1250


class Imports:
    def __init__(self, reaction, folder, here, repeats, quick, symbols=None):
        self.reaction, self.folder, self.here = reaction, folder, here
        self.symbols = symbols or (400 if quick else 4000)
        self.turns = Turns(folder, repeats)
        self.database = folder + "/import.sqlite"

    def orders(self):
        """Files by symbol and by date against the floor and the shell of SQLite."""
        for order in ("symbol", "date"):
            path = self.bars(order)
            rows = self.turns.medians({"libcsv with callbacks that do nothing": self.floor(path),
                                       "`reaction import prices`": self.ours(path), "`sqlite3 .import`": self.shell(path)})
            self.show("Import of %s daily bars by %s (%.0f MB)", path, order, rows)

    def other_databases(self, slow=True):
        """Programs that people load prices with, each into a database file of its own kind."""
        path = self.bars("symbol")
        programs = {"libcsv with callbacks that do nothing": self.floor(path), "`reaction import prices`": self.ours(path),
                    "`sqlite3 .import`": self.shell(path), "DuckDB": self.python("import_duckdb.py", path)}
        if slow:
            programs["pandas (pyarrow's reader) into SQLite"] = self.python("import_pandas.py", path)
        self.show("Import of %s daily bars by %s (%.0f MB) beside other databases", path, "symbol", self.turns.medians(programs))
        print("\nfile sizes in MB: " + ", ".join("%s %.0f" % (name, os.path.getsize(self.folder + file) / 1e6) for name, file in (
            ("ours", "/import.sqlite"), ("sqlite3", "/peer.sqlite"), ("DuckDB", "/peer.duckdb"))))

    def reading_back(self):
        """All closes of the imported file into columns, on one thread; needs the package's own build."""
        package = os.path.dirname(self.here)
        subprocess.run(["swift", "build", "-c", "release", "--product", "ReadCloses", "--package-path", package,
                        "--static-swift-stdlib"], check=True, stdout=subprocess.DEVNULL)
        self.ours(self.bars("symbol"))()
        program = package + "/.build/release/ReadCloses"
        wall, cpu, peak = self.turns.medians({"": lambda: self.turns.run([program, self.database])})[""]
        print("\n%s closes read back on one thread: %.2f s wall, %.2f s CPU, %.0f MiB: %.1f million a CPU second" % (
            f"{self.symbols * DAYS:,}", wall, cpu, peak, self.symbols * DAYS / cpu / 1e6))

    def bars(self, order):
        path = "%s/bars-%d-by-%s.csv" % (self.folder, self.symbols, order)
        generate(self.here, "bars", path, self.symbols, DAYS, order)
        return path

    def floor(self, path):
        return lambda: self.turns.run([self.folder + "/csv_floor", path])

    def ours(self, path):
        return lambda: self.fresh(self.database, [self.reaction, "import", "prices", path, "--db", self.database])

    def shell(self, path):
        peer = self.folder + "/peer.sqlite"
        return lambda: self.fresh(peer, ["/usr/bin/sqlite3", peer, ".mode csv", ".import %s bars" % path])

    def python(self, program, path):
        peer = self.folder + "/peer." + ("duckdb" if "duckdb" in program else "pandas.sqlite")
        return lambda: self.fresh(peer, [sys.executable, "%s/%s" % (self.here, program), path, peer])

    def fresh(self, database, command):
        remove(database)
        return self.turns.run(command)

    def show(self, title, path, order, rows):
        show(title % (f"{self.symbols * DAYS:,}", order, os.path.getsize(path) / 1e6), rows, "libcsv with callbacks that do nothing")
