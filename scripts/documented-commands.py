#!/usr/bin/env python3
"""documented-commands.py BINARY [PAGE ...]: runs the commands that pages show, and compares what they print.

The pages are README.md and docs/, or those named: docs/tables.md.

A fenced block without an info string holds commands, and every one of them must end with exit code 0:
  - each runs in a shell of its own, in a directory of the page that looks like a checkout, with BINARY as `reaction`;
  - `export NAME=VALUE` holds for the commands after it;
  - lines after `sqlite> ` are typed into the command before them;
  - after a command that begins with `$ `, the lines up to the next are what it prints.
A block marked `output` is what the command before it prints, to both streams; a line `...` stands for any number of
lines. Blocks with another info string (yaml, csv, text, python) are not run.

Comments before a block, which no reader sees:
  <!-- setup: NAME -->     gives the page's directory the files and the database of an example (example_market.py)
  <!-- file: NAME -->      the next block is that file, there from the start
  <!-- run: COMMAND -->    runs a command that the page implies
  <!-- needs: PROGRAM -->  the next block or `run` is run only where that program is installed
  <!-- not run: REASON --> the next block is not run
"""
import concurrent.futures
import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import example_market

ROOT = Path(__file__).resolve().parent.parent
GENERATED = {"cli.md", "methods.md", "size.md"}
COMMENT = re.compile(r"<!-- (setup|file|run|needs|not run): (.+?) -->$")
EXPORT = re.compile(r"export (\w+)=(\S+)")
HERE_DOCUMENT = re.compile(r"<<(['\"]?)(\w+)\1")
LIMIT = 120  # seconds for one command

# In a checkout `make` builds first; here the command is there already, and tests run without a network.
MAKE = '#!/bin/sh\nexec "%s" --no-print-directory -o setup -o build "$@"\n'


class Step:
    """Something to do at a line of a page: kind is setup, run, expect or skip."""

    def __init__(self, kind, line, text, typed=""):
        self.kind, self.line, self.text, self.typed = kind, line, text, typed


def incomplete(command):
    """Whether the shell would ask for another line."""
    if document := HERE_DOCUMENT.search(command):
        return document[2] not in command.split("\n")[1:]
    try:
        shlex.split(command, comments=True)
    except ValueError:
        return True
    return command.endswith("\\")


def commands(lines, first):
    """The steps of a block of commands whose first line has the number `first`."""
    steps, is_session = [], any(line.startswith("$ ") for line in lines)
    for number, line in enumerate(lines, first):
        last = steps[-1] if steps else None
        if line.startswith("sqlite> ") and last:
            last.typed += line[len("sqlite> "):] + "\n"
        elif last and last.kind == "run" and incomplete(last.text):
            last.text += "\n" + line
        elif not is_session:
            steps += [Step("run", number, line)] if line.strip() else []
        elif line.startswith("$ "):
            steps.append(Step("run", number, line[2:]))
        elif last and last.kind == "expect":
            last.text += "\n" + line
        else:
            steps.append(Step("expect", number, line))
    return steps


def read_page(path):
    """The steps of a page in order, and its files by name."""
    steps, files, marks = [], {}, {}
    lines = path.read_text(encoding="utf-8").split("\n")
    number = 0
    while number < len(lines):
        line = lines[number]
        number += 1
        if comment := COMMENT.match(line):
            kind, text = comment.groups()
            if kind == "setup":
                steps.append(Step(kind, number, text))
            elif kind == "run":
                steps += marked([Step(kind, number, text)], marks)
                marks = {}
            else:
                marks[kind] = text
        elif line.startswith("```"):
            end = lines.index("```", number)
            block = lines[number:end]
            steps += block_steps(line[3:], block, number + 1, marks)
            if "file" in marks:
                files[marks["file"]] = "\n".join(block) + "\n"
            number, marks = end + 1, {}
    if marks:
        raise SystemExit("%s: no block follows the comment %s" % (path.name, marks))
    return steps, files


def block_steps(info, block, first, marks):
    if info == "output":
        steps = [Step("expect", first, "\n".join(block))]
    elif info == "" and "file" not in marks:
        steps = commands(block, first)
    else:
        return []
    return marked(steps, marks)


def marked(steps, marks):
    """The steps, or that they are skipped where their marks say so."""
    reason = marks.get("not run")
    if "needs" in marks and not shutil.which(marks["needs"]):
        reason = marks["needs"] + " is not installed"
    return [Step("skip", step.line, reason) for step in steps] if reason else steps


