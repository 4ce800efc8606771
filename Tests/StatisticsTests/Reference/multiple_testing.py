"""Adjusted p-values straight from their definitions: python multiple_testing.py

Hommel's are those of the closed procedure with Simes' test of every intersection, which
p.adjust(method="hommel") in R computes by a short cut; Romano and Wolf's compare every test with
the maximum over the tests whose |t| is not larger. Made with Python 3.11.
"""

from itertools import combinations


def simes(p):
    return min(len(p) * value / (rank + 1) for rank, value in enumerate(sorted(p)))


def hommel(p):
    n = len(p)
    subsets = [s for size in range(1, n + 1) for s in combinations(range(n), size)]
    tests = [(s, simes([p[i] for i in s])) for s in subsets]
    return [max(value for s, value in tests if i in s) for i in range(n)]


def noise(count):
    """The sequence of `noise` in Noise.swift."""
    state, values = 12345, []
    for _ in range(count):
        state = (1664525 * state + 1013904223) % 2**32
        values.append(state / 2**32 - 0.5)
    return values


def romano_wolf(observed, draws):
    raw = {}
    for i, t in observed.items():
        rest = [j for j, u in observed.items() if abs(u) <= abs(t)]
        raw[i] = (1 + sum(max(row[j] for j in rest) >= abs(t) for row in draws)) / (1 + len(draws))
    return {i: max(raw[j] for j, u in observed.items() if abs(u) >= abs(t)) for i, t in observed.items()}


print("hommel", hommel([0.01, 0.02, 0.03, 0.04, 0.05, 0.0001, 0.8, 0.04, 1.0, 0.3]))
print("hommel", hommel([0.011, 0.021, 0.022, 0.09, 0.012, 0.6, 0.5]))
print("hommel", hommel([0.04, 0.03]))
values = [abs(6 * x) for x in noise(199 * 5)]
rows = [values[5 * r : 5 * r + 5] for r in range(199)]
print("Romano-Wolf", romano_wolf({0: 2.95, 1: -2.6, 3: 2.7, 4: 0.4}, rows))
