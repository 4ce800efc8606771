"""Comparisons of samples by scipy 1.17.1, printed for TwoSampleTests.swift."""

from itertools import combinations, product

import numpy as np
from scipy import stats


def noise(count):
    state, values = 12345, []
    for _ in range(count):
        state = (1664525 * state + 1013904223) % 2**32
        values.append(state / 4294967296 - 0.5)
    return np.array(values)


values = noise(90)
first, second, third = values[:12], 1.5 * values[12:27] + 0.2, values[27:37] - 0.1
print("welch", stats.ttest_ind(first, second, equal_var=False))
for alternative in ("two-sided", "less", "greater"):
    print("exact", alternative, stats.mannwhitneyu(first, second, alternative=alternative, method="exact"))
large = (values[:30], values[30:60] + 0.1)
print("normal", stats.mannwhitneyu(*large, use_continuity=False, method="asymptotic"))
print("z", (stats.mannwhitneyu(*large).statistic - 450) / np.sqrt(900 / 12 * 61))
rounded = (np.round(first[:6] * 5) / 5, np.round(second[:7] * 5) / 5)
ranks = stats.rankdata(np.concatenate(rounded))
sums = np.array([ranks[list(c)].sum() for c in combinations(range(13), 6)])
observed = ranks[:6].sum()
print("ties", observed - 21, np.mean(sums <= observed + 1e-9), np.mean(sums >= observed - 1e-9))
print("kruskal", stats.kruskal(first, second, third))
print("kruskal ties", stats.kruskal(*rounded, np.round(third * 5) / 5))

# Labels within blocks of sizes 4 (2 first), 3 (1 first), 5 (2 first) and 2 (both first).
sizes, firsts = (4, 3, 5, 2), (2, 1, 2, 2)
block = np.repeat(range(4), sizes)
label = np.concatenate([np.arange(s) < f for s, f in zip(sizes, firsts)])
x = values[:14] + 0.4 * label
choices = [list(combinations(np.flatnonzero(block == b), f)) for b, f in enumerate(firsts)]
draws = []
for chosen in product(*choices):
    picked = np.concatenate(chosen)
    draws.append(x[picked].mean() - np.delete(x, picked).mean())
draws, observed = np.array(draws), x[label].mean() - x[~label].mean()
print("labels", len(draws), observed, np.mean(abs(draws) >= abs(observed) - 1e-12),
      np.mean(draws >= observed - 1e-12), np.mean(draws <= observed + 1e-12))