def mismatch(expected, printed):
    """The number of the first expected line that is not printed where it should be, or None."""
    printed = printed.rstrip("\n") + "\n"
    lines = expected.rstrip("\n").split("\n")
    patterns = [r"(?:.*\n)*?" if line.strip() == "..." else re.escape(line.rstrip()) + r"[ \t]*\n" for line in lines]
    if re.fullmatch("".join(patterns), printed):
        return None
    fitting = (count for count in range(len(lines), 0, -1) if re.match("".join(patterns[:count]), printed))
    return next(fitting, 0)


class Page:
    def __init__(self, path, work, binary, examples):
        self.path, self.examples = path, examples
        self.name = path.relative_to(ROOT).as_posix()
        self.steps, self.files = read_page(path)
        self.directory = work / self.name.replace("/", "-")
        self.environment = {
            "PATH": "%s:%s" % (work / "bin", os.environ["PATH"]), "HOME": str(self.directory),
            "LC_ALL": "C.UTF-8", "NO_COLOR": "1", "PREFIX": str(self.directory / "prefix")}
        self.ran = self.skipped = 0
        self.failures = []
        self.command, self.printed = "", None
        self.binary = binary

    def furnish(self):
        (self.directory / ".build/release").mkdir(parents=True)
        (self.directory / ".build/release/reaction").symlink_to(self.binary)
        for name in ("data", "seeds", "scripts", "Sources", "Makefile"):
            (self.directory / name).symlink_to(ROOT / name)
        for name, text in self.files.items():
            (self.directory / name).write_text(text, encoding="utf-8")

    def run(self):
        self.furnish()
        for step in self.steps:
            if step.kind == "setup":
                self.environment |= self.examples.install(step.text, self.directory, set(self.files))
            elif step.kind == "run":
                self.execute(step)
            elif step.kind == "expect":
                self.compare(step)
            else:
                self.skipped += 1
                self.printed = None  # what follows is not the output of an earlier command
        return self

    def execute(self, step):
        self.ran += 1
        self.command = step.text
        if setting := EXPORT.fullmatch(step.text):
            self.environment[setting[1]] = setting[2]
        try:
            done = subprocess.run(
                ["bash", "-c", step.text], input=step.typed.encode(), timeout=LIMIT, cwd=self.directory,
                env=self.environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        except subprocess.TimeoutExpired:
            self.printed = None
            return self.fail(step, "not done after %d s" % LIMIT)
        self.printed = done.stdout.decode("utf-8", "replace")
        if done.returncode != 0:
            self.fail(step, "exit code %d\n%s" % (done.returncode, self.printed[-2000:]))

    def compare(self, step):
        if self.printed is None:
            self.fail(step, "there is no command whose output this could be")
            return
        place = mismatch(step.text, self.printed)
        if place is not None:
            lines = step.text.split("\n")
            wanted = "the line '%s'" % lines[place] if place < len(lines) else "nothing after its last line"
            self.fail(step, "the page has %s, and this is printed:\n%s" % (wanted, self.printed[:3000]), place)

    def fail(self, step, what, below=0):
        shown = step.text if step.kind == "run" else self.command
        self.failures.append("%s:%d: %s\n  %s" % (self.name, step.line + below, shown, what.rstrip().replace("\n", "\n  ")))


def main(binary, wanted):
    binary = Path(binary).resolve()
    with tempfile.TemporaryDirectory() as work:
        work = Path(work)
        (work / "bin").mkdir()
        (work / "bin/reaction").symlink_to(binary)
        (work / "bin/make").write_text(MAKE % shutil.which("make"))
        (work / "bin/make").chmod(0o755)
        paths = [ROOT / "README.md", *sorted(ROOT.glob("docs/*.md")), *sorted(ROOT.glob("docs/*/*.md"))]
        examples = example_market.Examples(work / "examples", binary)
        chosen = [path for path in paths if path.name not in GENERATED]
        if wanted:
            chosen = [path for path in chosen if path.relative_to(ROOT).as_posix() in wanted]
        pages = [Page(path, work, binary, examples) for path in chosen]
        with concurrent.futures.ThreadPoolExecutor(2) as pool:
            pages = list(pool.map(Page.run, [page for page in pages if page.steps]))
    for page in pages:
        print("%-28s %3d run, %d not run" % (page.name, page.ran, page.skipped))
        for step in page.steps:
            if step.kind == "skip":
                print("  line %d: %s" % (step.line, step.text))
    failures = [failure for page in pages for failure in page.failures]
    for failure in failures:
        print("\n" + failure, file=sys.stderr)
    return 1 if failures else 0


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit("usage: documented-commands.py BINARY [PAGE ...]")
    sys.exit(main(sys.argv[1], sys.argv[2:]))
