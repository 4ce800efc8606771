import EventStudy
import Foundation
import MarketData
import Statistics

/// A random walk in half-hour bars of New York sessions, with the pattern of variance that a day has,
/// and events that nothing happened at.
struct IntradayNull {
  let inputs: StudyInputs

  init(sessions count: Int, seed: UInt64) {
    let exchange = IntradayMarket.exchange
    let sessions = exchange.sessions(in: "2023-01-03"..."2024-12-31")
      .filter { !$0.isEarlyClose }.prefix(count)
    var stream = RandomStream(seed: seed)
    var (times, opens, closes) = ([Int64](), [Double](), [Double]())
    var level = log(100.0)
    for session in sessions {
      let hours = exchange.hours(of: session)
      level += 0.011 * stream.normal()
      for (bar, start) in stride(from: hours.open, to: hours.close, by: 1_800_000).enumerated() {
        times.append(start)
        opens.append(exp(level))
        level += 0.002 * (1 + 1.8 * exp(-Double(bar))) * stream.normal()
        closes.append(exp(level))
      }
    }
    var series = PriceSeries(dates: times, prices: closes)
    series.opens = opens
    let places = sessions.indices.dropFirst(61).flatMap { session in (0..<5).map { (session, $0) } }
    let events = places.prefix(1000).map { session, number in
      let open = exchange.hours(of: sessions[session]).open
      // The first of them is the night before.
      let instant = Instant(milliseconds: open + Int64(number * 2 + session % 3 - 1) * 1_800_000)
      let (date, time) = exchange.zone.clock(at: instant)
      return NewsEvent(
        id: "N\(session)-\(number)", symbol: "W",
        time: .clock(date: date, time: time, zone: exchange.zone, instant: instant))
    }
    inputs = StudyInputs(
      events: Array(events), prices: ["W": series], factors: nil, exchange: exchange)
  }
}
