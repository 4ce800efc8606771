"""Mutants of Swift sources as schemata: all of them in one build, one of them active at a time.

An operator token is replaced by an operator of the same precedence that belongs to this place alone, a literal, min,
max or squareRoot by a function of its own. Each reads the active mutant's number from the environment variable MUTANT
once and does what the source said, or what the mutant says when the number is its own.
"""
import re
from dataclasses import dataclass

OPERATOR_CHARACTERS = set("/=-+!*%<>&|^~?.")
DIGITS = [chr(0x2200 + digit) for digit in range(10)]

PRECEDENCE = {
    "+": "Addition", "-": "Addition", "&+": "Addition", "&-": "Addition", "*": "Multiplication", "/": "Multiplication",
    "<": "Comparison", "<=": "Comparison", ">": "Comparison", ">=": "Comparison", "==": "Comparison",
    "!=": "Comparison", "&&": "LogicalConjunction", "||": "LogicalDisjunction", "..<": "RangeFormation",
    "...": "RangeFormation", "+=": "Assignment", "-=": "Assignment", "&+=": "Assignment", "&-=": "Assignment",
    "*=": "Assignment", "/=": "Assignment"}
REPLACEMENTS = {
    "+": ["-"], "-": ["+"], "&+": ["&-"], "&-": ["&+"], "*": ["/"], "/": ["*"], "<": ["<=", ">"], ">": [">=", "<"],
    "<=": ["<"], ">=": [">"], "==": ["!="], "!=": ["=="], "&&": ["||"], "||": ["&&"], "..<": ["..."], "...": ["..<"],
    "+=": ["-="], "-=": ["+="], "&+=": ["&-="], "&-=": ["&+="], "*=": ["/="], "/=": ["*="]}


@dataclass(frozen=True)
class Mutant:
    """One place of one file and what becomes of it."""
    path: str
    line: int
    start: int
    end: int
    kind: str  # infix, literal, removal (of a prefix operator), extreme (min, max), extremeMethod, root
    original: str
    replacement: str
    occurrence: int  # among the equal tokens of its line, from 1
    text: str  # the line, trimmed


def tokens(source):
    """(kind, start, end) of words, numbers, operators and punctuation outside comments and string literals."""
    found, position = [], 0
    while position < len(source):
        skipped = after_comment_or_string(source, position)
        if skipped > position:
            position = skipped
            continue
        match = re.compile(r"[A-Za-z_$`@#][\w`]*|\d[\w.]*\w|\d").match(source, position)
        if match:
            word, end = match.group(), match.end()
            if word[0].isdigit():
                number = re.compile(r"\d+(\.\d+)?([eE][+-]?\d+)?|0x[\da-fA-F_]+").match(source, position)
                end = max(number.end(), re.compile(r"\w+").match(source, position).end())
                found.append(("number", position, end))
            else:
                found.append(("word", position, end))
            position = end
        elif source[position] in OPERATOR_CHARACTERS:
            end = position + 1
            # An operator holds a dot only when it starts with one.
            while end < len(source) and source[end] in OPERATOR_CHARACTERS and (
                    source[end] != "." or source[position] == "."):
                end += 1
            found.append(("operator", position, end))
            position = end
        else:
            if not source[position].isspace():
                found.append(("punctuation", position, position + 1))
            position += 1
    return found


def after_comment_or_string(source, position):
    """The end of the comment or string literal at `position`; `position` itself when there is none."""
    if source.startswith("//", position):
        end = source.find("\n", position)
        return len(source) if end < 0 else end
    if source.startswith("/*", position):
        return source.index("*/", position) + 2
    opening = re.compile(r'(#*)("""|")').match(source, position)
    if not opening:
        return position
    hashes, quotes = opening.groups()
    position = opening.end()
    while not source.startswith(quotes + hashes, position):
        if source.startswith("\\" + hashes + "(", position):
            position = after_parenthesis(source, position + len(hashes) + 2)
        else:
            position += 2 if source[position] == "\\" and not hashes else 1
    return position + len(quotes + hashes)


def after_parenthesis(source, position):
    """The end of an interpolation whose opening parenthesis lies before `position`."""
    depth = 1
    while depth:
        skipped = after_comment_or_string(source, position)
        if skipped > position:
            position = skipped
            continue
        depth += {"(": 1, ")": -1}.get(source[position], 0)
        position += 1
    return position


