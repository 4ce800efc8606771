"""Writes june-5-2025.csv: the abnormal returns of 2025-06-05 in the bundled data, computed by statsmodels.

    python3 june_5_2025.py > june-5-2025.csv        Python 3.11, pandas 3.1.1, statsmodels 0.15.0, scipy 1.17.1

Simple returns of closes on the dates on which SPY has a bar. Estimation days -130 to -11, day 0 is 2025-06-05.
The standard error is that of the prediction: get_prediction(...).var_pred_mean and the residual variance together.
"""

from pathlib import Path

import numpy
import pandas
import scipy.stats
import statsmodels.api

data = Path(__file__).resolve().parents[3] / "data" / "june-5-2025" / "daily.csv"
closes = pandas.read_csv(data).pivot(index="date", columns="symbol", values="close")
closes = closes[closes["SPY"].notna()]
returns = closes.pct_change(fill_method=None)
day = returns.index.get_loc("2025-06-05")
estimation = slice(day - 130, day - 10)

print("symbol,model,car,std_error,statistic,df,p_value")
for symbol in ["KWEB", "SPY", "TSLA"]:
    for model in ["mean", "market"]:
        if symbol == "SPY" and model == "market":
            continue  # the market against itself leaves nothing
        design = pandas.DataFrame({"alpha": 1.0, "market": returns["SPY"]})
        if model == "mean":
            design = design[["alpha"]]
        sample = pandas.concat([returns[symbol], design], axis=1).iloc[estimation].dropna()
        fit = statsmodels.api.OLS(sample[symbol], sample.drop(columns=symbol)).fit()
        prediction = fit.get_prediction(design.iloc[[day]])
        error = float(numpy.sqrt(prediction.var_pred_mean + fit.mse_resid)[0])
        abnormal = float(returns[symbol].iloc[day] - prediction.predicted_mean[0])
        statistic = abnormal / error
        p = float(2 * scipy.stats.t.sf(abs(statistic), fit.df_resid))
        print(f"{symbol},{model},{abnormal!r},{error!r},{statistic!r},{int(fit.df_resid)},{p!r}")
