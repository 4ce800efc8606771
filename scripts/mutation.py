#!/usr/bin/env python3
"""Mutation testing of the statistics core: what share of small errors in the sources do the tests notice?

mutation.py [--count N] [--seed N] [--jobs N] [--folder FOLDER]: samples places of the sources, builds one copy of the
package that holds a mutant of each (see mutants.py), runs the tests once with every mutant active, and prints what
became of each and the score. A mutant is caught when a test fails, the process dies or the tests take too long.

Mutants that cannot change any result are listed with reasons in mutation-equivalents.txt; the score leaves them out.
"""
import argparse
import collections
import concurrent.futures
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

import mutants

ROOT = Path(__file__).resolve().parent.parent
FOLDERS = ["Statistics", "EventStudy/Models", "EventStudy/Engine", "EventStudy/Significance",
           "EventStudy/EventSignificance"]
# The test targets that can notice a mutant of a module, the quickest first.
TESTS = {"Statistics": ["StatisticsTests", "EventStudyTests"], "EventStudy": ["EventStudyTests"]}
SUPPORT = "SourceMutants.swift"
# Appended to the copy's manifest: the test targets above and what they need, nothing else.
MANIFEST = """
do {
  var wanted: Set<String> = [%s]
  var size = 0
  while wanted.count > size {
    size = wanted.count
    for target in package.targets where wanted.contains(target.name) {
      for dependency in target.dependencies {
        switch dependency {
        case .byNameItem(let name, _): wanted.insert(name)
        case .targetItem(let name, _): wanted.insert(name)
        default: break
        }
      }
    }
  }
  package.targets.removeAll { !wanted.contains($0.name) }
  package.products = []
  package.dependencies = []
}
"""


