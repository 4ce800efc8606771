"""Input that is broken or hostile is refused early, in little memory, and leaves nothing."""
import gzip
import os
import resource
import subprocess
import threading
import zipfile

from place import Failed, limited, require
from register import fault

MIB = 1 << 20


def measured(place, *words, stdin=None):
    """Runs a command and gives its outcome and its peak memory in MiB."""
    reader = ["/usr/bin/env", "python3", "-c",
              "import resource, subprocess, sys; code = subprocess.run(sys.argv[2:]).returncode; "
              "open(sys.argv[1], 'w').write(str(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)); sys.exit(code)",
              place.path("peak")]
    outcome = place.run(*words, before=reader, stdin=stdin or subprocess.DEVNULL)
    with open(place.path("peak")) as file:
        return outcome, int(file.read()) / 1024


def refused(place, name, says, seconds, peak=64, stdin=None):
    outcome, memory = measured(place, "import", "prices", name, stdin=stdin)
    outcome.expect(3, says=says)
    if outcome.seconds > seconds:
        raise Failed("%s: refused after %.1f s" % (name, outcome.seconds))
    if memory > peak:
        raise Failed("%s: %.0f MiB" % (name, memory))
    if "S" in place.run("list", "series", "--format", "csv").out.replace("symbol", ""):
        raise Failed("%s: something was imported" % name)
    return memory


