"""Databases that are damaged, foreign, newer, read-only, or in use by others."""
import os
import shutil
import sqlite3
import subprocess
import threading
import time

from place import Failed, Skipped
from register import fault

READERS = (["list", "series"], ["report", "s"], ["export", "s", "--table", "ar", "--format", "csv"], ["list", "batches"])


@fault("bytes of the database are flipped (500 times)")
def flipped(place):
    place.filled(studied=True)
    place.copy("whole.sqlite")
    with open(place.path("whole.sqlite"), "rb") as file:
        whole = file.read()
    refused = 0
    for _ in range(place.times(40, 500)):
        damaged = bytearray(whole)
        for _ in range(place.random.choice((1, 8, 200))):
            damaged[place.random.randrange(len(damaged))] ^= 1 << place.random.randrange(8)
        place.restore("whole.sqlite")
        place.write("r.sqlite", bytes(damaged))
        for words in (*READERS, ["import", "prices", "prices.csv"]):
            outcome = place.run(*words, timeout=30)
            outcome.expect(0, 1, 3, 4)
            refused += outcome.status == 1
            if words in READERS:
                with open(place.database, "rb") as file:
                    if file.read() != damaged:
                        raise Failed("%s writes to a damaged database" % words)
            else:
                place.restore("whole.sqlite")
    return "%d commands refused, none crashed" % refused


@fault("files that are no database of this program")
def foreign(place):
    place.filled(studied=True)
    place.copy("whole.sqlite")
    connection = sqlite3.connect(place.path("foreign.sqlite"))
    connection.execute("CREATE TABLE urls (url TEXT)")
    connection.commit()
    connection.close()
    shutil.copyfile(place.path("whole.sqlite"), place.path("newer.sqlite"))
    connection = sqlite3.connect(place.path("newer.sqlite"))
    connection.execute("PRAGMA user_version = 999")
    connection.commit()
    connection.close()
    with open(place.path("whole.sqlite"), "rb") as file:
        place.write("cut.sqlite", file.read(20_000))
    place.write("text.sqlite", "date,symbol,close\n")
    says = {"foreign.sqlite": "another program", "newer.sqlite": "newer version", "text.sqlite": "another format", "cut.sqlite": ""}
    for name, word in says.items():
        with open(place.path(name), "rb") as file:
            before = file.read()
        for words in (["import", "prices", "prices.csv"], *READERS, ["study", "study.yaml"]):
            place.run(*words, "--db", place.path(name)).expect(1, says=word).expect_one_line()
        with open(place.path(name), "rb") as file:
            if file.read() != before:
                raise Failed("%s was written" % name)
    return "refused and not written"


@fault("a read-only file in a read-only folder")
def read_only(place):
    place.filled(studied=True)
    expected = {tuple(words): place.run(*words).expect(0).out for words in READERS}
    place.checkpoint()
    bound = [] if os.getuid() else [
        "setpriv", "--bounding-set=-dac_override,-dac_read_search", "--inh-caps=-all"]
    if bound and (not shutil.which("setpriv") or subprocess.run([*bound, "true"], capture_output=True).returncode != 0):
        raise Skipped("needs setpriv to give up root's rights")
    os.chmod(place.database, 0o444)
    os.chmod(place.folder, 0o555)
    try:
        for words, out in expected.items():
            if place.run(*words, before=bound).expect(0).out != out:
                raise Failed("%s reads something else" % (words,))
        place.run("study", "study.yaml", before=bound).expect(1)
        place.run("import", "prices", "events.csv", before=bound).expect(1, 3)
        place.run("report", "s", "-o", "out.txt", before=bound).expect(1)
    finally:
        os.chmod(place.folder, 0o755)
    return "reports and exports as ever, writing says why not"


@fault("one writer and eight readers (60 s)")
def readers_beside_a_writer(place):
    place.filled(studied=True)
    end, problems, reads = time.monotonic() + place.times(4, 60), [], [0]

    def read():
        while time.monotonic() < end and not problems:
            words = READERS[reads[0] % len(READERS)]
            outcome = place.run(*words)
            reads[0] += 1
            if outcome.status != 0 or outcome.err:
                problems.append("%s: exit %d, %s" % (words, outcome.status, outcome.err))
            if words == READERS[0]:
                more = sum(line.startswith("M") for line in outcome.out.splitlines())
                if more % 10:
                    problems.append("a reader sees %d of the 10 series of a batch" % more)

    threads = [threading.Thread(target=read) for _ in range(8)]
    for thread in threads:
        thread.start()
    batches = 0
    while time.monotonic() < end and not problems:
        place.prices("more.csv", symbols=10, days=300, first=batches, prefix="M%d" % (batches % 7))
        place.run("import", "prices", "more.csv").expect(0)
        place.run("study", "study.yaml").expect(0)
        batches += 1
    for thread in threads:
        thread.join()
    if problems:
        raise Failed(problems[0])
    place.check_database()
    return "%d imports and studies, %d reads, none refused" % (2 * batches, reads[0])


@fault("two writers at once")
def two_writers(place):
    place.filled()
    rounds = place.times(4, 40)
    for number in range(rounds):
        place.prices("a.csv", symbols=10, days=500, first=number, prefix="A")
        place.prices("b.csv", symbols=10, days=500, first=number, prefix="B")
        writers = [place.start("import", "prices", name) for name in ("a.csv", "b.csv")] + [place.start("study", "study.yaml")]
        for writer in writers:
            out, err = writer.communicate()
            if writer.returncode != 0:
                raise Failed("a writer was refused: " + err.decode())
    place.check_database()
    return "%d rounds, none refused" % rounds


@fault("a long reader while the write-ahead log grows")
def long_reader(place):
    place.filled()
    reader = sqlite3.connect(place.database, isolation_level=None)
    reader.execute("BEGIN")
    first = reader.execute("SELECT count(*) FROM segment").fetchone()
    for number in range(6):
        place.prices("more.csv", symbols=20, days=1500, first=number, prefix="M%d" % number)
        place.run("import", "prices", "more.csv").expect(0)
    if reader.execute("SELECT count(*) FROM segment").fetchone() != first:
        raise Failed("a reader's state changed under it")
    reader.execute("COMMIT")
    reader.close()
    place.prices("last.csv", symbols=2, days=10, prefix="L")
    place.run("import", "prices", "last.csv").expect(0)
    log = os.path.getsize(place.database + "-wal") if os.path.exists(place.database + "-wal") else 0
    if log > 16 << 20:
        raise Failed("the log stays at %d MiB" % (log >> 20))
    return "its state kept, the log afterwards %d KiB" % (log >> 10)


@fault("kill -9 in the upgrade of an earlier schema")
def kill_upgrade(place):
    with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "schema-3.sql")) as file:
        connection = sqlite3.connect(place.database)
        connection.executescript(file.read())
        connection.close()
    place.copy("earlier.sqlite")
    place.run("list", "series").expect(0, says="earlier version")
    report, backup = place.run("report", "s").expect(0).out, place.database + ".schema-3"
    if not os.path.exists(backup):
        raise Failed("no copy of the earlier file is kept")
    kills = 0
    while True:
        place.restore("earlier.sqlite")
        os.remove(backup) if os.path.exists(backup) else None
        outcome = place.run_injected("pwrite64:signal=KILL:when=%d" % (kills + 1), "list", "series")
        place.check_database()
        if place.run("report", "s").expect(0).out != report:
            raise Failed("another report after a kill at write %d" % (kills + 1))
        if outcome.status == 0:
            return "%d kills: every result as before" % kills
        kills += 1
