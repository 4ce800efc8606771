import EventStudy
import MarketData
import TestSupport

/// The half-hour bars that `Reference/bars.py` makes too: 45 New York sessions from 19 May 2025, of
/// which 3 July closes early, and two firms beside a market.
enum IntradayMarket {
  static let exchange: ExchangeCalendar = {
    do { return try ExchangeCalendar.named("XNYS") } catch { fatalError("\(error)") }
  }()

  static let sessions = Array(
    exchange.sessions(in: "2025-05-19"..."2025-08-31").prefix(45))

  /// News on the clock of New York.
  static let events: [NewsEvent] = [
    event("E0", "A", session: 36, "10:46"), event("E1", "A", session: 38, "08:00"),
    event("E2", "B", session: 40, "15:59"), event("E3", "B", session: 31, "14:00"),
  ]

  static func event(_ id: String, _ symbol: Symbol, session: Int, _ time: String) -> NewsEvent {
    let (date, clock) = (sessions[session].date, ClockTime(time) ?? .startOfDay)
    guard case .once(let instant) = exchange.zone.reading(of: date, clock) else {
      fatalError("\(time) is not shown once")
    }
    return NewsEvent(
      id: id, symbol: symbol,
      time: .clock(date: date, time: clock, zone: exchange.zone, instant: instant))
  }

  static var spec: StudySpec {
    var spec = StudySpec(name: "intraday")
    spec.market = "M"
    spec.count(BarSpacing("30m")!)
    spec.estimation.windows = [Window(-30 ... -1)]
    spec.eventWindow = Window(-2...3)
    spec.windows = [Window(0...0), Window(-1...1), Window(0...3)]
    return spec
  }

  static var inputs: StudyInputs {
    StudyInputs(events: events, prices: prices, factors: nil, exchange: exchange)
  }

  /// Prices of `M`, `A` and `B` in bars of half an hour.
  static let prices: [Symbol: PriceSeries] = {
    var market = Generator(seed: 7)
    let names: [Symbol] = ["M", "A", "B"]
    var own = [Generator(seed: 0), Generator(seed: 11), Generator(seed: 13)]
    var level = [50_000, 20_000, 10_000]
    var times: [Int64] = []
    var (opens, closes) = ([[Double]](repeating: [], count: 3), [[Double]](repeating: [], count: 3))
    for session in sessions {
      let hours = exchange.hours(of: session)
      for start in stride(from: hours.open, to: hours.close, by: 1_800_000) {
        let isFirst = start == hours.open
        let size = isFirst ? 6 : start >= hours.open + 12 * 1_800_000 ? 3 : 1
        let move = market.next()
        let night = isFirst ? 2 * market.next() : 0
        times.append(start)
        for firm in 0..<3 {
          let firmMove = firm == 0 ? 0 : own[firm].next()
          let gap = night + (isFirst && firm > 0 ? own[firm].next() : 0)
          let open = level[firm] + gap
          let change = size * (move + firmMove)
          level[firm] = open + (firm == 0 ? change : change >> 1)
          opens[firm].append(Double(open))
          closes[firm].append(Double(level[firm]))
        }
      }
    }
    return Dictionary(
      uniqueKeysWithValues: names.indices.map { firm in
        var series = PriceSeries(dates: times, prices: closes[firm])
        series.opens = opens[firm]
        return (names[firm], series)
      })
  }()

  /// Whole numbers from -50 to 50.
  private struct Generator {
    var state: Int

    init(seed: Int) { state = seed }

    mutating func next() -> Int {
      state = (state * 1_103_515_245 + 12345) % (1 << 31)
      return (state >> 8) % 101 - 50
    }
  }
}