@fault("an unterminated quote at line 101 of a file of 154 MB")
def open_quote(place):
    row = b"2024-01-02,SPY,101.25,102.50,100.75,101.50,123456\n"
    with open(place.path("quote.csv"), "wb") as file:
        file.write(b"date,symbol,open,high,low,close,volume\n" + row * 99 + b'2024-01-02,"SPY,101.25,102.50,100.75,101.50,1\n')
        for _ in range(154_000_000 // len(row * 10_000)):
            file.write(row * 10_000)
    memory = refused(place, "quote.csv", "line 101", seconds=1)
    return "refused by line, %.0f MiB" % memory


@fault("fields, rows and headers without end")
def endless(place):
    head = b"date,symbol,close\n2024-01-02,SPY,"
    place.write("field.csv", head + b"1" * (3 * MIB) + b"\n")
    place.write("columns.csv", b",".join(b"c%d" % i for i in range(1_000_000)) + b"\n")
    memory = [refused(place, "field.csv", "line 2", 1), refused(place, "columns.csv", "columns", 1)]
    # A line of 1 GB comes through a pipe and is not read to its end.
    reader, writer = os.pipe()
    sent = [0]

    def feed():
        try:
            sent[0] += os.write(writer, head)
            while sent[0] < 1 << 30:
                sent[0] += os.write(writer, b"1" * 65_536)
        except BrokenPipeError:
            pass
        os.close(writer)

    thread = threading.Thread(target=feed)
    thread.start()
    try:
        memory.append(refused(place, "-", "line 2", 2, stdin=reader))
    finally:
        os.close(reader)
        thread.join()
    if sent[0] > 64 * MIB:
        raise Failed("read %d MiB of one line" % (sent[0] / MIB))
    return "refused at the limit, %.0f MiB" % max(memory)


@fault("bytes that are no text")
def no_text(place):
    row = b"date,symbol,close\n2024-01-02,SPY,101.5\n2024-01-03,SPY,102.5\n"
    place.write("nul.csv", row + b"2024-01-04,S\0PY,103\n")
    place.write("invalid.csv", row + b"2024-01-04,S\xff\xfe\x80Y,103\n")
    place.write("random.csv", place.random.randbytes(200_000))
    for name in ("nul.csv", "random.csv"):
        outcome = place.run("import", "prices", name)
        outcome.expect(3)
        if "Fatal" in outcome.err or not outcome.err:
            raise Failed("%s: %r" % (name, outcome.err))
    # Text of an older encoding is read with a warning or refused with the place, never silently.
    outcome = place.run("import", "prices", "invalid.csv").expect(0, 3)
    if "invalid.csv" not in outcome.err and "mojibake" not in outcome.err:
        raise Failed("invalid UTF-8 passes silently: " + outcome.err)
    for size in range(0, 400, 7):
        place.write("bits.csv", place.random.randbytes(size))
        place.run("import", "prices", "bits.csv").expect(3)
    return "refused with the place"


@fault("bombs of gzip and zip (1000:1)")
def bomb(place):
    with gzip.open(place.path("bomb.csv.gz"), "wb", compresslevel=9) as file:
        file.write(b"date,symbol,close\n")
        for _ in range(64):
            file.write(b"2024-01-02,SPY,100.00\n" * 50_000)
    refused(place, "bomb.csv.gz", "bomb.csv.gz", 5)
    with zipfile.ZipFile(place.path("bomb.zip"), "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("bomb.csv", b"date,symbol,close\n" + b"2024-01-02,SPY,100.00\n" * 3_200_000)
    refused(place, "bomb.zip", "bomb.zip", 5)
    return "refused"


@fault("zip archives whose files would lie elsewhere")
def archive(place):
    row = b"date,symbol,close\n2024-01-02,%s,101.5\n"
    names = {"up.zip": "../up.csv", "root.zip": "/tmp/reaction-root.csv"}
    for name, inside in names.items():
        with zipfile.ZipFile(place.path(name), "w") as archive:
            archive.writestr(inside, row % name.encode())
    link = zipfile.ZipInfo("link.csv")
    link.external_attr = 0o120777 << 16
    with zipfile.ZipFile(place.path("link.zip"), "w") as archive:
        archive.writestr(link, "/etc/passwd")
    # A file under another name is read as what it holds; a link is only the text of its target.
    for name in names:
        place.run("import", "prices", name).expect(0)
    refused(place, "link.zip", "link.zip", 5)
    if os.path.exists("/tmp/reaction-root.csv") or place.leftovers(*names, "link.zip", "peak"):
        raise Failed("an archive's file was written: %s" % place.leftovers(*names, "link.zip", "peak"))
    return "no name used, no file written"


@fault("memory runs out (a ladder of limits)")
def little_memory(place):
    place.prices("more.csv", symbols=50, days=1000)
    refusals = 0
    for mebibytes in range(20, 600, place.times(60, 10)):
        outcome = place.run("import", "prices", "more.csv", preexec_fn=limited(resource.RLIMIT_AS, mebibytes * MIB))
        if outcome.status == 0:
            place.check_database()
            return "%d limits too low, the database as before each time" % refusals
        refusals += 1
        if os.path.exists(place.database):
            place.check_database()
            if "S000" in place.run("list", "series").expect(0, 1, 4).out:
                raise Failed("part of a file was imported at %d MiB" % mebibytes)
    raise Failed("no limit is enough")


@fault("the same file ten times, shuffled, and with other line ends")
def repeated(place):
    place.prices()
    place.run("import", "prices", "prices.csv").expect(0)
    exported, copy = export(place), place.copy("before.sqlite")
    before = place.state()
    for _ in range(place.times(3, 10)):
        place.run("import", "prices", "prices.csv").expect(0, says="already imported")
        if place.state() != before:
            raise Failed("an import of the same file adds something")
    with open(place.path("prices.csv"), "rb") as file:
        header, *rows = file.read().splitlines()
    place.random.shuffle(rows)
    variants = {"shuffled.csv": b"\n".join([header, *rows]) + b"\n", "crlf.csv": b"\r\n".join([header, *sorted(rows)]) + b"\r\n",
                "open.csv": b"\n".join([header, *rows])}
    for name, text in variants.items():
        os.remove(place.database)
        place.write(name, text)
        place.run("import", "prices", name).expect(0)
        if export(place) != exported:
            raise Failed("%s exports other bytes" % name)
        place.restore(os.path.basename(copy))
        place.run("import", "prices", name).expect(0)
        if export(place) != exported:
            raise Failed("%s over the same rows exports other bytes" % name)
    return "the same exported bytes, nothing added"


def export(place):
    return "".join(place.run("export", "--table", "prices", "--symbol", "S%03d" % number, "--format", "csv").expect(0).out
                   for number in range(0, 20, 3))


@fault("the clock, the locale, the zone, the threads")
def surroundings(place):
    place.filled()
    tables = ("events", "ar", "tests", "event_tests", "notices")

    def results(**environment):
        os.path.exists(place.database) and place.restore("before.sqlite")
        place.run("study", "study.yaml", environment=environment).expect(0)
        return [place.run("export", "s", "--table", table, "--format", "csv", environment=environment).expect(0).out for table in tables]

    place.copy("before.sqlite")
    expected = results()
    variants = [{"REACTION_THREADS": threads} for threads in ("1", "2", "8")]
    variants += [{"TZ": "Asia/Tokyo"}, {"LC_ALL": "de_DE.UTF-8"}, {"LC_ALL": "tr_TR.UTF-8", "TZ": "America/St_Johns"}, {"TZ": "No/Where"}]
    for number in range(place.times(len(variants), 100)):
        variant = variants[number % len(variants)]
        if results(**variant) != expected:
            raise Failed("other results with %s" % variant)
    for date, status in (("1582-10-15", 3), ("2100-02-28", 0), ("2100-02-29", 3), ("2024-02-29", 0), ("2025-02-29", 3)):
        place.write("date.csv", "date,symbol,close\n%s,X%s,5\n" % (date, date[:4]))
        place.run("import", "prices", "date.csv").expect(status)
    return "the same bytes in %d surroundings" % (len(variants) + 1)


@fault("clocks of 1969, 2038 and 2100")
def clocks(place):
    require("faketime")
    place.filled()
    place.copy("before.sqlite")
    expected = None
    for moment in ("2026-01-05 12:00:00", "1969-12-31 12:00:00", "2038-01-19 03:14:06", "2038-01-20 12:00:00", "2100-02-28 23:59:59"):
        # The waiting inside the command is on the monotonic clock, which stays what it is.
        before = ["faketime", "--exclude-monotonic", "-f", "@" + moment]
        place.restore("before.sqlite")
        place.prices("more.csv", symbols=3, days=50, prefix="T")
        place.run("import", "prices", "more.csv", before=before, environment={"TZ": "UTC"}).expect(0)
        place.run("study", "study.yaml", before=before, environment={"TZ": "UTC"}).expect(0)
        batches = place.run("list", "batches", "--format", "csv", before=before).expect(0).out
        if moment[:10] not in batches:
            raise Failed("no batch of %s:\n%s" % (moment, batches))
        results = [place.run("export", "s", "--table", table, "--format", "csv").expect(0).out for table in ("ar", "tests", "notices")]
        if results != (expected := expected or results):
            raise Failed("other results on %s" % moment)
        place.check_database()
    return "the same bytes at 5 moments, each recorded as it was"


@fault("an odd environment: no HOME, few descriptors, no folder")
def environment(place):
    place.filled(studied=True)
    bare = {"HOME": "", "PATH": "", "TERM": ""}
    place.run("report", "s", environment=bare).expect(0)
    # With fewer the system's own libraries, which need some for themselves, give up first.
    for descriptors in range(7, 32):
        outcome = place.run("report", "s", preexec_fn=limited(resource.RLIMIT_NOFILE, descriptors)).expect(1)
        outcome.expect_one_line()
    for _ in range(500 if place.long else 20):
        for command in (["report", "s"], ["study", "study.yaml"], ["import", "prices", "prices.csv"]):
            place.run(*command, preexec_fn=limited(resource.RLIMIT_NOFILE, 32)).expect(0)
    soft = lambda: resource.setrlimit(resource.RLIMIT_NOFILE, (7, 64))
    place.run("report", "s", preexec_fn=soft).expect(0)
    place.run("import", "prices", "prices.csv", "--db", place.path("none/r.sqlite")).expect(1).expect_one_line()
    place.run("import", "prices", place.path("none.csv")).expect(1).expect_one_line()
    place.run("import", "prices", place.folder).expect(1).expect_one_line()
    return "runs, or says what is missing"
