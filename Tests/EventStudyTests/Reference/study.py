"""Computes the studies of ReferenceStudyTests.swift from the formulas, and writes their tables.

python study.py          writes reference-*.csv beside this file

Made with Python 3.11, numpy 2.4.6, scipy 1.17.1, statsmodels 0.15.0. Nothing here is shared with the Swift code:
regressions go through numpy's SVD, the signed-rank distribution is enumerated, p-values are
scipy's. Formulas are those of Campbell, Lo & MacKinlay (1997, section 4.4) and of the papers that
`reaction list tests` names.
"""

import csv
import pathlib

import numpy as np
from scipy import stats

from dependence import Correlations, adjust_by, dependence, evaluate_adjusted
from market import reference_market
from models import Fit, Window, pick, returns, two_tails
from portfolios import NAMES, evaluate_portfolio
from ranks import VARIANTS, RankTests
from significance import adjusted, estimation
from variants import write_event_tests, write_variants

HERE = pathlib.Path(__file__).parent
PLAIN = ["csect_t", "bw80_z", "cda_t", "patell_z", "adj_patell_z", "bmp_t", "adj_bmp_t", "skew_t",
         "hall_t", "sign_z", "gsign_z", "adj_gsign_z", "wilcoxon", "jackknife", "portfolio_t",
         "cluster_t", "calendar_time", "joint_f", "hotelling_t2", "adj_grank_z"]
DEFAULTS = [(test, None) for test in PLAIN] + [
    (test, variants[0]) for test, variants in VARIANTS.items()]
FIRST = [(test, None) for test in ("csect_t", "bw80_z", "cda_t", "patell_z", "bmp_t", "sign_z",
                                   "gsign_z", "wilcoxon")]
OTHERS = [(test, variant) for test, variants in VARIANTS.items() for variant in variants[1:]]
ALL_MODELS = ["raw", "mean", "market-adjusted", "market", "capm", "ff3", "carhart", "ff5",
              "factors", "scholes-williams", "dimson", "fowler-rorke", "huber", "lad", "theil-sen"]


class Scenario:
    def __init__(self, name, models, windows, event_window=(-2, 3), blocks=((-110, -11),),
                 kind="simple", alternative="two-sided", adjust="holm", events=None,
                 risk_free=True, grouped=True, dependence="overlap", tests=DEFAULTS,
                 missing="available", weights="equal", exclude_events=False):
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
                factors, day, skipped(scenario, events, event, symbol))
            fits[event, model].symbol = symbol
    if scenario.name not in ("many", "common", "shared"):
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
            holes = missing_days(market.prices[symbol], day, fit)
            near = neighbours(scenario, events, event, symbol, day)
            tables.add(
                "fits", **keys, n_estimation=fit.M, k=fit.k, sigma=fit.sigma, r_squared=fit.r2,
                estimation_start=market.sessions[fit.first],
                estimation_end=market.sessions[fit.last],
                durbin_watson=dw, ljung_box_p=lb, arch_lm_p=arch, jarque_bera_p=jb,
                zero_share=fit.zero_share, **fit.more_diagnostics(), **holes, **near,
                status="ok",
                reason=None if fit.varies else "zero_variance")
            if scenario.name != "models":  # day 0 of every model is the window [0, 0]
                write_abnormal(scenario, tables, market, keys, fit, day)
            for first, last in scenario.windows:
                window = Window(scenario, fit, first, last)
                write_window(scenario, tables, keys, window, first, last)
                if scenario.name == "models":
                    write_event_tests(tables, keys, window, first, last, p_value)


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
            **state(fit, np.isfinite(fit.ar[j]), absence(market.prices[keys["symbol"]], day + rel_day)))


def absence(prices, t):
    if np.isnan(prices[t]):
        return "missing_price"
    return "multi_day_return" if np.isfinite(prices[:t]).any() else "missing_return"


def write_window(scenario, tables, keys, window, first, last):
    t = window.car / window.se
    tables.add(
        "car", **keys, window_start=first, window_end=last, n_days=len(window.days),
        car=window.car, std_error=window.se, scar=window.scar, statistic=t,
        p_value=pick(*two_tails(t, stats.t(window.fit.df)), scenario.alternative),
        bhar=window.bhar, **state(
            window.fit, np.isfinite(window.car),
            "incomplete_window" if window.days else "no_valid_event_days"))


