import EventStudy
import MarketData
import TestSupport

/// The bars that `Reference/measures.py` makes too: opens, highs, lows and volumes by integer rules
/// around the closes of a synthetic market.
///
/// `F01` has adjusted closes, 2% below its closes before session 110. `F02` lacks an open and `F03`
/// a volume in their event windows, `F04` has one session without a range. The market has a price
/// unit sixty times that of a firm.
enum BarMarket {
  static let eventSessions = (0..<6).map { 120 + 7 * $0 }

  static let sessions = SyntheticMarket.weekdays(from: "2023-01-02", count: 200)

  private static let closes = SyntheticMarket(
    seed: 11, sessions: sessions, firmCount: 6,
    jumps: eventSessions.enumerated().map { firm, session in
      SyntheticMarket.Jump(firm: firm, session: session, size: firm == 0 ? 30_000 : -20_000)
    })

  /// Events `E00` to `E05`, one a firm.
  static let events: [NewsEvent] = eventSessions.enumerated().map { firm, session in
    NewsEvent(
      id: "E0\(firm)", symbol: SyntheticMarket.firm(firm), time: .date(sessions[session]))
  }

  static let prices: [Symbol: PriceSeries] = {
    var prices = [SyntheticMarket.index: series(SyntheticMarket.index, 0)]
    for firm in 0..<6 {
      prices[SyntheticMarket.firm(firm)] = series(SyntheticMarket.firm(firm), firm + 1)
    }
    return prices
  }()

  private static func series(_ symbol: Symbol, _ number: Int) -> PriceSeries {
    let close = (closes.prices[symbol]?.prices ?? []).map { Int(($0 * 100).rounded()) }
    let unit = number == 0 ? 60 : 1
    let event = number == 0 ? nil : eventSessions[number - 1]
    var open = close.indices.map { t in
      Double(close[max(0, t - 1)] + ((t * 37 + number * 11) % 29 - 14) * unit) / 100
    }
    if number == 3, let event { open[event + 1] = .missing }
    var high = close.indices.map { t in
      max(open[t].isMissing ? 0 : open[t], Double(close[t]) / 100)
        + Double((t * 13 + number * 7) % 23 * unit + 1) / 100
    }
    let low = close.indices.map { t in
      min(open[t].isMissing ? .infinity : open[t], Double(close[t]) / 100)
        - Double((t * 17 + number * 5) % 19 * unit + 1) / 100
    }
    var volume = close.indices.map { t in
      Double(100_000 + (t * t * 31 + number * 977 + t * number * 101) % 60_000)
    }
    if let event { volume[event] += 90_000 }
    if number == 4, let event { volume[event - 1] = .missing }
    if number == 5, let event { high[event + 1] = low[event + 1] }
    var series = PriceSeries(
      dates: sessions.map { Int64($0.ordinal) }, close: close.map { Double($0) / 100 },
      adjustedClose: number == 2
        ? close.indices.map { Double(close[$0]) / 100 * ($0 < 110 ? 0.98 : 1) } : [],
      open: open, as: .adjusted)
    (series.highs, series.lows, series.volumes) = (high, low, volume)
    return series
  }

  /// A study of all events that fits in the sessions.
  static var spec: StudySpec {
    var spec = StudySpec(name: "bars")
    spec.market = SyntheticMarket.index
    spec.estimation.windows = [Window(-90 ... -11)]
    spec.eventWindow = Window(-1...2)
    spec.windows = [Window(0...0), Window(-1...1)]
    spec.tests = ["csect_t", "patell_z", "bmp_t"]
    return spec
  }

  static var inputs: StudyInputs {
    get throws {
      StudyInputs(
        events: events, prices: prices, factors: nil, exchange: try .named("XNYS"))
    }
  }
}
