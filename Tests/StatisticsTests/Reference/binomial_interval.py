"""The literals of BinomialIntervalTests: scipy's exact interval, an inversion of the binomial tails.

Made with Python 3.11, scipy 1.17.1.
"""

from scipy.stats import binomtest

for successes, trials, confidence in [
    (0, 20, 0.95), (20, 20, 0.95), (1, 2000, 0.95), (100, 2000, 0.95), (977, 2000, 0.95),
    (1999, 2000, 0.999), (20, 400, 0.999),
]:
    interval = binomtest(successes, trials).proportion_ci(confidence, method="exact")
    print(f"    ({successes}, {trials}, {confidence}, {interval.low!r}, {interval.high!r}),")