def mutants(path, source):
    """Every mutant of a file; a place that can change in several ways has several."""
    all_tokens, found, counts = tokens(source), [], {}
    for index, (kind, start, end) in enumerate(all_tokens):
        shape = shape_of(source, all_tokens, index)
        if not shape:
            continue
        kind, start, original, replacements = shape
        line = source.count("\n", 0, start) + 1
        text = source.splitlines()[line - 1].strip()
        counts[line, original] = counts.get((line, original), 0) + 1
        found += [Mutant(path, line, start, end, kind, original, replacement, counts[line, original], text)
                  for replacement in replacements]
    return found


def shape_of(source, all_tokens, index):
    """(kind, start, original, replacements) of a token that can be mutated, or None."""
    kind, start, end = all_tokens[index]
    word = source[start:end]
    before = source[all_tokens[index - 1][1]:all_tokens[index - 1][2]] if index else ""
    after = source[end:end + 1]
    if source[source.rfind("\n", 0, start) + 1:start].lstrip().startswith(("#", "@", "import ")):
        return None
    if kind == "number":
        return literal(source, all_tokens, index, word, before)
    if kind == "word":
        return function(source, start, end, word, before, after)
    if kind != "operator" or before in ("func", "operator") or in_declaration(source, start):
        return None
    blank_before = source[start - 1].isspace() or source[start - 1] in "([{"
    blank_after = after.isspace() or after in ")]},"
    if word in ("..<", "...") and blank_before == blank_after and after not in ")]},":
        return "infix", start, word, REPLACEMENTS[word]
    if word in REPLACEMENTS and PRECEDENCE[word] != "RangeFormation" and blank_before and blank_after:
        return "infix", start, word, REPLACEMENTS[word]
    if word in ("!", "-") and blank_before and not blank_after:
        return "removal", start, word, ["(removed)"]
    return None


def literal(source, all_tokens, index, word, before):
    if word not in ("0", "1", "2", "0.0", "1.0", "2.0") or before in (".", "$") or in_pattern(source, all_tokens, index):
        return None
    value = int(float(word))
    return "literal", all_tokens[index][1], word, [str(value + 1), str(value - 1)]


def function(source, start, end, word, before, after):
    if word in ("min", "max") and source[end:end + 2] == "()" and before == ".":
        return "extremeMethod", start, word, ["max" if word == "min" else "min"]
    if word in ("min", "max") and after == "(" and before not in ("func", "."):
        return "extreme", start, word, ["max" if word == "min" else "min"]
    if word in ("min", "max") and after == "(" and source[:start].endswith("Swift."):
        return "extreme", start - len("Swift."), "Swift." + word, ["max" if word == "min" else "min"]
    if word == "squareRoot" and source[end:end + 2] == "()" and before == ".":
        return "root", start, word, ["(removed)"]
    return None


def in_pattern(source, all_tokens, index):
    """Whether a literal belongs to the pattern of a `case` of its line: nothing may be computed there."""
    start = all_tokens[index][1]
    line = source[source.rfind("\n", 0, start) + 1:start]
    pattern = re.search(r"\bcase\b(.*)$", line)
    return bool(pattern) and not re.search(r"[:=]\s", pattern.group(1))


def in_declaration(source, start):
    """Whether an operator belongs to generic constraints: `where Element == Double`."""
    line_start = source.rfind("\n", 0, start) + 1
    line_end = source.find("\n", start)
    line = source[line_start:line_end]
    return bool(re.search(r"\bwhere\s+(Self|[A-Z])\w*(\.[A-Z]\w*)*\s*==\s*[A-Z]", line)) or bool(
        re.match(r"\s*(public\s+|static\s+)*func\s+\S*[<>=]", line) and "{" not in source[line_start:start])


def mutated(source, numbered):
    """The source with each (number, mutant) of its file in place."""
    for number, mutant in sorted(numbered, key=lambda pair: -pair[1].start):
        source = source[:mutant.start] + spelled(number, mutant) + source[mutant.end:]
    return source


def operator_name(number):
    return "\u22c6" + "".join(DIGITS[int(digit)] for digit in str(number))


def spelled(number, mutant):
    if mutant.kind in ("infix", "removal"):
        return operator_name(number)
    if mutant.kind == "literal":
        return "mutant%d(%s)" % (number, mutant.original)
    return "mutant%d" % number


def support(numbered):
    """The Swift file that declares the operators and functions of a module's mutants."""
    parts = ["#if canImport(Glibc)\n  import Glibc\n#else\n  import Darwin\n#endif\n",
             'private let active = getenv("MUTANT").flatMap { Int(String(cString: $0)) } ?? 0\n']
    parts += [declaration(number, mutant) for number, mutant in numbered]
    return "\n".join(parts)


