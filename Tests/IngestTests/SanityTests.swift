import Testing

@testable import Ingest

@Suite("Values that are unlikely to be what was traded")
struct SanityTests {
  /// The warnings of prices on weekdays from 2024-01-01, a Monday, with other columns if given.
  private func warnings(_ closes: [Double], volume: ((Int) -> Int)? = nil) throws -> [Warning] {
    let rows = closes.enumerated().map { index, close in
      let date = SanityTests.weekday(index)
      return "\(date),X,\(close)" + (volume.map { ",\($0(index))" } ?? "")
    }
    let header = "date,symbol,close" + (volume == nil ? "" : ",volume")
    return try self.warnings(([header] + rows).joined(separator: "\n"))
  }

  private func warnings(_ text: String) throws -> [Warning] {
    try PriceImport.run(.bytes(Array(text.utf8), name: "p.csv"), sink: MemorySink()).warnings
  }

  private static func weekday(_ index: Int) -> String {
    let day = index / 5 * 7 + index % 5
    let (month, date) = day < 31 ? (1, day + 1) : day < 60 ? (2, day - 30) : (3, day - 59)
    return "2024-0\(month)-\(date < 10 ? "0" : "")\(date)"
  }

  private func codes(_ warnings: [Warning]) -> [Warning.Code] { warnings.map(\.code) }

  /// Prices that wander by a few percent.
  private func wandering(_ count: Int, from start: Double = 100) -> [Double] {
    (0..<count).map { start * (1 + Double(($0 * 37) % 11 - 5) / 100) }
  }

  @Test("Prices like any others give no reason to doubt")
  func ordinary() throws {
    #expect(try warnings(wandering(40)) == [])
    #expect(try warnings(wandering(40), volume: { 1000 + $0 }) == [])
  }

  @Test("A price that halves and stays there is a split; one that falls by 40% is news")
  func splits() throws {
    let split = try warnings(wandering(10) + wandering(10, from: 50))
    #expect(codes(split) == [.unadjustedSplitSuspected])
    #expect(split[0].message.hasPrefix("X 2024-01-15: from 98.0 to 47.5, near 2:1"))
    #expect(
      codes(try warnings(wandering(10) + wandering(10, from: 300)))
        == [.unadjustedSplitSuspected])
    #expect(try warnings(wandering(10) + wandering(10, from: 62)) == [])
    // Down by half and back on the next day is an error of another kind, or a crash.
    #expect(try warnings(wandering(10) + [50] + wandering(10)) == [])
  }

  @Test("A split that the adjusted close knows of is none to warn of")
  func adjustedSplit() throws {
    let rows = (0..<20).map { "\(Self.weekday($0)),X,\($0 < 10 ? 100 : 50),50" }
    #expect(
      !codes(try warnings((["date,symbol,close,adj close"] + rows).joined(separator: "\n")))
        .contains(.unadjustedSplitSuspected))
  }

  @Test("Pounds and pence in one series", arguments: [100.0, 0.01])
  func units(factor: Double) throws {
    let prices = wandering(10) + wandering(2, from: 100 * factor) + wandering(10)
    #expect(codes(try warnings(prices)) == [.hundredfoldErrorSuspected])
  }

  @Test("Equal prices without trades are padding; with trades they are prices")
  func stale() throws {
    let prices = wandering(10) + Array(repeating: 104, count: 8)
    #expect(codes(try warnings(prices, volume: { $0 < 10 ? 5 : 0 })) == [.stalePaddingSuspected])
    #expect(try warnings(prices, volume: { _ in 5 }) == [])
    // Without volumes it takes more.
    #expect(try warnings(prices) == [])
    let longer = wandering(10) + Array(repeating: 104, count: 12)
    #expect(codes(try warnings(longer)) == [.stalePaddingSuspected])
  }

  @Test("Weekends: repeated Fridays are odd, an open market is not")
  func weekends() throws {
    let days = (1...28).map { "2024-01-\($0 < 10 ? "0" : "")\($0)" }
    let open = days.enumerated().map { "\($1),X,\(100 + ($0 * 37) % 11)" }
    #expect(try warnings((["date,symbol,close"] + open).joined(separator: "\n")) == [])
    // The month begins on a Monday.
    let filled = days.enumerated().map {
      "\($1),X,\(100 + (min($0 % 7, 4) + $0 / 7 * 7) * 37 % 11)"
    }
    let found = try warnings((["date,symbol,close"] + filled).joined(separator: "\n"))
    #expect(codes(found) == [.weekendRows])
    #expect(
      found[0].message.hasPrefix("8 bars lie on a Saturday or Sunday, the first of X on 2024-01-06")
    )
  }

  @Test("A year of dates moved by some days")
  func tampered() throws {
    // Tuesdays to Saturdays and a Sunday for each Monday: two days of the week have no bar.
    let days = (0..<60).compactMap { $0 % 7 == 2 || $0 % 7 == 3 ? nil : $0 }
    let rows = days.map { day -> String in
      let (month, date) = day < 31 ? (1, day + 1) : (2, day - 30)
      return "2024-0\(month)-\(date < 10 ? "0" : "")\(date),X,\(100 + (day * 37) % 11)"
    }
    let found = try warnings((["date,symbol,close"] + rows).joined(separator: "\n"))
    #expect(codes(found).contains(.tamperedDates))
  }

  @Test("A high below the close")
  func opposites() throws {
    let text =
      "date,symbol,open,high,low,close\n2024-01-02,X,10,11,9,10.5\n2024-01-03,X,10,10.4,9,10.5\n"
    let found = try warnings(text)
    #expect(codes(found) == [.highLowInconsistent])
    #expect(found[0].message == "X 2024-01-03: the high is 10.4")
  }

  @Test("A missing adjusted close")
  func missingAdjusted() throws {
    let text = "date,symbol,close,adj close\n2024-01-02,X,10,9\n2024-01-03,X,10.1,\n"
    #expect(codes(try warnings(text)) == [.missingAdjusted])
  }

  @Test("What is found does not depend on how the bars are cut into runs or ordered")
  func runs() throws {
    let prices = wandering(12) + wandering(12, from: 50) + Array(repeating: 55, count: 14)
    let rows = prices.enumerated().map { "\(Self.weekday($0)),X,\($1)" }
    var options = ImportOptions()
    for bars in [3, 5, 1000] {
      for order in [rows, rows.reversed()] {
        options.bufferedBars = bars
        let text = (["date,symbol,close"] + order).joined(separator: "\n")
        let report = try PriceImport.run(
          .bytes(Array(text.utf8), name: "p.csv"), options, sink: MemorySink())
        #expect(codes(report.warnings) == [.unadjustedSplitSuspected, .stalePaddingSuspected])
      }
    }
  }
}