class Copy:
    """The package's copy with the mutants that type-check."""

    def __init__(self, folder):
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        for name in ("Package.swift", "Sources", "Tests", "seeds", "data", "docs"):
            source, target = ROOT / name, folder / name
            if source.is_dir():
                shutil.rmtree(target, ignore_errors=True)
                shutil.copytree(source, target, symlinks=True)
            else:
                shutil.copy(source, target)
        names = sorted({name for tests in TESTS.values() for name in tests})
        with open(folder / "Package.swift", "a") as manifest:
            manifest.write(MANIFEST % ", ".join('"%s"' % name for name in names))

    def write(self, sample):
        """Puts the numbered mutants in place; files that have not changed keep their time stamps."""
        for path in sources():
            here = [pair for pair in sample.items() if pair[1].path == path]
            self.replace(path, mutants.mutated((ROOT / path).read_text(), here))
        for module in TESTS:
            here = [pair for pair in sorted(sample.items()) if pair[1].path.startswith("Sources/%s/" % module)]
            self.replace("Sources/%s/%s" % (module, SUPPORT), mutants.support(here))

    def replace(self, path, text):
        file = self.folder / path
        if not file.exists() or file.read_text() != text:
            file.write_text(text)

    def build(self):
        """The (path, line) of every compiler error in mutated files; empty when the build is whole."""
        done = subprocess.run(
            ["swift", "build", "--build-tests", "-c", "release", "-Xswiftc", "-enable-testing"], cwd=self.folder,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        errors = {(os.path.relpath(path, self.folder.resolve()), int(line))
                  for path, line in re.findall(r"^(/.+?\.swift):(\d+):\d+: error:", done.stdout, re.MULTILINE)}
        mutated = {error for error in errors if error[0] in sources()}
        if done.returncode and not mutated:
            messages = [line for line in done.stdout.splitlines() if ": error:" in line]
            sys.exit("the copy does not build:\n" + "\n".join(messages or [done.stdout[-4000:]]))
        return mutated

    def bundle(self):
        return next((self.folder / ".build/release").resolve().glob("*.xctest"))


def sources():
    return [str(file.relative_to(ROOT)) for folder in FOLDERS
            for file in sorted((ROOT / "Sources" / folder).rglob("*.swift"))]


def places():
    """The mutants of every place of the sources that can be mutated."""
    found = collections.defaultdict(list)
    for path in sources():
        for mutant in mutants.mutants(path, (ROOT / path).read_text()):
            found[path, mutant.start].append(mutant)
    return list(found.values())


def blamed(sample, errors):
    """The numbers of the mutants that an error points to: those of its line, or else the nearest of its file."""
    numbers = set()
    for path, line in errors:
        distances = {number: abs(mutant.line - line) for number, mutant in sample.items() if mutant.path == path}
        if not distances:
            sys.exit("%s:%d does not compile, and no mutant is in that file" % (path, line))
        numbers |= {number for number, distance in distances.items() if distance == min(distances.values())}
    return numbers


def buildable_sample(copy, count, seed):
    """`count` random mutants that type-check, by number, and how many had to be replaced."""
    generator = random.Random(seed)
    queue = places()
    generator.shuffle(queue)
    queue = [generator.choice(choices) for choices in queue]
    sample = {number + 1: mutant for number, mutant in enumerate(queue[:count])}
    dropped = 0
    while True:
        copy.write(sample)
        errors = copy.build()
        if not errors:
            return sample, dropped
        for number in sorted(blamed(sample, errors)):
            del sample[number]
            dropped += 1
            following = count + dropped
            if following <= len(queue):
                sample[following] = queue[following - 1]
        print("%d mutants do not type-check; others take their place" % dropped, file=sys.stderr)


def fails(bundle, target, number, limit):
    """Why the tests of a target notice a mutant, or None; stops at the first failure."""
    process = subprocess.Popen(
        [bundle, "--testing-library", "swift-testing", "--filter", "^%s\\." % target],
        env=dict(os.environ, MUTANT=str(number), NO_COLOR="1"), stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        text=True, errors="replace", start_new_session=True)
    reasons = []

    def stop(reason):
        reasons.append(reason)
        os.killpg(process.pid, signal.SIGKILL)

    timer = threading.Timer(limit, stop, ["too slow"])
    timer.start()
    try:
        for line in process.stdout:
            failure = re.search(r"Test (\S+?)\(.*(recorded an issue|failed after)", line)
            if failure and not reasons:
                stop(failure.group(1))
        code = process.wait()
    finally:
        timer.cancel()
    if reasons:
        return reasons[0]
    return None if code == 0 else "exit %d" % code


def verdict(bundle, number, mutant, limits):
    for target in TESTS[mutant.path.split("/")[1]]:
        reason = fails(bundle, target, number, limits[target])
        if reason:
            return reason
    return None


def time_limits(bundle):
    """Several times what each test target takes; the tests must pass when no mutant is active."""
    limits = {}
    for target in TESTS["Statistics"]:
        start = time.monotonic()
        reason = fails(bundle, target, 0, 600)
        if reason:
            sys.exit("%s fails without any mutant: %s" % (target, reason))
        limits[target] = 15 + 6 * (time.monotonic() - start)
    return limits


def equivalents():
    """The known equivalent mutants by place and change, with the reason of each.

    A block of three lines: `path: original -> replacement (occurrence on its line)`, the line, the reason.
    """
    text = (ROOT / "scripts/mutation-equivalents.txt").read_text()
    blocks = [block.splitlines() for block in text.split("\n\n") if block.strip() and not block.startswith("#")]
    return {(block[0].strip(), block[1].strip()): " ".join(line.strip() for line in block[2:]) for block in blocks}


def key(mutant):
    head = "%s: %s -> %s (%d)" % (mutant.path, mutant.original, mutant.replacement, mutant.occurrence)
    return head, mutant.text


def report(sample, dropped, outcomes, seed, started):
    known = equivalents()
    tally = collections.Counter()
    print("%-66s %-24s %s" % ("place", "change", "result"))
    for number, mutant in sorted(sample.items(), key=lambda pair: (pair[1].path, pair[1].start)):
        reason = outcomes[number]
        state = "caught" if reason else "equivalent" if key(mutant) in known else "SURVIVED"
        tally[state] += 1
        note = reason if reason else known.get(key(mutant), mutant.text)
        print("%-66s %-24s %-10s %s" % (
            "%s:%d" % (mutant.path, mutant.line), "%s -> %s (%d)" % (mutant.original, mutant.replacement, mutant.occurrence),
            state, note))
    counted = tally["caught"] + tally["SURVIVED"]
    print("\nseed %d: %d mutants, %d caught, %d survived, %d equivalent; score %.1f %% (%.1f %% with the equivalent "
          "ones); %d did not type-check and were replaced; %.0f minutes" % (
              seed, len(sample), tally["caught"], tally["SURVIVED"], tally["equivalent"], 100 * tally["caught"] / counted,
              100 * tally["caught"] / len(sample), dropped, (time.monotonic() - started) / 60))


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--count", type=int, default=200, help="the number of mutants (200)")
    parser.add_argument("--seed", type=int, default=1, help="the seed of the sample (1)")
    parser.add_argument("--jobs", type=int, default=2, help="test processes at a time (2)")
    parser.add_argument("--folder", type=Path, help="where to build; kept, so that another run builds less")
    options = parser.parse_args()
    started = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="mutation-") as temporary:
        copy = Copy(options.folder or Path(temporary))
        sample, dropped = buildable_sample(copy, options.count, options.seed)
        bundle = copy.bundle()
        limits = time_limits(bundle)
        with concurrent.futures.ThreadPoolExecutor(options.jobs) as pool:
            futures = {number: pool.submit(verdict, bundle, number, mutant, limits) for number, mutant in sample.items()}
            outcomes = {}
            for done, (number, future) in enumerate(futures.items()):
                outcomes[number] = future.result()
                print("\r%d of %d" % (done + 1, len(futures)), end="", file=sys.stderr)
        print(file=sys.stderr)
        report(sample, dropped, outcomes, options.seed, started)


if __name__ == "__main__":
    main()
