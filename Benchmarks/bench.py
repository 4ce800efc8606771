"""bench.py REACTION FOLDER [--quick]: measures and prints the tables of docs/benchmarks.md.

Every row compares programs in turn within one run: machines are noisy, ratios are not. Figures are medians.
"""
import os
import statistics
import subprocess
import sys
import time


reaction, folder = sys.argv[1], sys.argv[2]
quick = "--quick" in sys.argv
here = os.path.dirname(os.path.abspath(__file__))
REPEATS = 3 if quick else 5


def run(arguments):
    """Wall seconds, CPU seconds and peak MiB of one process that must succeed."""
    start = time.perf_counter()
    process = os.posix_spawn(arguments[0], arguments, dict(os.environ, NO_COLOR="1"),
                             file_actions=[(os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0),
                                           (os.POSIX_SPAWN_OPEN, 2, folder + "/stderr", os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o644)])
    _, status, usage = os.wait4(process, 0)
    wall = time.perf_counter() - start
    if status != 0:
        sys.exit("%s failed: %s" % (" ".join(arguments), open(folder + "/stderr").read()))
    return wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def generate(*arguments):
    """In a process of its own: a child starts with its parent's peak memory, which is to stay small."""
    subprocess.run([sys.executable, here + "/generate.py", *map(str, arguments)], check=True)


def remove(path):
    for suffix in ("", "-wal", "-shm"):
        if os.path.exists(path + suffix):
            os.remove(path + suffix)


def median(samples):
    return [statistics.median(column) for column in zip(*samples)]


def in_turn(programs):
    """Medians of each program's figures; the programs take turns."""
    samples = {name: [] for name in programs}
    for _ in range(REPEATS):
        for name, program in programs.items():
            samples[name].append(program())
    return {name: median(values) for name, values in samples.items()}


def show(title, rows, base):
    print("\n" + title)
    print("%-34s %9s %9s %9s %12s %12s" % ("program", "wall s", "CPU s", "peak MiB", "wall ratio", "CPU ratio"))
    for name, (wall, cpu, memory) in rows.items():
        print("%-34s %9.2f %9.2f %9.0f %12.2f %12.2f" % (name, wall, cpu, memory, wall / rows[base][0], cpu / rows[base][1]))


def imports():
    symbols, days = (400, 1250) if quick else (4000, 1250)
    for order in ("symbol", "date"):
        path = "%s/bars-%d-by-%s.csv" % (folder, symbols, order)
        generate("bars", path, symbols, days, order)
        database, peer = folder + "/import.sqlite", folder + "/peer.sqlite"

        def ours():
            remove(database)
            return run([reaction, "import", "prices", path, "--db", database])

        def sqlite():
            remove(peer)
            return run(["/usr/bin/sqlite3", peer, ".mode csv", ".import %s bars" % path])

        rows = in_turn({"libcsv, empty callbacks": lambda: run([folder + "/csv_floor", path]),
                        "reaction import": ours, "sqlite3 .import": sqlite})
        show("Import of %s rows, %s-major (%.0f MB)" % (f"{symbols * days:,}", order, os.path.getsize(path) / 1e6),
             rows, "libcsv, empty callbacks")
        ours_, theirs, floor = rows["reaction import"], rows["sqlite3 .import"], rows["libcsv, empty callbacks"]
        print("CPU %.2f x libcsv; wall %.1f x faster than sqlite3 .import" % (ours_[1] / floor[1], theirs[0] / ours_[0]))


SPEC = """study: bench
market: MARKET
returns: {price: close}
model: market
estimation: {window: [-260, -11], minimum: 100}
event-window: [-10, 10]
windows: [[-10, 10], [-1, 1], [0, 0]]
multiple-testing: none
"""


def studies():
    spec = folder + "/bench.yaml"
    with open(spec, "w") as file:
        file.write(SPEC)
    medians = {}
    for events in (5_000, 50_000):
        data = "%s/study-%d" % (folder, events)
        generate("study", data, events)
        imported, database = data + "/imported.sqlite", data + "/study.sqlite"
        remove(imported)
        for arguments in (["prices", data + "/prices.csv"], ["prices", data + "/market.csv", "--symbol", "MARKET"],
                          ["events", data + "/events.csv"]):
            run([reaction, "import", *arguments, "--db", imported])

        def ours():
            remove(database)
            with open(imported, "rb") as source, open(database, "wb") as target:
                target.write(source.read())
            return run([reaction, "study", spec, "--db", database])

        programs = {"reaction study (imported data)": ours}
        if events == 5_000:
            programs["pandas, from CSV"] = lambda: run([sys.executable, here + "/pandas_study.py", data])
        rows = in_turn(programs)
        show("Study of %s events on 500 stocks" % f"{events:,}", rows, "reaction study (imported data)")
        medians[events] = rows["reaction study (imported data)"]
        if events == 5_000:
            print("wall 1/%.1f of pandas" % (rows["pandas, from CSV"][0] / medians[events][0]))
    print("\n10 x the events: %.1f x the wall time, %.1f x the CPU" % (
        medians[50_000][0] / medians[5_000][0], medians[50_000][1] / medians[5_000][1]))


print("%d CPUs, medians of %d runs that took turns" % (os.cpu_count(), REPEATS))
imports()
studies()
