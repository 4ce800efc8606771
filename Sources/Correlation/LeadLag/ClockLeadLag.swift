import EventStudy
import MarketData
import Statistics
public import Tables

/// Which of two series of intraday prices moves first, by Hayashi and Yoshida's correlation at lags in
/// seconds; intervals are from resampled dates.
public struct ClockLeadLag: Sendable {
  /// The greatest lag either way, in seconds.
  public var mostSeconds = 300
  /// The distance of lags, in seconds.
  public var step = 10
  /// How dates are resampled.
  public var bootstrap = BlockBootstrap(replicates: 999, seed: 0)

  private let x: AsynchronousSeries
  private let y: AsynchronousSeries

  /// A question about two series.
  public init(_ x: AsynchronousSeries, _ y: AsynchronousSeries) { (self.x, self.y) = (x, y) }

  private var lags: [Int] { Array(stride(from: -mostSeconds, through: mostSeconds, by: step)) }

  /// Table `lead_lag_clock` with one row a lag, and table `lead_lag_clock_peak` with the strongest one.
  ///
  /// - Parameter threads: The number of threads; the tables do not depend on it.
  /// - Throws: `PathProblem` when there are no common dates or a series does not vary.
  public func tables(threads: Int) throws(PathProblem) -> TableSet {
    let days = DayIndex(x, y)
    guard days.count > 0 else { throw .tooFewDays(found: 0, needed: 1) }
    let (varianceX, varianceY) = (x.variances(by: days), y.variances(by: days))
    for (series, variances) in [(x, varianceX), (y, varianceY)]
    where !(variances.reduce(0, +) > 0) {
      throw .zeroVariance(series.symbol)
    }
    let lags = lags
    let covariances = parallelMap(lags.count, threads: threads) {
      HayashiYoshida.covariances(x, y, lag: Int64(lags[$0]) * 1000, days: days)
    }
    let found = Self.correlations(covariances, varianceX, varianceY, days: 0..<days.count)
    let drawn: [[Double]] =
      days.count < Self.leastDays
      ? []
      : parallelMap(bootstrap.replicates, threads: threads) { replicate in
        var stream = RandomStream(seed: bootstrap.seed, substream: UInt64(replicate))
        var positions: [Int] = []
        bootstrap.blocks(of: days.count).forEach(days.count, &stream) { positions.append($1) }
        return Self.correlations(covariances, varianceX, varianceY, days: positions)
      }
    return TableSet([
      lagTable(found, covariances.map { $0.reduce(0, +) }, drawn),
      peakTable(found, drawn, days: days.count),
    ])
  }

  /// The dates from which on they are resampled.
  private static let leastDays = 10

  private static func correlations(
    _ covariances: [[Double]], _ varianceX: [Double], _ varianceY: [Double],
    days: some Sequence<Int>
  ) -> [Double] {
    let days = Array(days)
    func sum(_ values: [Double]) -> Double { days.reduce(0) { $0 + values[$1] } }
    let scale = (sum(varianceX) * sum(varianceY)).squareRoot()
    return covariances.map { scale > 0 ? sum($0) / scale : 0 }
  }

  private func lagTable(_ found: [Double], _ covariances: [Double], _ drawn: [[Double]]) -> Table {
    let ends = found.indices.map { lag in interval(drawn.map { $0[lag] }) }
    return Table(
      "lead_lag_clock",
      pairColumns(rows: found.count) + [
        Column("lag_seconds", integers: lags), Column("covariance", numbers: covariances),
        Column("r", numbers: found), Column("conf_low", numbers: ends.map(\.low)),
        Column("conf_high", numbers: ends.map(\.high)),
      ])
  }

  private func peakTable(_ found: [Double], _ drawn: [[Double]], days: Int) -> Table {
    let peak = strongest(found)
    let ends = interval(drawn.map { Double(lags[strongest($0)]) })
    // Above 1 the first series leads (Huth and Abergel 2014, Journal of Empirical Finance 26:41-58).
    let leading = zip(lags, found).reduce(0) { $1.0 > 0 ? $0 + $1.1 * $1.1 : $0 }
    let following = zip(lags, found).reduce(0) { $1.0 < 0 ? $0 + $1.1 * $1.1 : $0 }
    return Table(
      "lead_lag_clock_peak",
      pairColumns(rows: 1) + [
        Column("lag_seconds", integers: [lags[peak]]),
        Column("conf_low", numbers: [ends.low]), Column("conf_high", numbers: [ends.high]),
        Column("r", numbers: [found[peak]]),
        Column("lead_lag_ratio", numbers: [following > 0 ? leading / following : .missing]),
        Column("n_1", integers: [x.count]), Column("n_2", integers: [y.count]),
        Column("n_days", integers: [days]),
      ])
  }

  private func pairColumns(rows: Int) -> [Column] {
    [x, y].enumerated().map { position, series in
      Column("symbol_\(position + 1)", texts: Array(repeating: series.symbol.rawValue, count: rows))
    }
  }

  /// The position of the strongest correlation; of equal ones the lag nearest to 0, then the first.
  private func strongest(_ correlations: [Double]) -> Int {
    correlations.indices.reduce(0) { best, next in
      let (a, b) = (abs(correlations[best]), abs(correlations[next]))
      return b > a || (b == a && abs(lags[next]) < abs(lags[best])) ? next : best
    }
  }
}