def declaration(number, mutant):
    name = operator_name(number)
    if mutant.kind == "infix":
        return "infix operator %s: %sPrecedence\n" % (name, PRECEDENCE[mutant.original]) + "".join(
            overloads(number, name, mutant))
    if mutant.kind == "removal":
        if mutant.original == "!":
            body = "prefix func %s(x: Bool) -> Bool { active == %d ? x : !x }\n"
        else:
            body = "prefix func %s<T: SignedNumeric>(x: T) -> T { active == %d ? x : -x }\n"
        return "prefix operator %s\n" % name + body % (name, number)
    template = {
        "literal": "func mutant{n}<T: Numeric>(_ x: T) -> T {{ active == {n} ? x {step} 1 : x }}\n",
        "extreme": "func mutant{n}<T: Comparable>(_ a: T, _ b: T) -> T {{"
                   " active == {n} ? Swift.{new}(a, b) : Swift.{old}(a, b) }}\n",
        "extremeMethod": "extension Sequence where Element: Comparable {{ func mutant{n}() -> Element? {{"
                         " active == {n} ? {new}() : {old}() }} }}\n",
        "root": "extension FloatingPoint {{ func mutant{n}() -> Self {{ active == {n} ? self : squareRoot() }} }}\n",
    }[mutant.kind]
    step = ""
    if mutant.kind == "literal":
        step = "+" if int(mutant.replacement) > float(mutant.original) else "-"
    return template.format(n=number, old=mutant.original.removeprefix("Swift."), new=mutant.replacement, step=step)


def overloads(number, name, mutant):
    old, new = mutant.original, mutant.replacement
    if old in ("&&", "||"):
        yield ("func %s(a: Bool, b: @autoclosure () throws -> Bool) rethrows -> Bool {"
               " active == %d ? try a %s b() : try a %s b() }\n" % (name, number, new, old))
        return
    if old in ("..<", "..."):
        yield from ranges(number, name, old)
        return
    choice = "{ active == %d ? a %s b : a %s b }\n" % (number, new, old)
    if old in ("<", "<=", ">", ">="):
        yield "func %s<T: Comparable>(a: T, b: T) -> Bool " % name + choice
    elif old in ("==", "!="):
        yield "func %s<T: Equatable>(a: T, b: T) -> Bool " % name + choice
        yield "func %s<T>(a: T?, b: _OptionalNilComparisonType) -> Bool " % name + choice
    elif old.endswith("="):
        choice = "{ if active == %d { a %s b } else { a %s b } }\n" % (number, new, old)
        for generic, right in ([("T: FixedWidthInteger", "T")] if old[0] == "&" else
                               [("T: BinaryInteger", "T"), ("T: FloatingPoint", "T")] if old in ("*=", "/=") else
                               [("T: AdditiveArithmetic", "T")]):
            yield "func %s<%s>(a: inout T, b: %s) " % (name, generic, right) + choice
        if old[0] != "&":
            yield "func %s<T: SIMD>(a: inout T, b: T) where T.Scalar: FloatingPoint " % name + choice
    else:
        yield from arithmetic(name, old, choice)


def arithmetic(name, old, choice):
    constraints = (["FixedWidthInteger"] if old[0] == "&" else
                   ["AdditiveArithmetic"] if old in "+-" else ["BinaryInteger", "FloatingPoint"])
    for constraint in constraints:
        yield "func %s<T: %s>(a: T, b: T) -> T " % (name, constraint) + choice
    if old[0] == "&":
        return
    for left, right in (("T", "T"), ("T", "T.Scalar"), ("T.Scalar", "T")):
        yield "func %s<T: SIMD>(a: %s, b: %s) -> T where T.Scalar: FloatingPoint " % (name, left, right) + choice
    if old in "+-":
        for pointer in ("UnsafePointer<T>", "UnsafeMutablePointer<T>"):
            yield "func %s<T>(a: %s, b: Int) -> %s " % (name, pointer, pointer) + choice


def ranges(number, name, old):
    """A range that ends one element later or earlier; a range of one element stays, having nothing to give."""
    if old == "..<":
        yield "func %s(a: Int, b: Int) -> Range<Int> { active == %d ? a..<b + 1 : a..<b }\n" % (name, number)
    else:
        yield ("func %s(a: Int, b: Int) -> ClosedRange<Int> { active == %d && a < b ? a...b - 1 : a...b }\n"
               % (name, number))
