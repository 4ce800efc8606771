"""Trailing robust z and how often it is large by chance, by numpy and scipy 1.17.1.

The chances are counted in a million draws, not computed as the program does.
"""

import numpy as np
from scipy import stats


def noise(count):
    state, values = 12345, []
    for _ in range(count):
        state = (1664525 * state + 1013904223) % 2**32
        values.append(state / 4294967296 - 0.5)
    return np.array(values)


values = noise(40)
values[30] = 4
z = [(values[t] - np.median(values[t - 21:t]))
     / (stats.norm.isf(0.25) ** -1 * stats.median_abs_deviation(values[t - 21:t]))
     for t in (21, 30, 31, 39)]
print("z", z)
rng = np.random.default_rng(1)
for name, draw in (("normal", rng.standard_normal), ("t4", lambda size: rng.standard_t(4, size))):
    counts, total = np.zeros(2), 0
    for _ in range(5):
        x = draw((200_000, 22))
        centre = np.median(x[:, :21], axis=1)
        spread = 1.482602218505602 * np.median(abs(x[:, :21] - centre[:, None]), axis=1)
        score = abs(x[:, 21] - centre) / spread
        counts += [(score >= 3).sum(), (score >= 4).sum()]
        total += len(score)
    print(name, counts / total)
