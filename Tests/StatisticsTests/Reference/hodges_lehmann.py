"""The confidence intervals of HodgesLehmannIntervalTests: all Walsh averages, sorted.

The quantile is that of R's qsignrank, from all sign patterns of the ranks up to 20 values and from
scipy's exact distribution beyond; without ties. Made with Python 3.11, numpy 2.4.6, scipy 1.17.1.
"""

import itertools

import numpy as np
from scipy import stats

from resampling import noise


def quantile(n, tail):
    if n <= 16:
        sums = np.array(list(itertools.product([0, 1], repeat=n))) @ np.arange(1, n + 1)
        return next(w for w in range(sums.max() + 1) if (sums <= w).mean() >= tail)
    if n > 50:
        z = stats.norm.isf(tail)
        return int(np.ceil(n * (n + 1) / 4 - z * np.sqrt(n * (n + 1) * (2 * n + 1) / 24)))
    counts = np.zeros(n * (n + 1) // 2 + 1, dtype=object)
    counts[0] = 1
    for rank in range(1, n + 1):
        counts[rank:] = counts[rank:] + counts[: len(counts) - rank]
    total, target = 0, tail * 2**n
    for w, count in enumerate(counts):
        total += count
        if total >= target:
            return w


def interval(values, level):
    i, j = np.triu_indices(len(values))
    averages = np.sort((values[i] + values[j]) / 2)
    q = quantile(len(values), (1 - level) / 2)
    return None if q == 0 else (float(averages[q - 1]), float(averages[-q]))


# Hollander, Wolfe and Chicken, example 3.1 (depression scores): the book gives -.786 and -.010.
scores = (np.array([0.878, 0.647, 0.598, 2.05, 1.06, 1.29, 1.06, 3.14, 1.29])
          - np.array([1.83, 0.50, 1.62, 2.48, 1.68, 1.88, 1.55, 3.06, 1.30]))
print("depression", interval(scores, 0.95), quantile(9, 0.025))
for n, level in ((5, 0.95), (6, 0.95), (6, 0.9), (16, 0.95), (50, 0.95), (50, 0.99), (51, 0.95), (200, 0.95)):
    print(n, level, interval(noise(n), level))
