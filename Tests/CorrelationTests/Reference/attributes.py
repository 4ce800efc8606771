"""Writes attributes.csv: rank correlations and differences of groups. scipy 1.17.1, numpy 2.4.6.

The reactions are (7 i mod 23 - 11) / 8 over i = 0 ... 39, with ties; the attribute `size` is
(5 i mod 17) / 2, `kind` is call, beat or miss by i mod 3, and call for i < 12.
"""

import numpy as np
from scipy import stats

i = np.arange(40)
y = ((7 * i) % 23 - 11) / 8
size = ((5 * i) % 17) / 2
kind = np.where(i < 12, "call", np.array(["call", "beat", "miss"])[i % 3])

with open("attributes.csv", "w") as file:
    file.write("attribute,test,level,estimate,statistic,df,p_value\n")

    def write(attribute, test, level, *values):
        texts = ["" if v is None else repr(float(v)) for v in values]
        file.write(",".join([attribute, test, level, *texts]) + "\n")

    groups = [y[kind == level] for level in sorted(set(kind))]
    found = stats.kruskal(*groups)
    write("kind", "kruskal_wallis", "", None, found.statistic, 2, found.pvalue)
    for level in sorted(set(kind)):
        a, b = y[kind == level], y[kind != level]
        found = stats.ttest_ind(a, b, equal_var=False)
        write("kind", "welch_t", level, a.mean() - b.mean(), found.statistic, found.df, found.pvalue)
    found = stats.spearmanr(size, y)
    t = found.statistic * np.sqrt(38 / (1 - found.statistic**2))
    write("size", "spearman", "", found.statistic, t, 38, found.pvalue)
    found = stats.kendalltau(size, y, method="asymptotic")
    z = np.sign(found.statistic) * stats.norm.isf(found.pvalue / 2)
    write("size", "kendall", "", found.statistic, z, None, found.pvalue)
