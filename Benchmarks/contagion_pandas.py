"""contagion_pandas.py PRICES CALM_FIRST CALM_LAST EVENT_FIRST EVENT_LAST OUT: what a strong user would write.

Correlations of simple returns of all pairs in calm and event days, Forbes and Rigobon's (2002) adjustment with every
series as the source, and one-sided p-values of Fisher's transform, from a long CSV to a CSV of all ordered pairs.
"""
import sys

import numpy
import pandas
from scipy.stats import norm

path, calm_first, calm_last, event_first, event_last, out = sys.argv[1:]
prices = pandas.read_csv(path, usecols=["symbol", "date", "close"], engine="pyarrow")
returns = prices.pivot(index="date", columns="symbol", values="close").pct_change(fill_method=None).iloc[1:]
returns.index = returns.index.astype(str)
calm, event = returns.loc[calm_first:calm_last], returns.loc[event_first:event_last]
r_calm, r_event = (numpy.corrcoef(days.to_numpy(), rowvar=False) for days in (calm, event))
delta = (event.var() / calm.var() - 1).to_numpy()[:, None]
r_adjusted = r_event / numpy.sqrt(1 + delta * (1 - r_event**2))


def fisher(r):
    numpy.fill_diagonal(r, 0)
    return (numpy.arctanh(r) - numpy.arctanh(r_calm)) / numpy.sqrt(1 / (len(calm) - 3) + 1 / (len(event) - 3))


numpy.fill_diagonal(r_calm, 0)
z_raw, z = fisher(r_event), fisher(r_adjusted)
sources, targets = numpy.nonzero(~numpy.eye(len(returns.columns), dtype=bool))
names = returns.columns.to_numpy()
columns = {"r_calm": r_calm, "r_event": r_event, "r_adjusted": r_adjusted, "fisher_z_raw": z_raw, "p_raw": norm.sf(z_raw),
           "fisher_z": z, "p_value": norm.sf(z)}
table = pandas.DataFrame({"source": names[sources], "symbol": names[targets],
                          **{name: values[sources, targets] for name, values in columns.items()}})
table.to_csv(out, index=False)
