"""The command is killed: whatever it was writing is there whole or not at all."""
import os
import signal
import time

from place import Failed
from register import fault


def kill_after(place, delay, *words):
    process = place.start(*words)
    time.sleep(delay)
    process.send_signal(signal.SIGKILL)
    process.communicate()


def either(place, before, after, counts):
    """Counts the state of the database, which must be one of two."""
    place.check_database()
    state = place.state()
    if state not in (before, after):
        raise Failed("the database is in neither the old nor the new state")
    counts[state == after] += 1


def killed_at_random(place, runs, *words):
    """Kills a command that changes the database after random delays, then lets it complete."""
    copy = "before.sqlite"
    place.copy(copy)
    before = place.state()
    begin = time.monotonic()
    place.run(*words).expect(0)
    duration = time.monotonic() - begin
    after = place.state()
    counts = [0, 0]
    for _ in range(runs):
        place.restore(copy)
        kill_after(place, place.random.uniform(0, 1.2 * duration), *words)
        either(place, before, after, counts)
    place.restore(copy)
    kill_after(place, 0.5 * duration, *words)
    place.run(*words).expect(0)
    if place.state() != after:
        raise Failed("a second run after a killed one gives something else")
    return "%d kills: %d before, %d after, 0 between" % (runs, *counts)


def killed_at_write(place, *words):
    """Kills a command at its n-th write into the database, for growing n until it completes."""
    copy = "before.sqlite"
    place.copy(copy)
    before = place.state()
    place.run(*words).expect(0)
    after = place.state()
    counts, step = [0, 0], 1
    while True:
        place.restore(copy)
        outcome = place.run_injected("pwrite64:signal=KILL:when=%d" % step, *words)
        either(place, before, after, counts)
        if outcome.status == 0:
            return "killed at %d writes: 0 between" % sum(counts)
        step += 1 if place.long and step < 60 else max(1, step // 3)


@fault("kill -9 in an import (200 times)")
def kill_import(place):
    place.filled()
    place.prices("more.csv", symbols=60, days=1500, prefix="M")
    return killed_at_random(place, place.times(25, 200), "import", "prices", "more.csv")


def first_import(place):
    """The list of series after a first import, and how long it takes."""
    place.prices("more.csv", symbols=60, days=1500)
    begin = time.monotonic()
    place.run("import", "prices", "more.csv").expect(0)
    return place.run("list", "series").out, time.monotonic() - begin


def without_database(place, leaves_empty):
    """Removes the database and all beside it; an empty file, which is filled in place, stays when asked."""
    for name in os.listdir(place.folder):
        if name.startswith(os.path.basename(place.database)):
            os.remove(place.path(name))
    if leaves_empty:
        open(place.database, "wb").close()


def completes(place, after, counts):
    """Looks at what a killed first import left, and lets another complete it."""
    seen = place.run("list", "series").expect(0, 1, 4)
    if seen.status == 0 and seen.out.strip() and seen.out != after and "S000" in seen.out:
        raise Failed("part of a file was imported")
    counts[seen.out == after] += 1
    place.run("import", "prices", "more.csv").expect(0)
    place.check_database()
    if place.run("list", "series").out != after:
        raise Failed("the import does not complete after a killed one")


@fault("kill -9 in the first import of a new file (200 times)")
def kill_first_import(place):
    (after, duration), runs, counts = first_import(place), place.times(25, 200), [0, 0]
    for run in range(runs):
        without_database(place, leaves_empty=run % 2 == 1)
        kill_after(place, place.random.uniform(0, 1.2 * duration), "import", "prices", "more.csv")
        completes(place, after, counts)
    return "%d kills: %d before, %d after, 0 between" % (runs, *counts)


@fault("kill -9 at the n-th write of a first import, into no file and into an empty one")
def kill_first_import_write(place):
    (after, _), counts = first_import(place), [0, 0]
    for leaves_empty in (False, True):
        step, status = 1, None
        while status != 0:
            without_database(place, leaves_empty)
            status = place.run_injected("pwrite64:signal=KILL:when=%d" % step, "import", "prices", "more.csv").status
            completes(place, after, counts)
            step += 1 if step < place.times(12, 60) else max(1, step // 3)
    return "killed at %d writes: 0 between" % sum(counts)


@fault("kill -9 at the n-th write of an import")
def kill_import_write(place):
    place.filled()
    place.prices("more.csv", symbols=30, days=800, prefix="M")
    return killed_at_write(place, "import", "prices", "more.csv")


@fault("kill -9 in a study (200 times)")
def kill_study(place):
    place.filled()
    return killed_at_random(place, place.times(25, 200), "study", "study.yaml")


@fault("kill -9 at the n-th write of a study")
def kill_study_write(place):
    place.filled()
    return killed_at_write(place, "study", "study.yaml")


@fault("kill -9 in an export and a report (100 times each)")
def kill_output(place):
    place.filled(studied=True)
    runs = place.times(15, 100)
    for words in (["export", "s", "--table", "ar", "-o", "out.csv"], ["report", "s", "-o", "out.txt"]):
        name = words[-1]
        begin = time.monotonic()
        place.run(*words).expect(0)
        duration = time.monotonic() - begin
        with open(place.path(name), "rb") as file:
            whole = file.read()
        for _ in range(runs):
            os.remove(place.path(name))
            kill_after(place, place.random.uniform(0, 1.2 * duration), *words)
            if os.path.exists(place.path(name)):
                with open(place.path(name), "rb") as file:
                    if file.read() != whole:
                        raise Failed("%s is cut off" % name)
            else:
                place.run(*words).expect(0)
    return "%d kills: no file cut off" % (2 * runs)


@fault("interrupts: Ctrl-C, Ctrl-C twice, SIGTERM, SIGHUP")
def signals(place):
    place.filled()
    place.prices("more.csv", symbols=60, days=2000, prefix="M")
    before, slowest = place.state(), 0
    for kind, status in ((signal.SIGINT, 130), (signal.SIGTERM, 143), (signal.SIGHUP, 129)):
        for repeat in (1, 2):
            # The pipe stays open, so the import waits for more when it is interrupted.
            reader, writer = os.pipe()
            process = place.start("import", "prices", "-", stdin=reader)
            os.close(reader)
            with open(place.path("more.csv"), "rb") as file:
                os.write(writer, file.read(60_000))
            time.sleep(0.3)
            begin = time.monotonic()
            for _ in range(repeat):
                process.send_signal(kind)
            out, err = process.communicate(timeout=20)
            slowest = max(slowest, time.monotonic() - begin)
            os.close(writer)
            if process.returncode != status or out or err:
                raise Failed("signal %d: exit %d, %r" % (kind, process.returncode, err))
            place.check_database()
            if place.state() != before:
                raise Failed("an interrupted import left something")
    if slowest > (2 if not place.long else 0.2):
        raise Failed("%.2f s until the end" % slowest)
    return "ended within %.0f ms, nothing left" % (slowest * 1000)
