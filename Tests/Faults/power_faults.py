"""The power fails: what was not synced may be on the disk, or not, or in part and in any order."""
import os
import struct

from place import Failed, Skipped
from register import fault

SECTOR = 512
RECORD = struct.Struct("<cxxxiqq")


def operations(log):
    """(kind, file, offset, bytes) of every operation: W write, T truncate, S sync, U unlink; N names a file."""
    position = 0
    while position < len(log):
        kind, number, offset, length = RECORD.unpack_from(log, position)
        position += RECORD.size
        size = length if kind in (b"W", b"N") else 0
        yield kind.decode(), number, offset, log[position:position + size] if size else length
        position += size


class Disk:
    """Files as they are on the disk, and what was written to them and not synced yet."""

    def __init__(self, contents):
        self.synced = dict(contents)
        self.pending = []
        self.names = {}

    def take(self, steps):
        """Does what a command did, in its order."""
        for kind, number, offset, data in steps:
            if kind == "N":
                self.names[number] = os.path.basename(data.decode())
            elif kind == "S":
                self.sync(self.names[number])
            else:
                self.pending.append((kind, self.names[number], offset, data))

    def apply(self, files, operation):
        kind, name, offset, data = operation
        if kind == "U":
            files.pop(name, None)
            return
        content = files.setdefault(name, bytearray())
        if kind == "T":
            del content[data:]
            content.extend(bytes(data - len(content)))
            return
        if len(content) < offset + len(data):
            content.extend(bytes(offset + len(data) - len(content)))
        content[offset:offset + len(data)] = data

    def sync(self, name):
        """Makes a file's own writes durable; those of others stay in the air."""
        rest = []
        for operation in self.pending:
            if operation[1] == name:
                self.apply(self.synced, operation)
            else:
                rest.append(operation)
        self.pending = rest

    def after_power_loss(self, random):
        """The files with some of the pending writes, each whole, in part by sectors, or lost; in any order."""
        files = {name: bytearray(content) for name, content in self.synced.items()}
        survivors = [operation for operation in self.pending if random.random() < random.choice((0.1, 0.5, 0.9))]
        # File systems keep the order of sizes and names; contents may land in any order.
        contents = [operation for operation in survivors if operation[0] == "W"]
        random.shuffle(contents)
        for operation in contents + [operation for operation in survivors if operation[0] != "W"]:
            self.apply(files, torn(operation, random) if operation[0] == "W" and random.random() < 0.3 else operation)
        return files


def torn(operation, random):
    kind, name, offset, data = operation
    sectors = len(data) // SECTOR
    return (kind, name, offset, data[:SECTOR * random.randint(0, sectors)]) if sectors > 1 else operation


def recorded(place, *words):
    """Runs a command; the disk before it, and all it did to the database's files."""
    library = place.library("record_writes.c")
    place.checkpoint()
    with open(place.database, "rb") as file:
        disk = Disk({os.path.basename(place.database): bytearray(file.read())})
    log = place.path("writes.log")
    place.run(*words, environment={"LD_PRELOAD": library, "RECORD_WRITES": log, "RECORD_PREFIX": place.database}).expect(0)
    with open(log, "rb") as file:
        steps = list(operations(file.read()))
    if sum(kind == "W" for kind, *_ in steps) < 5:
        raise Skipped("the writes of the command cannot be recorded here")
    return disk, steps


def put(place, files):
    for suffix in ("", "-wal", "-shm", "-journal"):
        if os.path.exists(place.database + suffix):
            os.remove(place.database + suffix)
    for name, content in files.items():
        # The index of the log lives in memory and is made anew.
        if not name.endswith("-shm"):
            place.write(name, bytes(content))


def jobs(place):
    place.filled()
    place.prices("more.csv", symbols=20, days=800, prefix="M")
    return (["import", "prices", "more.csv"], ["study", "study.yaml"])


@fault("power loss in an import and a study (1,000 states)")
def power_loss(place):
    counts = [0, 0]
    for words in jobs(place):
        place.copy("before.sqlite")
        before = place.state()
        disk, steps = recorded(place, *words)
        after, done = place.state(), 0
        for cut in sorted(place.random.randrange(len(steps) + 1) for _ in range(place.times(60, 500))):
            disk.take(steps[done:cut])
            done = cut
            put(place, disk.after_power_loss(place.random))
            place.check_database()
            state = place.state()
            if state not in (before, after):
                raise Failed("neither the old nor the new state after step %d of %d" % (cut, len(steps)))
            counts[state == after] += 1
        place.restore("before.sqlite")
        place.run(*words).expect(0)
    return "%d states: %d before, %d after, 0 between" % (sum(counts), *counts)


@fault("power loss right after a command said that it is done")
def announced_is_durable(place):
    for words in jobs(place):
        disk, steps = recorded(place, *words)
        after = place.state()
        disk.take(steps)
        put(place, disk.synced)
        place.check_database()
        if place.state() != after:
            raise Failed("%s is not on the disk when it is announced" % " ".join(words))
    return "nothing announced is lost"