def average(scenario, values, errors):
    """The mean, or that with inverse variances as weights, and its standard error."""
    if scenario.weights == "equal":
        return values.mean(), stats.sem(values) if len(values) > 1 else np.nan
    values, w = values[np.isfinite(errors)], errors[np.isfinite(errors)] ** -2.0
    n, m = len(values), np.average(values, weights=w)
    return m, np.sqrt((w**2 * (values - m) ** 2).sum() * n / (n - 1)) / w.sum()


def spread(scenario, values, errors):
    nonzero = values[values != 0]
    mean, error = average(scenario, values, errors)
    n = len(values) if scenario.weights == "equal" else np.isfinite(errors).sum()
    half = stats.t(n - 1).ppf(0.975) * error if n > 1 else np.nan
    low, high = mean - half, mean + half
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
        mean = average(scenario, values, errors)[0]
        running += mean
        tables.add("aar", **keys, rel_day=day, n_events=len(values), aar=mean,
                   caar=running, **spread(scenario, values, errors))
        days.append((day, day, values, errors, members, 1))
    windows = []
    for first, last in scenario.windows:
        all_windows = [Window(scenario, fit, first, last) for fit in fits]
        present = [w for w in all_windows if np.isfinite(w.car)]
        values = np.array([w.car for w in present])
        errors = np.array([w.se for w in present])
        held = [w.bhar for w in present if np.isfinite(w.bhar)]
        tables.add("caar", **keys, window_start=first, window_end=last, n_events=len(values),
                   caar=average(scenario, values, errors)[0],
                   **spread(scenario, values, errors),
                   abhar=np.mean(held) if held else np.nan)
        count = len(set().union(*(w.days for w in present)))
        windows.append((first, last, values, errors, [w.fit for w in present], count))
    correlations = Correlations(fits)

    def between(first, last, members):
        return dependence(scenario.dependence, correlations, members, first, last,
                          scenario.event_window[0])

    for first, last, _, _, members, _ in windows:
        n, pairs, r, _ = between(first, last, members)
        inflation = None if r is None else 1 + (n - 1) * r
        tables.add("dependence", **keys, window_start=first, window_end=last, n_events=n,
                   overlapping_pairs=pairs, r=r,
                   n_effective=n / inflation if inflation and inflation > 0 else None)
    for level, points in (("aar", days), ("caar", windows)):
        dependences = [between(point[0], point[1], point[4]) for point in points]
        if scenario.name == "shared":
            write_variants(scenario, tables, keys, level, points, estimation(fits), dependences,
                           fits)
        else:
            write_tests(scenario, tables, keys, level, points, estimation(fits),
                        RankTests(scenario, fits), dependences)


def write_tests(scenario, tables, keys, level, points, group, ranked, dependences):
    outcomes = [[outcome_of(scenario, test, variant, point, group, ranked, between)
                 for test, variant in scenario.tests]
                for point, between in zip(points, dependences)]

    def p(outcome):
        return np.nan if isinstance(outcome, str) else p_value(outcome, scenario.alternative)

    families = [adjusted([p(row[i]) for row in outcomes], scenario.adjust)
                for i in range(len(scenario.tests))]
    for position, (first, last, values, *_) in enumerate(points):
        for i, (test, variant) in enumerate(scenario.tests):
            outcome = outcomes[position][i]
            row = {**keys, "level": level, "window_start": first, "window_end": last,
                   "test": test, "variant": variant}
            if isinstance(outcome, str):
                outcome = (len(values), *[np.nan] * 3, None, None, (np.nan, np.nan), 0, outcome)
            elif len(outcome) == 8:
                outcome += ("small_sample" if outcome[0] < outcome[7] else None,)
            n, estimate, error, statistic, distribution, df, (lower, upper), _, why = outcome
            undefined = distribution is None
            tables.add(
                "tests", **row, n_events=n, estimate=float(estimate), std_error=float(error),
                statistic=float(statistic), distribution=distribution, df=df,
                p_value=float(p_value(outcome, scenario.alternative)), p_lower=float(lower),
                p_upper=float(upper), p_adjusted=float(families[i][position]),
                status="undefined" if undefined else "approximate" if why else "ok", reason=why)


