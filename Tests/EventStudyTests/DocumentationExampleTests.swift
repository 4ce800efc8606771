import EventStudy
import Foundation
import MarketData
import Tables
import Testing

/// The example of the documentation's landing page, line for line.
@Suite struct DocumentationExampleTests {
  @Test func theExampleFindsItsJump() throws {
    // Example
    let exchange = try ExchangeCalendar.named("XNYS")
    let days = exchange.sessions(in: "2025-01-02"..."2025-06-30").map(\.date)
    let dates = days.map { Int64($0.ordinal) }
    let waves = days.indices.map { Double(($0 * 37) % 11) }
    let index = waves.map { 4000 + $0 }
    let stock = zip(days, waves).map { day, wave in (day < "2025-06-05" ? 100 : 104) + wave / 10 }

    var spec = StudySpec(name: "june-5")
    spec.market = "^GSPC"
    spec.estimation.windows = [Window(-80 ... -6)]
    spec.eventWindow = Window(-2...2)
    spec.windows = [Window(0...0), Window(0...1)]

    let news = NewsEvent(id: "call", symbol: "ABC", time: .date("2025-06-05"))
    let inputs = StudyInputs(
      events: [news],
      prices: [
        "ABC": PriceSeries(dates: dates, prices: stock),
        "^GSPC": PriceSeries(dates: dates, prices: index),
      ],
      factors: nil, exchange: exchange)

    let result = try Study(spec).run(on: inputs, threads: 2)
    let car = result.tables["car"]?["car"]?[0].number
    // End of example

    // Prices rise from 100 to 104 beside waves of at most one.
    #expect(abs(try #require(car) - 0.04) < 0.02)
    #expect(result.includedCount == 1)
  }

  /// The lines of the page's block of code are those of the test.
  @Test func thePageShowsTheSameLines() throws {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    let page = try String(
      contentsOf: root.appendingPathComponent("Sources/EventStudy/EventStudy.docc/EventStudy.md"),
      encoding: .utf8)
    let source = try String(contentsOfFile: #filePath, encoding: .utf8)
    let code = try #require(page.components(separatedBy: "```").dropFirst().first)
    let example = try #require(source.firstMatch(of: #/    // Example\n((?s).*?)    // End/#))
    let lines = example.1.split(separator: "\n").map { $0.dropFirst(4) }
    let shown = code.split(separator: "\n").drop { !$0.hasPrefix("let exchange") }.dropLast()
    #expect(lines.map(String.init) == shown.map(String.init))
  }
}
