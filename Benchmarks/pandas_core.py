"""pandas_core.py FOLDER: the study of study_core.py with pandas reading, pivoting and writing."""
import sys

import numpy as np
import pandas as pd

import study_core as core

folder = sys.argv[1]


def read(name):
    return pd.read_csv(f"{folder}/{name}", engine="pyarrow", dtype={"date": str})


prices, market, events = read("prices.csv"), read("market.csv"), read("events.csv")
wide = prices.pivot(index="date", columns="symbol", values="close").reindex(market["date"])
del prices
day = pd.Index(market["date"]).get_indexer(events["date"])
fit = core.Fit(core.returns_of(wide.to_numpy()), core.returns_of(market["close"].to_numpy(float)),
               wide.columns.get_indexer(events["symbol"]), day)
pd.DataFrame({"event_id": events["event_id"]} | core.event_columns(fit)).to_csv(f"{folder}/pandas_core_events.csv", index=False)
ids = np.repeat(events["event_id"].to_numpy(), len(core.EVENT))
pd.DataFrame({"event_id": ids, "rel_day": np.tile(core.EVENT, len(events)), "ar": fit.abnormal.ravel()}).to_csv(
    f"{folder}/pandas_core_ar.csv", index=False)
core.write_tests(folder, "pandas_core", core.tests(fit))
