"""The core of an event study in numpy, without a loop over events, for the programs that differ in how they read CSV.

Market model on [-260, -11], event days [-10, 10], windows [-10, 10], [-1, 1], [0, 0]; AR, CAR and SCAR of every event;
cross-sectional t, Patell, Boehmer-Musumeci-Poulsen, Corrado rank, sign and generalized sign of every day and window.
"""
import csv

import numpy as np

ESTIMATION, EVENT, WINDOWS = np.arange(-260, -10), np.arange(-10, 11), [(-10, 10), (-1, 1), (0, 0)]
STATISTICS = ["mean", "csect_t", "patell_z", "bmp_t", "corrado_z", "sign_z", "gsign_z"]


class Fit:
    """Market models of all events at once, with the abnormal returns of both windows."""

    def __init__(self, returns, market, column, day):
        """`returns` is days x stocks, `market` days; an event is a column and a day."""
        rows = day[:, None] + ESTIMATION
        y, x = returns[rows, column[:, None]], market[rows]
        self.count = x.shape[1]
        self.x_mean = x.mean(1, keepdims=True)
        x -= self.x_mean
        self.sxx = np.einsum("ij,ij->i", x, x)[:, None]
        self.beta = np.einsum("ij,ij->i", x, y)[:, None] / self.sxx
        y_mean = y.mean(1, keepdims=True)
        self.alpha = y_mean - self.beta * self.x_mean
        self.residuals = y - y_mean - self.beta * x
        squares = np.einsum("ij,ij->i", self.residuals, self.residuals)[:, None]
        self.sigma = np.sqrt(squares / (self.count - 2))
        rows = day[:, None] + EVENT
        self.centred = market[rows] - self.x_mean
        self.abnormal = returns[rows, column[:, None]] - y_mean - self.beta * self.centred
        self.standardized = self.abnormal / (self.sigma * np.sqrt(1 + 1 / self.count + self.centred**2 / self.sxx))

    def window(self, first, last):
        """CAR and its standard error with the exact variance of the sum of prediction errors."""
        part = slice(first - EVENT[0], last - EVENT[0] + 1)
        days = last - first + 1
        spread = self.centred[:, part].sum(1) ** 2 / self.sxx[:, 0]
        error = self.sigma[:, 0] * np.sqrt(days + days**2 / self.count + spread)
        return self.abnormal[:, part].sum(1), error


def mean_t(values):
    return values.mean(0) / values.std(0, ddof=1) * np.sqrt(len(values))


def rank_scores(fit):
    """Corrado's mean rank deviation of every event day in units of its deviation over all days."""
    series = np.concatenate([fit.residuals, fit.abnormal], axis=1)
    order = series.argsort(1)
    ranks = np.empty_like(order)
    np.put_along_axis(ranks, order, np.arange(1, series.shape[1] + 1)[None], 1)
    deviations = ranks.mean(0) - (series.shape[1] + 1) / 2
    return deviations[-len(EVENT):] / np.sqrt((deviations**2).mean())


def tests(fit):
    """(level, first day, last day, statistic, value) of every day and window."""
    freedom, share = fit.count - 2, (fit.residuals > 0).mean()
    ranks = rank_scores(fit)

    def of(level, first, last, values, standardized):
        n, positive = len(values), np.count_nonzero(values > 0)
        scores = ranks[first - EVENT[0]:last - EVENT[0] + 1]
        found = [values.mean(), mean_t(values), standardized.sum() / np.sqrt(n * freedom / (freedom - 2)),
                 mean_t(standardized), scores.sum() / np.sqrt(len(scores)), (positive - n / 2) / np.sqrt(n / 4),
                 (positive - n * share) / np.sqrt(n * share * (1 - share))]
        return [(level, first, last, name, float(value)) for name, value in zip(STATISTICS, found)]

    rows = []
    for i, day in enumerate(EVENT):
        rows += of("aar", day, day, fit.abnormal[:, i], fit.standardized[:, i])
    for first, last in WINDOWS:
        car, error = fit.window(first, last)
        rows += of("caar", first, last, car, car / error)
    return rows


def returns_of(levels):
    """Simple returns, the first missing, so that positions stay those of the prices."""
    out = np.full(levels.shape, np.nan)
    np.divide(levels[1:], levels[:-1], out=out[1:])
    out -= 1
    return out


def write_tests(folder, name, rows):
    with open(f"{folder}/{name}_tests.csv", "w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["level", "window_start", "window_end", "statistic", "value"])
        writer.writerows(rows)


def event_columns(fit):
    """What is written of every event."""
    columns = {"alpha": fit.alpha[:, 0], "beta": fit.beta[:, 0], "sigma": fit.sigma[:, 0]}
    for first, last in WINDOWS:
        car, error = fit.window(first, last)
        columns |= {f"car_{first}_{last}": car, f"scar_{first}_{last}": car / error}
    return columns
