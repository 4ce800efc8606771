"""bench.py REACTION FOLDER [--quick] [--repeats N] [--imports] [--large] [--studies] [--reactions]: measures and prints the tables of docs/benchmarks.md.

Every row compares programs in turn within one run: machines are noisy, ratios are not. Figures are medians; the rows
are those of the Markdown tables.
"""
import os
import sys

from imports import Imports
from reactions import Reactions
from studies import Studies

reaction, folder = sys.argv[1], sys.argv[2]
quick = "--quick" in sys.argv
here = os.path.dirname(os.path.abspath(__file__))
REPEATS = int(sys.argv[sys.argv.index("--repeats") + 1]) if "--repeats" in sys.argv else 3 if quick else 5


def imports():
    measured = Imports(reaction, folder, here, REPEATS, quick)
    measured.orders()
    measured.other_databases()
    measured.reading_back()


def large():
    """20 million rows; takes minutes and 4 GB of disk, so only when asked for."""
    Imports(reaction, folder, here, REPEATS, quick=False, symbols=16000).other_databases(slow=False)


def studies():
    measured = Studies(reaction, folder, here, REPEATS, quick)
    measured.against_other_programs()
    measured.growth()
    measured.clustering()
    measured.every_test()
    measured.resampling()


def reactions():
    measured = Reactions(reaction, folder, here, REPEATS, quick)
    measured.shapes()
    measured.contagion()


print("%d CPUs, medians of %d runs that took turns" % (os.cpu_count(), REPEATS))
parts = {"imports": imports, "large": large, "studies": studies, "reactions": reactions}
only = [name for name in parts if "--" + name in sys.argv] or ["imports", "studies", "reactions"]
for name in only:
    parts[name]()
