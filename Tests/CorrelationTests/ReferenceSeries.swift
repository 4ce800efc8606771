import Correlation
import EventStudy
import Foundation
import MarketData
import Tables
import TestSupport
import Testing

/// The returns of `Reference/series.py`.
enum ReferenceSeries {
  static let market = SyntheticMarket(
    seed: 20_251_128, sessions: SyntheticMarket.weekdays(from: "2023-01-02", count: 300),
    firmCount: 3)

  /// The market and three firms, of which F02 misses the price of session 100.
  static let panel: ReturnPanel = {
    let symbols: [Symbol] = ["^MKT", "F00", "F01", "F02"]
    return ReturnPanel(
      symbols.compactMap { symbol in
        market.prices[symbol].map { series in
          var prices = series.prices
          if symbol == "F02" { prices[100] = .missing }
          return (symbol: symbol, prices: PriceSeries(dates: series.dates, prices: prices))
        }
      }, sessions: market.sessions.map { Int64($0.ordinal) }, kind: .simple, threads: 1)
  }()

  /// The rows of a file of `Reference`, by column.
  static func rows(_ file: String) throws -> [[String: String]] {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Reference")
    let text = try String(contentsOf: folder.appending(path: file), encoding: .utf8)
    let lines = text.split(separator: "\n").map {
      $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
    return lines.dropFirst().map { Dictionary(uniqueKeysWithValues: zip(lines[0], $0)) }
  }
}

/// Expects the cells of a table's row to be those of a reference row.
func expect(
  _ table: Table, row: Int, agreesWith reference: [String: String], within tolerance: Double,
  columns: [String], sourceLocation: SourceLocation = #_sourceLocation
) {
  for name in columns {
    let (cell, text) = (table[name]?[row] ?? .missing, reference[name] ?? "?")
    let isSame =
      if let value = cell.number, let expected = Double(text) {
        abs(value - expected) <= tolerance * max(1, abs(expected))
      } else { (cell.text ?? (cell == .missing ? "" : "?")) == text }
    #expect(isSame, "\(name), row \(row): \(cell), not \(text)", sourceLocation: sourceLocation)
  }
}

/// The cells of a table by column; a missing one equals another.
func cells(_ table: Table) -> [[Cell]] {
  table.columns.map { column in (0..<table.rowCount).map { column[$0] } }
}
