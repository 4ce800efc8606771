"""Writes spillover.csv: Diebold and Yilmaz's shares of A, B, C and D in dynamic-returns.csv.

statsmodels 0.15.0 fits the vector autoregression, chooses its order and gives its moving average;
the generalized decomposition is written out from Pesaran and Shin (1998) with numpy 2.4.6.
"""

import numpy as np
from statsmodels.tsa.api import VAR

data = np.genfromtxt("dynamic-returns.csv", delimiter=",", names=True)
names = list(data.dtype.names)
x = np.column_stack([data[name] for name in names])


def decompose(lags, horizon):
    fit = VAR(x).fit(lags, trend="c")
    a, s = fit.ma_rep(horizon - 1), np.asarray(fit.sigma_u)
    shares = np.empty(s.shape)
    for i in range(len(names)):
        own = np.eye(len(names))[i]
        total = sum(own @ m @ s @ m.T @ own for m in a)
        for j in range(len(names)):
            unit = np.eye(len(names))[j]
            shares[i, j] = sum((own @ m @ s @ unit) ** 2 for m in a) / s[j, j] / total
    return shares / shares.sum(axis=1, keepdims=True), fit.nobs


chosen = VAR(x).select_order(10, trend="c").bic
with open("spillover.csv", "w") as file:
    file.write("chosen,lags,horizon,symbol,source,share,n_days\n")
    for is_chosen, lags, horizon in [(1, chosen, 10), (0, 1, 10), (0, 3, 5)]:
        shares, rows = decompose(lags, horizon)
        for i, symbol in enumerate(names):
            for j, source in enumerate(names):
                file.write(f"{is_chosen},{lags},{horizon},{symbol},{source},{float(shares[i, j])!r},"
                           f"{rows}\n")
