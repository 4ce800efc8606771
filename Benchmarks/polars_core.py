"""polars_core.py FOLDER: the study of study_core.py with polars reading, pivoting and writing."""
import sys

import numpy as np
import polars as pl

import study_core as core

folder = sys.argv[1]
market = pl.read_csv(f"{folder}/market.csv").with_row_index("day")
prices = pl.read_csv(f"{folder}/prices.csv")
symbols = prices.select(pl.col("symbol").unique(maintain_order=True)).with_row_index("column")
# Every price to its place in one matrix: a scatter instead of a pivot.
placed = prices.join(market.select("date", "day"), on="date").join(symbols, on="symbol").select("day", "column", "close")
del prices
levels = np.full((len(market), len(symbols)), np.nan)
levels[placed["day"].to_numpy(), placed["column"].to_numpy()] = placed["close"].to_numpy()
del placed
events = (pl.read_csv(f"{folder}/events.csv").join(market.select("date", "day"), on="date", maintain_order="left")
          .join(symbols, on="symbol", maintain_order="left"))
fit = core.Fit(core.returns_of(levels), core.returns_of(market["close"].cast(pl.Float64).to_numpy()),
               events["column"].to_numpy().astype(np.int64), events["day"].to_numpy().astype(np.int64))
events.select("event_id").with_columns(**{name: pl.Series(values) for name, values in core.event_columns(fit).items()}
                                       ).write_csv(f"{folder}/polars_core_events.csv")
pl.DataFrame({"event_id": np.repeat(events["event_id"].to_numpy(), len(core.EVENT)),
              "rel_day": np.tile(core.EVENT, len(events)), "ar": fit.abnormal.ravel()}).write_csv(
    f"{folder}/polars_core_ar.csv")
core.write_tests(folder, "polars_core", core.tests(fit))
