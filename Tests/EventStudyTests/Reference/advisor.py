"""Figures of AdvisorTests, from numpy and scipy alone: python3 advisor.py"""
import numpy as np
from scipy import stats

cars = np.array([
    0.07556965457590277, 0.019424792325471632, 0.2449209505549829, 0.005408731642407225,
    0.05808755600042355, 0.012087089663067464, 0.07422118816051627, 0.006712746609428201,
    0.04667424515702757, 0.0460783458074622, 0.0877407944213722, 0.036087002718689254,
    0.055614755947994074, 0.10940718503042764, 0.016763941657305666, 0.021394865902343886])

scar, df = cars * 20, 100
ratio = scar.var(ddof=1) / (df / (df - 2))
print("variance ratio", repr(float(ratio)), repr(float(stats.chi2.sf((len(scar) - 1) * ratio, len(scar) - 1))))

for i in (2, 13):
    rest = np.delete(cars, i)
    t = stats.ttest_1samp(rest, 0)
    print("without", i, repr(float(rest.mean())), repr(float(stats.sem(rest))), repr(float(t.pvalue)))

for g, n in ((1.92, 16), (-2.5, 25), (0.4, 1000)):
    z = stats.norm.isf(0.05)
    error = abs(g) * (2 * z * z + 1) * stats.norm.pdf(z) / (6 * np.sqrt(n))
    print("one-sided error", g, n, f"{100 * (0.05 + error):.1f}% {100 * max(0, 0.05 - error):.1f}%")
