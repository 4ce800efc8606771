"""A folder in which the command runs, and what every fault test asks of the database afterwards."""
import hashlib
import os
import random
import resource
import shutil
import sqlite3
import subprocess
import tempfile
import time


class Failed(Exception):
    """What was seen and should not have been."""


class Skipped(Exception):
    """Why this machine cannot run a test."""


class Outcome:
    """How a command ended: exit code (minus the signal's number when one ended it), texts, seconds."""

    def __init__(self, words, status, out, err, seconds):
        self.words, self.status, self.out, self.err, self.seconds = words, status, out, err, seconds

    def expect(self, *statuses, says=""):
        if self.status not in statuses:
            raise Failed("exit %d instead of %s: %s\n%s" % (
                self.status, " or ".join(map(str, statuses)), " ".join(self.words), self.err[-500:]))
        if says not in self.err:
            raise Failed("no word of '%s' from %s: %s" % (says, " ".join(self.words), self.err[-500:]))
        return self

    def expect_one_line(self):
        """An error is one line that a person can read, and no trace of the program's inside."""
        lines = self.err.strip().splitlines()
        if len(lines) != 1 or not lines[0].startswith("Error: ") or "/Sources/" in self.err:
            raise Failed("not one clear line from %s: %r" % (" ".join(self.words), self.err[-500:]))
        return self


