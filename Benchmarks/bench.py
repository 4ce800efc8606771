"""bench.py REACTION FOLDER [--quick] [--repeats N] [--imports] [--studies]: measures and prints the tables of docs/benchmarks.md.

Every row compares programs in turn within one run: machines are noisy, ratios are not. Figures are medians; the rows
are those of the Markdown tables.
"""
import os
import sys

from measure import Turns, generate, remove, show
from studies import Studies

reaction, folder = sys.argv[1], sys.argv[2]
quick = "--quick" in sys.argv
here = os.path.dirname(os.path.abspath(__file__))
REPEATS = int(sys.argv[sys.argv.index("--repeats") + 1]) if "--repeats" in sys.argv else 3 if quick else 5


def imports():
    symbols, days = (400, 1250) if quick else (4000, 1250)
    turns = Turns(folder, REPEATS)
    for order in ("symbol", "date"):
        path = "%s/bars-%d-by-%s.csv" % (folder, symbols, order)
        generate(here, "bars", path, symbols, days, order)
        database, peer = folder + "/import.sqlite", folder + "/peer.sqlite"

        def ours():
            remove(database)
            return turns.run([reaction, "import", "prices", path, "--db", database])

        def sqlite():
            remove(peer)
            return turns.run(["/usr/bin/sqlite3", peer, ".mode csv", ".import %s bars" % path])

        rows = turns.medians({"libcsv with callbacks that do nothing": lambda: turns.run([folder + "/csv_floor", path]),
                              "`reaction import prices`": ours, "`sqlite3 .import`": sqlite})
        show("Import of %s daily bars by %s (%.0f MB)" % (f"{symbols * days:,}", order, os.path.getsize(path) / 1e6),
             rows, "libcsv with callbacks that do nothing")


def studies():
    measured = Studies(reaction, folder, here, REPEATS, quick)
    measured.against_other_programs()
    measured.growth()
    measured.clustering()
    measured.every_test()
    measured.resampling()


print("%d CPUs, medians of %d runs that took turns" % (os.cpu_count(), REPEATS))
only = [name for name in ("imports", "studies") if "--" + name in sys.argv] or ["imports", "studies"]
if "imports" in only:
    imports()
if "studies" in only:
    studies()
