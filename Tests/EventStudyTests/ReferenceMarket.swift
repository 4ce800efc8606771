import EventStudy
import MarketData
import TestSupport

/// The market and events that `Reference/market.py` makes too: gaps, a stock of a few cents whose
/// price often stays, a stock that never moves, one delisted within an event window, a twin.
enum ReferenceMarket {
  private static let eventSessions = (0..<12).map { 150 + 16 * $0 }

  static let market: SyntheticMarket = {
    let jumps = eventSessions.enumerated().map { firm, session in
      SyntheticMarket.Jump(
        firm: firm, session: session, size: firm.isMultiple(of: 2) ? 20_000 : -8000)
    }
    var market = SyntheticMarket(
      seed: 20_250_605, sessions: SyntheticMarket.weekdays(from: "2023-01-02", count: 360),
      firmCount: 12, jumps: jumps)
    market.setPrices(of: "TWIN", market.prices["F01"]?.prices ?? [])
    market.setPrices(of: "FLAT", [Double](repeating: 25, count: 360))
    let penny = (market.prices["F05"]?.prices ?? []).map { Int(($0 * 100).rounded()) }
    market.setPrices(of: "F05", penny.map { Double(1 + $0 / 200) / 100 })
    market.blank("F02", sessions: [eventSessions[2] + 1])
    market.drop("F03", sessions: [eventSessions[3] - 50, eventSessions[3] - 49])
    market.drop("F04", sessions: (eventSessions[4] + 2)..<360)
    return market
  }()

  static let events: [NewsEvent] =
    eventSessions.enumerated().map { firm, session in
      event(
        eventID(firm), SyntheticMarket.firm(firm), session,
        firm.isMultiple(of: 2) ? "call" : "tariff")
    } + [
      event("E12", "F00", 250, nil), event("E13", "TWIN", eventSessions[1], "tariff"),
      event("E14", "FLAT", 240, "call"),
    ]

  /// Six events a firm for the firms without gaps.
  static let manyEvents: [NewsEvent] = (0..<12).filter { !(2...4).contains($0) }.flatMap { firm in
    (0..<6).map { number in
      event(
        "\(eventID(firm))-\(number)", SyntheticMarket.firm(firm), 125 + 40 * number + firm, nil)
    }
  }

  /// Nine firms with one event each in the same session.
  static let commonEvents: [NewsEvent] = (0..<12).filter { !(2...4).contains($0) }.map { firm in
    event(eventID(firm), SyntheticMarket.firm(firm), 199, nil)
  }

  /// Six events a firm, two firms in one session, and two overlapping windows of one firm.
  static let sharedEvents: [NewsEvent] =
    (0..<12).filter { !(2...4).contains($0) }.flatMap { firm in
      (0..<6).map { number in
        event(
          "\(eventID(firm))-\(number)", SyntheticMarket.firm(firm), 125 + 40 * number + firm / 2,
          nil)
      }
    } + [event("X", "F00", 127, nil)]

  /// The factors without their row of session 205, and of those only the named ones.
  static func factors(_ names: [String]? = nil) -> FactorSet {
    let all = market.factors
    let kept = all.dates.indices.filter { $0 != 205 }
    return FactorSet(
      frequency: .daily, dates: kept.map { all.dates[$0] },
      factors: all.factors.filter { names?.contains($0.name) ?? true }.map { factor in
        FactorSet.Factor(name: factor.name, values: kept.map { factor.values[$0] })
      })
  }

  private static func eventID(_ firm: Int) -> String { (firm < 10 ? "E0" : "E") + String(firm) }

  static func event(_ id: String, _ symbol: Symbol, _ session: Int, _ group: String?) -> NewsEvent {
    NewsEvent(id: id, symbol: symbol, time: .date(market.sessions[session]), group: group)
  }
}
