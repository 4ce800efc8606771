"""Running programs in turn, and the Markdown rows of what they took."""
import os
import statistics
import subprocess
import sys
import time


class Failed(Exception):
    """A program that ended with an error, and what it said."""


class Turns:
    """Measures programs that take turns, `repeats` times each."""

    def __init__(self, folder, repeats):
        self.folder = folder
        self.repeats = repeats

    def run(self, *commands):
        """Wall and CPU seconds of some processes in a row, and the peak MiB of the largest."""
        figures = [self.run_one([str(word) for word in command]) for command in commands]
        return sum(wall for wall, _, _ in figures), sum(cpu for _, cpu, _ in figures), max(peak for _, _, peak in figures)

    def run_one(self, arguments):
        errors = self.folder + "/stderr"
        start = time.perf_counter()
        process = os.posix_spawn(
            arguments[0], arguments, dict(os.environ, NO_COLOR="1", PYTHONDONTWRITEBYTECODE="1"),
            file_actions=[(os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0),
                          (os.POSIX_SPAWN_OPEN, 2, errors, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o644)])
        _, status, usage = os.wait4(process, 0)
        wall = time.perf_counter() - start
        if status != 0:
            with open(errors) as file:
                raise Failed("%s failed: %s" % (" ".join(arguments), file.read()[-2000:]))
        return wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024

    def medians(self, programs):
        """The medians of each program's figures by name; a program is a function that returns (wall, CPU, peak)."""
        samples = {name: [] for name in programs}
        for _ in range(self.repeats):
            for name, program in programs.items():
                samples[name].append(program())
        return {name: [statistics.median(column) for column in zip(*values)] for name, values in samples.items()}


def generate(here, *arguments):
    """In a process of its own: a child starts with its parent's peak memory, which is to stay small."""
    subprocess.run([sys.executable, here + "/generate.py", *map(str, arguments)], check=True)


def remove(path):
    for suffix in ("", "-wal", "-shm"):
        if os.path.exists(path + suffix):
            os.remove(path + suffix)


def show(title, rows, base):
    """Prints a Markdown table with ratios to the row named `base`."""
    print("\n## %s\n\n| program | wall s | CPU s | peak MiB | wall ratio | CPU ratio | memory ratio |\n|---|---|---|---|---|---|---|" % title)
    for name, (wall, cpu, memory) in rows.items():
        ratios = (wall / rows[base][0], cpu / rows[base][1], memory / rows[base][2])
        print("| %s | %.2f | %.2f | %.0f | %.2f | %.2f | %.2f |" % (name, wall, cpu, memory, *ratios), flush=True)
