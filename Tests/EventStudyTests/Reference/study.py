"""Computes the studies of ReferenceStudyTests.swift from the formulas, and writes their tables.

python study.py          writes reference-*.csv beside this file

Made with Python 3.11, numpy 2.4.6, scipy 1.17.1. Nothing here is shared with the Swift code:
regressions go through numpy's SVD, the signed-rank distribution is enumerated, p-values are
scipy's. Formulas are those of Campbell, Lo & MacKinlay (1997, section 4.4) and of the papers that
`reaction list tests` names.
"""

import csv
import pathlib

import numpy as np
from scipy import stats

from market import reference_market
from models import Fit, Window, pick, returns, two_tails
from significance import adjusted, estimation, evaluate

HERE = pathlib.Path(__file__).parent
TESTS = ["csect_t", "bw80_z", "cda_t", "patell_z", "bmp_t", "sign_z", "gsign_z", "wilcoxon"]
ALL_MODELS = ["raw", "mean", "market-adjusted", "market", "capm", "ff3", "carhart", "ff5",
              "factors", "scholes-williams", "dimson"]


class Scenario:
    def __init__(self, name, models, windows, event_window=(-2, 3), blocks=((-110, -11),),
                 kind="simple", alternative="two-sided", adjust="holm", events=None,
                 risk_free=True, grouped=True):
        self.__dict__.update(locals())

    def event_days(self):
        return range(self.event_window[0], self.event_window[1] + 1)


class Tables:
    def __init__(self):
        self.rows = {}

    def add(self, table, **cells):
        self.rows.setdefault(table, []).append(cells)

    def write(self):
        for table, rows in self.rows.items():
            with open(HERE / f"reference-{table}.csv", "w", newline="") as file:
                writer = csv.DictWriter(file, rows[0].keys(), lineterminator="\n")
                writer.writeheader()
                writer.writerows({k: cell(v) for k, v in row.items()} for row in rows)


def cell(value):
    if value is None or (isinstance(value, float) and np.isnan(value)):
        return ""
    return f"{value:.12g}" if isinstance(value, float) else value


def run(scenario, tables):
    market, events = reference_market()
    events = scenario.events or events
    market_returns = returns(market.prices["^MKT"], scenario.kind)
    factors = dict(market.factors)
    if not scenario.risk_free:
        factors = {name: factors[name] for name in ("smb", "hml")}
    fits = {}
    for model in scenario.models:
        for event, symbol, day, _ in events:
            fits[event, model] = Fit(
                scenario, model, returns(market.prices[symbol], scenario.kind), market_returns,
                factors, day)
    if scenario.name != "many":
        write_events(scenario, tables, market, events, fits)
    groups = [("all", events)]
    if scenario.grouped:
        for name in sorted({group for *_, group in events if group}):
            groups.append((name, [event for event in events if event[3] == name]))
    for model in scenario.models:
        for name, members in groups:
            write_group(scenario, tables, model, name, [fits[m[0], model] for m in members])


def write_events(scenario, tables, market, events, fits):
    for event, symbol, day, _ in events:
        for model in scenario.models:
            fit = fits[event, model]
            keys = {"scenario": scenario.name, "event_id": event, "symbol": symbol, "model": model}
            for term, b, se in fit.coefficients():
                t = b / se if fit.varies else np.nan
                tables.add("models", **keys, term=term, estimate=b, std_error=se, statistic=t,
                           p_value=pick(*two_tails(t, stats.t(fit.df)), scenario.alternative))
            dw, lb, arch, jb = fit.diagnostics()
            tables.add(
                "fits", **keys, n_estimation=fit.M, k=fit.k, sigma=fit.sigma, r_squared=fit.r2,
                estimation_start=market.sessions[fit.first],
                estimation_end=market.sessions[fit.last],
                durbin_watson=dw, ljung_box_p=lb, arch_lm_p=arch, jarque_bera_p=jb,
                zero_share=fit.zero_share, status="ok",
                reason=None if fit.varies else "zero_variance")
            if scenario.name != "models":  # day 0 of every model is the window [0, 0]
                write_abnormal(scenario, tables, market, keys, fit, day)
            for first, last in scenario.windows:
                window = Window(scenario, fit, first, last)
                write_window(scenario, tables, keys, window, first, last)


def state(fit, present, absence):
    if present and fit.varies and fit.approximate:
        return {"df": fit.df, "status": "approximate", "reason": "approximate_prediction_error"}
    if present and fit.varies:
        return {"df": fit.df, "status": "ok", "reason": None}
    return {"df": None, "status": "undefined",
            "reason": "zero_variance" if present else absence}


