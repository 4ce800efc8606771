import MarketData
import Testing

@testable import Reactions

/// Numbers that `Reference/reactions.py` computed with numpy from whole paths.
@Suite struct ReferenceTests {
  private let exchange: ExchangeCalendar
  private let expected: [[String: String]]

  init() throws {
    exchange = try ExchangeCalendar.named("XNYS")
    expected = try ReferenceMarket.rows("expected.csv")
  }

  static let moments: [(name: String, minute: Int?)] = [
    ("open", nil), ("12:00", 720), ("11:10", 670), ("15:45", 945),
  ]

  private func options(_ rule: String) -> ReactionOptions {
    var options = ReactionOptions()
    options.firstMinutes = 60
    options.rule = DirectionRule(rawValue: rule) ?? .given
    options.given = Direction(rawValue: rule).map { .fixed($0) }
    return options
  }

  @Test(arguments: ["gap", "first", "up", "down", "ex-post"], moments.map(\.name))
  func shapesOfAllSessions(rule: String, moment: String) throws {
    let minute = Self.moments.first { $0.name == moment }?.minute
    let rows = expected.filter { $0["rule"] == rule && $0["moment"] == moment }
    #expect(rows.count == 40)
    let events = rows.map { row in
      ReferenceMarket.news(CalendarDate(row["date"]!)!, minute: minute, id: row["date"]!)
    }
    let assets: [Symbol: AssetBars] = ["A": AssetBars(intraday: try ReferenceMarket.intraday())]
    let study = ReactionStudy(options(rule), exchange: exchange)
    let reactions = study.run(on: events, assets: assets, symbols: [], threads: 2).reactions
    #expect(reactions.count == 40)
    for (row, reaction) in zip(rows, reactions) {
      let date = try #require(reaction.session)
      #expect("\(date)" == row["date"])
      let shape = try #require(reaction.shape)
      func minuteOfDay(_ time: Int64?) -> Double? {
        time.map { time in
          let start = ReferenceMarket.instant(date, minute: 0).milliseconds
          return Double(time - start) / 60_000
        }
      }
      let found: [String: Double?] = [
        "gap": shape.gap, "open_to_close": shape.openToClose, "peak": shape.peak?.price,
        "peak_minute": minuteOfDay(shape.peak?.time), "trough": shape.trough?.price,
        "trough_minute": minuteOfDay(shape.trough?.time), "fade_ratio": shape.fadeRatio,
        "minutes_to_peak": shape.minutesToPeak, "half_life": minutes(shape.halfLife),
      ]
      for (column, value) in found {
        let wanted = Double(row[column]!)
        #expect((value == nil) == (wanted == nil), "\(column) \(row) \(String(describing: value))")
        guard let value, let wanted else { continue }
        #expect(abs(value - wanted) <= 1e-12 * max(1, abs(wanted)), "\(column) \(row)")
      }
    }
  }

  @Test(arguments: ["gap", "first", "up", "down", "ex-post"], moments.map(\.name))
  func oneSessionAmongTheOthers(rule: String, moment: String) throws {
    let minute = Self.moments.first { $0.name == moment }?.minute
    let row = expected.first {
      $0["rule"] == rule && $0["moment"] == moment && $0["date"] == "2025-03-18"
    }
    let wanted = try #require(row)
    let (reaction, _, _) = ReactionStudy(options(rule), exchange: exchange).reaction(
      to: ReferenceMarket.news("2025-03-18", minute: minute), of: "A", others: [],
      bars: AssetBars(intraday: try ReferenceMarket.intraday()))
    guard let fade = reaction.shape?.fadeRatio else {
      #expect(wanted["n"] == "")
      return
    }
    let placebo = try #require(reaction.placebo)
    #expect(String(placebo.count) == wanted["n"])
    let percentile = try #require(placebo.percentile(of: fade))
    #expect(abs(percentile - Double(wanted["percentile"]!)!) < 1e-9)
    #expect(placebo.pUpper(of: fade) == Double(wanted["p"]!)!)
  }

  /// A daily bar has the open, the furthest prices and the close of its session's bars.
  @Test(arguments: ["gap", "up", "down", "ex-post"])
  func dailyBarsGiveTheSameShapes(rule: String) throws {
    let rows = expected.filter { $0["rule"] == rule && $0["moment"] == "open" }
    let events = rows.map { ReferenceMarket.news(CalendarDate($0["date"]!)!, minute: nil) }
    let reactions = ReactionStudy(options(rule), exchange: exchange).run(
      on: events, assets: ["A": AssetBars(daily: try ReferenceMarket.daily())], symbols: [],
      threads: 1
    ).reactions
    for (row, reaction) in zip(rows, reactions) {
      let shape = try #require(reaction.shape)
      #expect(shape.peak?.price == Double(row["peak"]!))
      #expect(shape.peak?.time == nil && shape.minutesToPeak == nil && shape.halfLife == nil)
      let (fade, wanted) = (shape.fadeRatio, Double(row["fade_ratio"]!))
      #expect((fade == nil) == (wanted == nil))
      if let fade, let wanted { #expect(abs(fade - wanted) < 1e-12 * max(1, abs(wanted))) }
    }
  }
}
