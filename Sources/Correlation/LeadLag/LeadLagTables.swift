import MarketData
import Statistics
import Tables

extension LeadLag {
  /// One row a lag: the band holds 95% of separately drawn correlations, `p_adjusted` counts the
  /// draws whose strongest correlation at any lag is as strong (Westfall and Young 1993).
  func lagTable(_ found: [Double], _ days: LaggedDays, _ drawn: [[Double]]) -> Table {
    let bands = found.indices.map { lag in interval(drawn.map { $0[lag] }) }
    let strongest = drawn.map { draw in draw.reduce(0) { max($0, abs($1)) } }
    let pValues = found.indices.map { lag in
      share(of: drawn.map { $0[lag] }, asStrongAs: found[lag])
    }
    return Table(
      "lead_lag",
      pairColumns(rows: found.count) + [
        Column("lag", integers: lags), Column("n_days", integers: days.counts),
        Column("r", numbers: found), Column("band_low", numbers: bands.map(\.low)),
        Column("band_high", numbers: bands.map(\.high)),
        Column("p_value", numbers: pValues),
        Column("p_adjusted", numbers: found.map { share(of: strongest, asStrongAs: $0) }),
      ])
  }

  /// One row: the lag with the strongest correlation, the lags that drawn days point to, and Haugh's
  /// test (1976) that no lag has a correlation.
  func peakTable(
    _ found: [Double], _ days: LaggedDays, _ separate: [[Double]], _ joint: [[Double]],
    _ filters: [Int]
  ) -> Table {
    let peak = strongestLag(found)
    let drawn = joint.map { Double(strongestLag($0)) }
    let ends = interval(drawn)
    let strongest = separate.map { draw in draw.reduce(0) { max($0, abs($1)) } }
    let r = found[peak + mostLags]
    let count = Double(days.commonCount)
    let statistic = zip(found, lags).reduce(0) { sum, next in
      sum + count * count * next.0 * next.0 / (count - Double(abs(next.1)))
    }
    let null = NullDistribution.chiSquared(degreesOfFreedom: Double(found.count))
    return Table(
      "lead_lag_peak",
      pairColumns(rows: 1) + [
        Column("lag", integers: [peak]),
        Column("conf_low", integers: [ends.low.isMissing ? nil : Int(ends.low.rounded(.down))]),
        Column("conf_high", integers: [ends.high.isMissing ? nil : Int(ends.high.rounded(.up))]),
        Column(
          "draw_share",
          numbers: [
            drawn.isEmpty
              ? .missing
              : Double(drawn.count { $0 == Double(peak) }) / Double(drawn.count)
          ]),
        Column("r", numbers: [r]),
        Column("p_adjusted", numbers: [share(of: strongest, asStrongAs: r)]),
        Column("statistic", numbers: [statistic]), Column("df", integers: [found.count]),
        Column("p_value", numbers: [null.upperTail(statistic)]),
        Column("n_days", integers: [days.commonCount]),
        Column("ar_lags_1", integers: [filters[0]]), Column("ar_lags_2", integers: [filters[1]]),
      ])
  }

  private func pairColumns(rows: Int) -> [Column] {
    names.enumerated().map { position, symbol in
      Column("symbol_\(position + 1)", texts: Array(repeating: symbol.rawValue, count: rows))
    }
  }

  /// The lag with the strongest correlation; of equal ones that nearest to 0, then the first.
  private func strongestLag(_ correlations: [Double]) -> Int {
    zip(lags, correlations).reduce((0, 0.0)) { best, next in
      let (lag, r) = (next.0, abs(next.1))
      return r > best.1 || (r == best.1 && abs(lag) < abs(best.0)) ? (lag, r) : best
    }.0
  }

  private func share(of drawn: [Double], asStrongAs r: Double) -> Double {
    drawn.isEmpty ? .missing : ResampledPValues(observed: r, drawn: drawn).twoSided
  }
}