def write_abnormal(scenario, tables, market, keys, fit, day):
    for j, rel_day in enumerate(scenario.event_days()):
        tables.add(
            "ar", **keys, rel_day=rel_day, session=market.sessions[day + rel_day],
            actual=fit.actual[j], expected=fit.expected[j], ar=fit.ar[j], std_error=fit.se[j],
            sar=fit.sar[j], statistic=fit.sar[j],
            p_value=pick(*two_tails(fit.sar[j], stats.t(fit.df)), scenario.alternative),
            **state(fit, np.isfinite(fit.ar[j]), "missing_return"))


def write_window(scenario, tables, keys, window, first, last):
    t = window.car / window.se
    tables.add(
        "car", **keys, window_start=first, window_end=last, n_days=len(window.days),
        car=window.car, std_error=window.se, scar=window.scar, statistic=t,
        p_value=pick(*two_tails(t, stats.t(window.fit.df)), scenario.alternative),
        bhar=window.bhar, **state(window.fit, window.days, "no_valid_event_days"))


def spread(values):
    n, nonzero = len(values), values[values != 0]
    low = high = np.nan
    if n > 1:
        half = stats.t(n - 1).ppf(0.975) * stats.sem(values)
        low, high = values.mean() - half, values.mean() + half
    return {"median": np.median(values),
            "positive_share": (nonzero > 0).mean() if len(nonzero) else np.nan,
            "conf_low": low, "conf_high": high}


def write_group(scenario, tables, model, group, fits):
    keys = {"scenario": scenario.name, "model": model, "event_group": group}
    days, running = [], 0.0
    for j, day in enumerate(scenario.event_days()):
        members = [fit for fit in fits if np.isfinite(fit.ar[j])]
        values = np.array([fit.ar[j] for fit in members])
        errors = np.array([fit.se[j] for fit in members])
        running += values.mean()
        tables.add("aar", **keys, rel_day=day, n_events=len(values), aar=values.mean(),
                   caar=running, **spread(values))
        days.append((day, day, values, errors, members, 1))
    windows = []
    for first, last in scenario.windows:
        all_windows = [Window(scenario, fit, first, last) for fit in fits]
        present = [w for w in all_windows if w.days]
        values = np.array([w.car for w in present])
        held = [w.bhar for w in present if np.isfinite(w.bhar)]
        tables.add("caar", **keys, window_start=first, window_end=last, n_events=len(values),
                   caar=values.mean(), **spread(values),
                   abhar=np.mean(held) if held else np.nan)
        count = len(set().union(*(w.days for w in present)))
        windows.append((first, last, values, np.array([w.se for w in present]),
                        [w.fit for w in present], count))
    for level, points in (("aar", days), ("caar", windows)):
        write_tests(scenario, tables, keys, level, points, estimation(fits))


def write_tests(scenario, tables, keys, level, points, group):
    outcomes = [[evaluate(test, *point[2:], group) for test in TESTS] for point in points]

    def p(outcome):
        return np.nan if isinstance(outcome, str) else pick(*outcome[6], scenario.alternative)

    families = [adjusted([p(row[i]) for row in outcomes], scenario.adjust)
                for i in range(len(TESTS))]
    for position, (first, last, values, *_) in enumerate(points):
        for i, test in enumerate(TESTS):
            outcome = outcomes[position][i]
            row = {**keys, "level": level, "window_start": first, "window_end": last, "test": test}
            if isinstance(outcome, str):
                outcome = (len(values), *[np.nan] * 3, None, None, (np.nan, np.nan), 0, outcome)
            n, estimate, error, statistic, distribution, df, (lower, upper), least, *why = outcome
            small = not why and n < least
            tables.add(
                "tests", **row, n_events=n, estimate=float(estimate), std_error=float(error),
                statistic=float(statistic), distribution=distribution, df=df,
                p_value=float(pick(lower, upper, scenario.alternative)), p_lower=float(lower),
                p_upper=float(upper), p_adjusted=float(families[i][position]),
                status="undefined" if why else "approximate" if small else "ok",
                reason=why[0] if why else "small_sample" if small else None)


def many_events():
    return [(f"E{firm:02}-{n}", f"F{firm:02}", 125 + 40 * n + firm, None)
            for firm in range(12) if firm not in (2, 3, 4) for n in range(6)]


if __name__ == "__main__":
    tables = Tables()
    three = [(0, 0), (-1, 1), (0, 3)]
    run(Scenario("models", ALL_MODELS, three, grouped=False), tables)
    run(Scenario("log", ["raw", "market"], [(0, 0), (-2, 3)], kind="log", alternative="greater",
                 adjust="bh"), tables)
    run(Scenario("blocks", ["mean", "factors"], [(1, 3)], blocks=((-110, -61), (-55, -11)),
                 alternative="less", risk_free=False, grouped=False), tables)
    run(Scenario("many", ["market"], [(0, 1)], event_window=(0, 1), events=many_events(),
                 grouped=False), tables)
    tables.write()
