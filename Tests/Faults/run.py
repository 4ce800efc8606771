#!/usr/bin/env python3
"""run.py REACTION [--long] [--only TEXT]: breaks things around the command and looks at what is left.

Each test is a function with the mark `@fault` in a file beside this one. A short run takes a minute or two and is part
of `make test`; --long repeats as often as the figures of the test's title. Exit 1 when any test fails.
"""
import importlib
import os
import sys
import time

from place import Failed, Place, Skipped
from register import FAULTS

here = os.path.dirname(os.path.abspath(__file__))
for name in sorted(os.listdir(here)):
    if name.endswith("_faults.py"):
        importlib.import_module(name[:-3])


def main():
    reaction, long = sys.argv[1], "--long" in sys.argv
    only = sys.argv[sys.argv.index("--only") + 1] if "--only" in sys.argv else ""
    failed = 0
    for fault in FAULTS:
        if only not in fault.title:
            continue
        begin = time.monotonic()
        try:
            with Place(reaction, long) as place:
                result = "ok: " + fault.test(place)
        except Skipped as reason:
            result = "skipped: %s" % reason
        except Failed as reason:
            result, failed = "FAILED: %s" % reason, failed + 1
        print("%-58s %5.1f s  %s" % (fault.title, time.monotonic() - begin, result), flush=True)
    sys.exit(1 if failed else 0)


main()