class Place:
    """A folder of its own, removed at the end."""

    def __init__(self, reaction, long):
        self.reaction, self.long = os.path.abspath(reaction), long
        self.random = random.Random(20250605)
        self.folder = tempfile.mkdtemp(prefix="reaction-faults-")
        self.database = self.path("r.sqlite")

    def __enter__(self):
        return self

    def __exit__(self, *_):
        shutil.rmtree(self.folder, ignore_errors=True)

    def path(self, name):
        return os.path.join(self.folder, name)

    def times(self, short, long):
        """How often to repeat something, by the mode."""
        return long if self.long else short

    def write(self, name, data):
        path = self.path(name)
        with open(path, "wb") as file:
            file.write(data if isinstance(data, bytes) else data.encode())
        return path

    # Running the command

    def start(self, *words, before=(), environment=None, **options):
        command = [*before, self.reaction, *words]
        environment = dict(os.environ, REACTION_DB=self.database, **(environment or {}))
        options.setdefault("stdin", subprocess.DEVNULL)
        return subprocess.Popen(command, cwd=self.folder, env=environment, stdout=options.pop("stdout", subprocess.PIPE),
                                stderr=options.pop("stderr", subprocess.PIPE), **options)

    def run(self, *words, timeout=120, **options):
        begin = time.monotonic()
        process = self.start(*words, **options)
        try:
            out, err = process.communicate(timeout=timeout)
        except subprocess.TimeoutExpired:
            process.kill()
            raise Failed("no end after %d s: %s" % (timeout, " ".join(words)))
        return Outcome(words, process.returncode, (out or b"").decode("utf-8", "replace"),
                       (err or b"").decode("utf-8", "replace"), time.monotonic() - begin)

    def run_injected(self, injection, *words, syscalls="pwrite64", paths=()):
        """Runs the command under strace with one of its fault injections, such as pwrite64:error=EIO:when=3+.

        With `paths` only calls on these files are counted and fail.
        """
        require("strace")
        filters = [word for path in paths for word in ("-P", path)]
        return self.run(*words, before=["strace", "-f", "-qqq", "-o", "/dev/null", *filters,
                                        "-e", "trace=" + syscalls, "-e", "inject=" + injection])

    def library(self, source):
        """Compiles a file of this folder into a library for LD_PRELOAD."""
        compiler = next((name for name in ("cc", "gcc", "clang") if shutil.which(name)), None)
        if not compiler:
            raise Skipped("needs a C compiler (apt-get install gcc)")
        target = self.path(source.replace(".c", ".so"))
        subprocess.run([compiler, "-O2", "-Wall", "-Wextra", "-Werror", "-shared", "-fPIC", "-o", target,
                        os.path.join(os.path.dirname(os.path.abspath(__file__)), source), "-ldl"], check=True)
        return target

    # Data

    def prices(self, name="prices.csv", symbols=20, days=400, first=0, prefix="S"):
        """A long file of daily prices that two runs make alike."""
        rows = ["date,symbol,close"]
        for symbol in range(symbols):
            price = 100.0 + symbol
            for day in range(days):
                price *= 1 + ((symbol * 7919 + (first + day) * 104729) % 401 - 200) / 20000
                rows.append("%s,%s%03d,%.2f" % (weekday(first + day), prefix, symbol, price))
        return self.write(name, "\n".join(rows) + "\n")

    def events(self, name="events.csv", symbols=20, days=(300, 330, 350)):
        rows = ["event_id,symbol,date"]
        rows += ["e%d-%d,S%03d,%s" % (s, d, s, weekday(d)) for s in range(1, symbols) for d in days]
        return self.write(name, "\n".join(rows) + "\n")

    def study(self, name="study.yaml", tests="[csect_t, patell_z, bmp_t]"):
        return self.write(name, "study: s\nmarket: S000\nreturns: {price: close}\nestimation: {window: [-150, -11]}\n"
                          "event-window: [-5, 5]\nwindows: [[-1, 1]]\ntests: %s\n" % tests)

    def filled(self, studied=False):
        """A database with prices and events, and a result when asked."""
        self.run("import", "prices", self.prices()).expect(0)
        self.run("import", "events", self.events()).expect(0)
        self.study()
        if studied:
            self.run("study", "study.yaml").expect(0)
        return self

    def copy(self, name):
        """Puts a copy of the database beside it, the log included."""
        self.checkpoint()
        shutil.copyfile(self.database, self.path(name))
        return self.path(name)

    def restore(self, name):
        for suffix in ("-wal", "-shm", "-journal"):
            if os.path.exists(self.database + suffix):
                os.remove(self.database + suffix)
        shutil.copyfile(self.path(name), self.database)

    def checkpoint(self):
        connection = sqlite3.connect(self.database)
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.close()

    # What must hold

    def state(self):
        """A digest of all that is in the database, the ids and times of batches left out."""
        if not os.path.exists(self.database):
            return "nothing"
        digest = hashlib.sha256()
        connection = sqlite3.connect("file:%s?mode=ro" % self.database, uri=True)
        try:
            names = [row[0] for row in connection.execute(
                "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name")]
            for name in names:
                digest.update(name.encode())
                columns = [row[1] for row in connection.execute('PRAGMA table_info("%s")' % name)
                           if row[1] not in ("imported_at", "created_at")]
                if columns:
                    listed = ", ".join('"%s"' % column for column in columns)
                    for row in connection.execute('SELECT %s FROM "%s" ORDER BY %s' % (listed, name, listed)):
                        digest.update(repr(row).encode())
        finally:
            connection.close()
        return digest.hexdigest()

    def check_database(self):
        """The file is intact by SQLite's own check."""
        if not os.path.exists(self.database):
            return
        connection = sqlite3.connect(self.database)
        try:
            found = connection.execute("PRAGMA integrity_check").fetchone()[0]
        finally:
            connection.close()
        if found != "ok":
            raise Failed("integrity_check: " + found)

    def leftovers(self, *known):
        """Files that nobody asked for."""
        names = {os.path.basename(self.database) + suffix for suffix in ("", "-wal", "-shm", "-journal")}
        return sorted(set(os.listdir(self.folder)) - names - set(known))


def weekday(number):
    """The date of a weekday, counted from 2015-01-01."""
    whole, rest = divmod(number + 3, 5)
    # Four days before 2015-01-01, a Thursday, in days since 1970.
    days = 16436 - 3 + 7 * whole + rest
    return time.strftime("%Y-%m-%d", time.gmtime(days * 86400))


def require(tool):
    if not shutil.which(tool):
        raise Skipped("needs %s (apt-get install %s)" % (tool, tool))


def limited(kind, amount):
    """For `preexec_fn`: a limit of the operating system for the command alone."""
    return lambda: resource.setrlimit(kind, (amount, amount))

