import MarketData
import Statistics
import Tables

/// The result tables of one question: `regressions`, `regression_fits` and `regression_events`.
struct RegressionTables {
  let fits: [RegressionFit]
  let events: ExplainedEvents
  /// Tells the questions to one study apart.
  let number: Int
  let question: String

  var all: TableSet { TableSet([coefficients, summaries, eventRows]) }

  /// One row a coefficient.
  private var coefficients: Table {
    let rows = fits.flatMap { fit in fit.terms.map { (fit, $0) } }
    func numbers(_ name: String, _ value: (RegressionFit.Term) -> Double) -> Column {
      Column(name, numbers: rows.map { value($0.1) })
    }
    return Table(
      "regressions",
      leading(rows.map(\.0)) + [
        Column("term", texts: rows.map(\.1.name)), Column("base", texts: rows.map(\.1.base)),
        numbers("estimate") { $0.estimate }, numbers("std_error") { $0.standardError },
        numbers("statistic") { $0.statistic },
        Column("distribution", texts: rows.map { $0.1.isUndefined ? nil : "t" }),
        Column("df", integers: rows.map { $0.1.isUndefined ? nil : $0.0.degreesOfFreedom }),
        numbers("p_value") { $0.pValues?.twoSided ?? .missing },
        numbers("p_lower") { $0.pValues?.lower ?? .missing },
        numbers("p_upper") { $0.pValues?.upper ?? .missing },
        numbers("conf_low") { $0.confidence?.lowerBound ?? .missing },
        numbers("conf_high") { $0.confidence?.upperBound ?? .missing },
        numbers("vif") { $0.varianceInflation },
        Column("status", texts: rows.map { status($0.1.isUndefined, $0.1.reason) }),
        Column("reason", texts: rows.map(\.1.reason)),
      ])
  }

  /// One row a regression.
  private var summaries: Table {
    func numbers(_ name: String, _ value: (RegressionFit) -> Double) -> Column {
      Column(name, numbers: fits.map(value))
    }
    return Table(
      "regression_fits",
      leading(fits) + [
        Column("method", texts: fits.map(\.method)),
        Column("errors", texts: fits.map(\.errors.description)),
        Column("n_events", integers: fits.map(\.includedCount)),
        Column("n_excluded", integers: fits.map(\.excludedCount)),
        Column("k", integers: fits.map(\.rank)),
        Column("n_clusters", integers: fits.map(\.clusterCount)),
        numbers("sigma") { $0.sigma }, numbers("r_squared") { $0.rSquared },
        numbers("adjusted_r_squared") { $0.adjustedRSquared },
        numbers("wald_f") { $0.joint?.statistic ?? .missing },
        Column("wald_df", integers: fits.map { $0.joint?.slopes }),
        Column(
          "wald_df_residual", integers: fits.map { $0.joint == nil ? nil : $0.degreesOfFreedom }),
        numbers("wald_p") { $0.joint?.p ?? .missing },
        numbers("max_leverage") { $0.largestLeverage },
        Column("specification", texts: fits.map { _ in question }),
        Column("status", texts: fits.map { status($0.isUndefined, $0.reason) }),
        Column("reason", texts: fits.map(\.reason)),
      ])
  }

  /// One row a regression and event of the study.
  private var eventRows: Table {
    let rows = fits.flatMap { fit in fit.events.map { (fit, $0) } }
    let entries = fits.flatMap { _ in events.entries }
    func numbers(_ name: String, _ value: (RegressionFit.Event) -> Double) -> Column {
      Column(name, numbers: rows.map { value($0.1) })
    }
    return Table(
      "regression_events",
      leading(rows.map(\.0)) + [
        Column("event_id", texts: entries.map(\.id)),
        Column("symbol", texts: entries.map(\.symbol)),
        numbers("car") { $0.response }, numbers("fitted") { $0.fitted },
        numbers("residual") { $0.residual }, numbers("leverage") { $0.leverage },
        numbers("weight") { $0.weight },
        Column("status", texts: rows.map { $0.1.isIncluded ? "included" : "excluded" }),
        Column("reason", texts: rows.map(\.1.reason)),
        Column("missing", texts: rows.map(\.1.missing)),
      ])
  }

  private func leading(_ rows: [RegressionFit]) -> [Column] {
    [
      Column("regression", integers: rows.map { _ in number }),
      Column("model", texts: rows.map(\.model)),
      Column("window_start", integers: rows.map(\.window.first)),
      Column("window_end", integers: rows.map(\.window.last)),
    ]
  }

  private func status(_ isUndefined: Bool, _ reason: String?) -> String {
    isUndefined ? "undefined" : reason == nil ? "ok" : "approximate"
  }
}
