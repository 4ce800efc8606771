import MarketData

@testable import Ingest

/// A sink that keeps what it is given.
final class MemorySink: BarSink {
  private(set) var runs: [Symbol: [Bars]] = [:]
  private(set) var takenBack: [Symbol] = []

  func append(_ bars: Bars, to symbol: Symbol) { runs[symbol, default: []].append(bars) }

  func takeBack(_ symbol: Symbol) -> [Bars] {
    takenBack.append(symbol)
    return runs.removeValue(forKey: symbol) ?? []
  }

  /// Every bar of a series as text, `date open high low close adjusted volume`, absent columns
  /// and missing values as `-`.
  func lines(_ symbol: Symbol) -> [String] {
    (runs[symbol] ?? []).flatMap { bars in
      bars.times.indices.map { row in
        let date = CalendarDate(ordinal: Int(bars.times[row])).description
        let numbers = Bars.Field.allCases.map { field in
          let values = bars[field].values
          return values.isEmpty || values[row].isMissing ? "-" : "\(values[row])"
        }
        return ([date] + numbers).joined(separator: " ")
      }
    }
  }

  /// The closes of a series by date.
  func closes(_ symbol: Symbol) -> [String] {
    lines(symbol).map { line in
      let parts = line.split(separator: " ")
      return "\(parts[0]) \(parts[4])"
    }
  }
}

/// Reads a text of prices.
func readPrices(
  _ text: String, name: String = "p.csv", _ change: (inout ImportOptions) -> Void = { _ in }
) throws -> (sink: MemorySink, report: ImportReport) {
  let sink = MemorySink()
  let report = try PriceImport.run(
    .bytes(Array(text.utf8), name: name), ImportOptions().with(change), sink: sink)
  return (sink, report)
}

/// Reads a text of prices of the series `A`.
func readSeries(
  _ text: String, _ change: (inout ImportOptions) -> Void = { _ in }
) throws -> (sink: MemorySink, report: ImportReport) {
  try readPrices(text) {
    $0.symbol = "A"
    change(&$0)
  }
}

/// What is thrown, as a message.
func message(_ body: () throws -> Void) -> String {
  do {
    try body()
    return "no error"
  } catch {
    return "\(error)"
  }
}

/// Numbers that look random and are the same in every run (Knuth's MMIX generator).
struct Dice: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return state >> 32 | state << 32
  }
}
