import Foundation
import MarketData

@testable import Reactions

/// The made-up prices of `Reference/reactions.py`.
struct ReferenceMarket {
  static let newYork = Zone("America/New_York")!

  /// The rows of a file beside the script, by column name.
  static func rows(_ name: String) throws -> [[String: String]] {
    let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("Reference/\(name)")
    let lines = try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
      .map { $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init) }
    return lines.dropFirst().map { Dictionary(uniqueKeysWithValues: zip(lines[0], $0)) }
  }

  /// A time of a day on New York's clock.
  static func instant(_ date: CalendarDate, minute: Int) -> Instant {
    guard case .once(let instant) = newYork.reading(of: date, ClockTime(second: minute * 60)!)
    else { preconditionFailure("\(date) \(minute) is not one instant") }
    return instant
  }

  /// News at a minute of a day, or on the day.
  static func news(_ date: CalendarDate, minute: Int?, id: String = "news") -> NewsEvent {
    guard let minute else { return NewsEvent(id: id, symbol: "A", time: .date(date)) }
    return NewsEvent(
      id: id, symbol: "A",
      time: .clock(
        date: date, time: ClockTime(second: minute * 60)!, zone: newYork,
        instant: instant(date, minute: minute)))
  }

  static func intraday() throws -> PriceBars {
    let rows = try rows("bars.csv")
    return bars(rows, .intraday) { row in
      instant(CalendarDate(row["date"]!)!, minute: Int(row["minute"]!)!).milliseconds
    }
  }

  static func daily() throws -> PriceBars {
    bars(try rows("daily.csv"), .daily) { Int64(CalendarDate($0["date"]!)!.ordinal) }
  }

  private static func bars(
    _ rows: [[String: String]], _ resolution: Resolution, time: ([String: String]) -> Int64
  ) -> PriceBars {
    func column(_ name: String) -> [Double] { rows.map { Double($0[name]!)! } }
    return PriceBars(
      resolution: resolution, times: rows.map(time), open: column("open"), high: column("high"),
      low: column("low"), close: column("close"))
  }
}

/// The half-life when it is known to the minute.
func minutes(_ halfLife: ReactionShape.HalfLife?) -> Double? {
  if case .minutes(let minutes) = halfLife { minutes } else { nil }
}
