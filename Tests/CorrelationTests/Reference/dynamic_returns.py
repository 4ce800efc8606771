"""Writes dynamic-returns.csv: made-up returns with changing variances and correlation.

numpy 2.4.6. A and B are a DCC(1,1) with GARCH(1,1) margins; C follows A by two days; D has a share
of yesterday's B. Rounded, so that every program reads the same numbers.
"""

import numpy as np

DAYS, BURN = 700, 200
generator = np.random.default_rng(20251128)
z = generator.standard_normal((DAYS + BURN, 4))
h, q = np.ones(2), np.array([1.0, 1.0, 0.5])
target = q.copy()
shock, e = np.zeros(2), np.zeros(2)
rows = []
for t in range(DAYS + BURN):
    h = np.array([0.05, 0.1]) + np.array([0.08, 0.12]) * shock**2 + np.array([0.87, 0.78]) * h
    q = 0.05 * target + 0.06 * np.array([e[0] ** 2, e[1] ** 2, e[0] * e[1]]) + 0.89 * q
    r = q[2] / np.sqrt(q[0] * q[1])
    e = np.array([z[t, 0], r * z[t, 0] + np.sqrt(1 - r**2) * z[t, 1]])
    shock = np.sqrt(h) * e
    rows.append(shock / 100)
rows = np.array(rows)
c = 0.6 * np.roll(rows[:, 0], 2) + 0.008 * z[:, 2]
d = 0.4 * np.roll(rows[:, 1], 1) + 0.3 * np.roll(rows[:, 0], 1) + 0.009 * z[:, 3]
table = np.column_stack([rows, c, d])[BURN:]
with open("dynamic-returns.csv", "w") as file:
    file.write("A,B,C,D\n")
    file.writelines(",".join(f"{v:.6f}" for v in row) + "\n" for row in table)
