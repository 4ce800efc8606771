import MarketData
import Statistics

/// Where cumulative average abnormal returns are on each event day when the events are moved to
/// ordinary sessions of the same firms.
struct PlaceboBand: Sendable {
  /// The quantiles over draws on one day, as decimals; missing when no draw has a value.
  struct Day: Sendable {
    let drawCount: Int
    let low: Double
    let median: Double
    let high: Double
  }

  /// One an event day.
  let days: [Day]

  /// - Parameter paths: One row a draw, one column an event day.
  init(_ paths: Matrix) {
    days = paths.allColumns.map { Day($0.filter { !$0.isMissing }.sorted()) }
  }
}

extension PlaceboBand.Day {
  /// The quantiles of 2.5%, 50% and 97.5%, which interpolate between order statistics (type 7 of
  /// Hyndman & Fan 1996, The American Statistician 50:361-365).
  fileprivate init(_ ordered: [Double]) {
    func quantile(_ p: Double) -> Double {
      ordered.isEmpty ? .missing : BootstrapIntervals.quantile(ordered, p)
    }
    drawCount = ordered.count
    (low, median, high) = (quantile(0.025), quantile(0.5), quantile(0.975))
  }
}