def outcome_of(scenario, test, variant, point, group, ranked, between):
    first, last, values, errors, fits, days = point
    if test == "adj_grank_z":
        independent = ranked.evaluate("grank_z", "leverage", *point[:5])
        return adjust_by(between, test, independent)
    if test in VARIANTS:
        return ranked.evaluate(test, variant, *point[:5])
    if test in NAMES:
        return evaluate_portfolio(
            test, variant, values, errors, fits, (first, last), scenario.event_window[0])
    return evaluate_adjusted(test, *point[2:], group, between)


def p_value(outcome, alternative):
    """A joint test counts large values only."""
    lower, upper = outcome[6]
    if str(outcome[4]).startswith("f("):
        return upper
    return pick(lower, upper, alternative)


def common_events():
    return [(f"E{firm:02}", f"F{firm:02}", 199, None) for firm in (0, 1, 5, 6, 7, 8, 9, 10, 11)]


def shared_events():
    """Six events a firm, two firms in one session, and two overlapping windows of one firm."""
    events = [(f"E{firm:02}-{n}", f"F{firm:02}", 125 + 40 * n + firm // 2, None)
              for firm in range(12) if firm not in (2, 3, 4) for n in range(6)]
    return events + [("X", "F00", 127, None)]


def missing_days(prices, day, fit):
    """Days of the estimation window without data, and returns over several sessions in it."""
    multi = [t for t in range(1, len(prices)) if np.isfinite(prices[t]) and np.isnan(prices[t - 1])
             and np.isfinite(prices[:t]).any()]
    return {"missing_days": fit.nominal - fit.M,
            "multi_day_gaps": sum(t - day in fit.wanted for t in multi)}


def neighbours(scenario, events, event, symbol, day):
    first, last = scenario.event_window
    overlap = sum(other != event and day + first <= d + last and d + first <= day + last
                  for other, _, d, _ in events)
    inside = sum(other != event and s == symbol
                 and any(a <= d - day <= b for a, b in scenario.blocks)
                 for other, s, d, _ in events)
    return {"overlap_count": overlap, "events_in_estimation": inside}


def skipped(scenario, events, event, symbol):
    """The sessions in the event window of another event of the symbol."""
    if not scenario.exclude_events:
        return set()
    return {day + j for other, name, day, _ in events if name == symbol and other != event
            for j in scenario.event_days()}


def many_events():
    return [(f"E{firm:02}-{n}", f"F{firm:02}", 125 + 40 * n + firm, None)
            for firm in range(12) if firm not in (2, 3, 4) for n in range(6)]


if __name__ == "__main__":
    tables = Tables()
    three = [(0, 0), (-1, 1), (0, 3)]
    run(Scenario("models", ALL_MODELS, three, grouped=False), tables)
    run(Scenario("log", ["raw", "market"], [(0, 0), (-2, 3)], kind="log", alternative="greater",
                 adjust="bh", dependence="event-time", tests=DEFAULTS + OTHERS), tables)
    run(Scenario("blocks", ["mean", "factors"], [(1, 3)], blocks=((-110, -61), (-55, -11)),
                 alternative="less", risk_free=False, grouped=False, dependence=0.05), tables)
    run(Scenario("many", ["market"], [(0, 1)], event_window=(0, 1), events=many_events(),
                 grouped=False, tests=DEFAULTS + OTHERS), tables)
    run(Scenario("common", ["market", "raw", "mean", "capm"], [(0, 0), (-1, 2)],
                 events=common_events(), grouped=False), tables)
    run(Scenario("shared", ["market", "mean", "market-adjusted"], [(0, 0), (-1, 2)],
                 events=shared_events(), grouped=False), tables)
    run(Scenario("both", ["market", "mean"], [(-1, 1), (0, 3)], blocks=((-110, -61), (11, 60)),
                 missing="complete", weights="precision", grouped=False, tests=FIRST), tables)
    run(Scenario("filled", ["market", "raw"], [(0, 1), (-2, 3)], missing="zero",
                 exclude_events=True, grouped=False, tests=FIRST), tables)
    tables.write()
