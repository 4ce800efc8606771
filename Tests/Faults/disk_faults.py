"""The disk is full, breaks, or is slow to take what it is given."""
import os
import subprocess

from place import Failed, Skipped
from register import fault


def fails_until_it_works(place, inject, *words, limit=4000):
    """Lets the n-th operation fail for growing n until the command completes; until then nothing may change."""
    copy = "before.sqlite"
    place.copy(copy)
    before = place.state()
    place.run(*words).expect(0)
    after, known = place.state(), set(os.listdir(place.folder))
    count = step = 1
    while step < limit:
        place.restore(copy)
        outcome = inject(step, *words)
        place.check_database()
        if outcome.status == 0:
            if place.state() != after:
                raise Failed("said to be done at step %d, and is not" % step)
            return count
        outcome.expect(1).expect_one_line()
        if place.state() != before:
            raise Failed("step %d failed and changed the database" % step)
        if set(os.listdir(place.folder)) - known - {os.path.basename(place.database) + s for s in ("-wal", "-shm")}:
            raise Failed("step %d left files: %s" % (step, sorted(set(os.listdir(place.folder)) - known)))
        count += 1
        step += 1 if place.long and step < 100 else max(1, step // 3)
    raise Failed("no end of the writes")


def jobs(place):
    """Commands that change a database, each with what it needs."""
    place.filled()
    place.prices("more.csv", symbols=20, days=800, prefix="M")
    return (["import", "prices", "more.csv"], ["study", "study.yaml"])


def files(place):
    """The database's files, for faults that must not hit the program's libraries."""
    return [place.database + suffix for suffix in ("", "-wal", "-journal")]


def loop(place, injections, syscalls="pwrite64", paths=()):
    total = 0
    for words in jobs(place):
        for injection in injections:
            total += fails_until_it_works(
                place, lambda n, *words: place.run_injected(injection % n, *words, syscalls=syscalls, paths=paths), *words)
            place.restore("before.sqlite")
    return "%d faults: the old state every time" % total


@fault("no space left from the n-th write on (ENOSPC, EDQUOT)")
def no_space(place):
    return loop(place, ["pwrite64:error=ENOSPC:when=%d+", "pwrite64:error=EDQUOT:when=%d+"][:place.times(1, 2)])


@fault("a small disk of growing size (tmpfs)")
def small_disk(place):
    mount = place.path("disk")
    os.mkdir(mount)
    place.prices("more.csv", symbols=20, days=800, prefix="M")
    sizes = 0
    for kilobytes in range(64, 20_000, place.times(192, 32)):
        made = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=%dk" % kilobytes, "tmpfs", mount], capture_output=True)
        if made.returncode != 0:
            raise Skipped("cannot mount a tmpfs here")
        try:
            place.database = os.path.join(mount, "r.sqlite")
            outcome = place.run("import", "prices", place.path("more.csv"))
            if outcome.status == 0:
                place.check_database()
                return "%d sizes too small, each said so" % sizes
            outcome.expect(1, says="no space is left").expect_one_line()
            listed = place.run("list", "series").expect(0, 1, 4)
            if "M000" in listed.out:
                raise Failed("part of a file was imported")
            sizes += 1
        finally:
            subprocess.run(["umount", mount], check=True)
    raise Failed("no size is enough")


@fault("a write fails once or for good (EIO, EROFS)")
def write_error(place):
    return loop(place, ["pwrite64:error=EIO:when=%d", "pwrite64:error=EIO:when=%d+", "pwrite64:error=EROFS:when=%d+"]
                [:place.times(1, 3)])


@fault("fsync fails")
def sync_error(place):
    return loop(place, ["fdatasync,fsync:error=EIO:when=%d+"], syscalls="fdatasync,fsync")


@fault("a read fails (EIO)")
def read_error(place):
    return loop(place, ["pread64:error=EIO:when=%d+"], syscalls="pread64", paths=files(place))


@fault("writes are interrupted (EINTR)")
def interrupted_write(place):
    for words in jobs(place):
        place.copy("before.sqlite")
        place.run(*words).expect(0)
        after = place.state()
        place.restore("before.sqlite")
        place.run_injected("pwrite64,read,write:error=EINTR:when=1+7", *words, syscalls="pwrite64,read,write",
                           paths=[*files(place), place.path("more.csv")]).expect(0)
        if place.state() != after:
            raise Failed("an interrupted write changed the result")
    return "not noticed"


@fault("the system takes half of what it is given (short writes)")
def short_write(place):
    library = place.library("short_writes.c")
    for words in jobs(place):
        place.copy("before.sqlite")
        place.run(*words).expect(0)
        after = place.state()
        place.restore("before.sqlite")
        place.run(*words, environment={"LD_PRELOAD": library}).expect(0)
        place.check_database()
        if place.state() != after:
            raise Failed("a short write changed the result")
    words = ["export", "s", "--table", "ar", "--format", "csv"]
    if place.run(*words).out != place.run(*words, environment={"LD_PRELOAD": library}).out:
        raise Failed("a short write changed an export")
    return "not noticed"


@fault("an output file on a full disk")
def output_on_full_disk(place):
    place.filled(studied=True)
    for words in (["export", "s", "--table", "ar", "-o", "out.csv"], ["report", "s", "-o", "out.txt"]):
        for call in ("write", "fsync", "rename"):
            outcome = place.run_injected("%s:error=ENOSPC:when=1" % call, *words, syscalls=call)
            outcome.expect(1)
            if place.leftovers("prices.csv", "events.csv", "study.yaml"):
                raise Failed("%s fails and leaves %s" % (call, place.leftovers("prices.csv", "events.csv", "study.yaml")))
    return "no file under the final name, no temporary one left"


@fault("standard output is full, closed or a closed pipe")
def standard_output(place):
    place.filled(studied=True)
    commands = (["export", "s", "--table", "ar", "--format", "csv"], ["report", "s"], ["list", "series"], ["--help"],
                ["explain", "bmp_t"], ["calendar", "XNYS", "2025"])
    for words in commands:
        with open("/dev/full", "wb") as full:
            place.run(*words, stdout=full).expect(1, says="No space left")
        place.run(*words, stdout=None, preexec_fn=lambda: os.close(1)).expect(1)
        reader, writer = os.pipe()
        os.close(reader)
        outcome = place.run(*words, stdout=writer).expect(0)
        os.close(writer)
        if outcome.err:
            raise Failed("a closed pipe is no error: " + outcome.err)
    place.check_database()
    return "/dev/full and >&- fail, a closed pipe ends quietly"
