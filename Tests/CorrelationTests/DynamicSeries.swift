import Correlation
import MarketData
import Testing

/// The series of `Reference/dynamic-returns.csv`.
enum DynamicSeries {
  /// A, B, C and D on 700 days.
  static func panel() throws -> ReturnPanel {
    let rows = try ReferenceSeries.rows("dynamic-returns.csv")
    let names = ["A", "B", "C", "D"]
    return ReturnPanel(
      sessions: rows.indices.map { Int64($0) }, symbols: names.map(Symbol.init(rawValue:)),
      columns: try names.map { name in
        try rows.map { try #require($0[name].flatMap { Double($0) }) }
      })
  }
}
