public import EventStudy
public import MarketData

/// A market of whole-cent prices made by integer arithmetic alone, so that a program in any
/// language can make the same ones bit for bit.
///
/// Returns are in units of 2^-20. Series `s` draws from SplitMix64 seeded with `seed + s * 2^32`:
/// the market is series 0, firm `i` series `i + 1`, factor `j` series `1000 + j`. `noise(a)` is the
/// sum of four draws, each `(next() >> 33) % (2a + 1) - a`. A price of `p` cents becomes
/// `p + ((p * r + 2^19) >> 20)`, shifts rounding down:
///
/// - market: p = 400,000 at first, r = noise(7000);
/// - firm i: p = 3,000 + 700 i at first, r = ((8 + (3 i) mod 17) * market r >> 4) + noise(12000).
///
/// A factor is its integer over 10^6: `Mkt-RF` the market's r, `SMB HML RMW CMA Mom` noise(3000),
/// `RF` 80 + (next() >> 33) % 41.
public struct SyntheticMarket: Sendable {
  /// The symbol of the market series.
  public static let index: Symbol = "^MKT"

  /// A return added to one firm's own in one session.
  public struct Jump: Hashable, Sendable {
    let firm: Int
    let session: Int
    let size: Int

    /// A jump of `size * 2^-20` of the firm's price in the session of that position.
    public init(firm: Int, session: Int, size: Int) {
      self.firm = firm
      self.session = session
      self.size = size
    }
  }

  /// The dates of the sessions.
  public let sessions: [CalendarDate]
  /// The series by symbol: the market and the firms `F00`, `F01`, ...
  public private(set) var prices: [Symbol: PriceSeries] = [:]
  /// The daily factors of all sessions.
  public let factors: FactorSet

  /// The market of a seed over some sessions.
  public init(seed: UInt64, sessions: [CalendarDate], firmCount: Int, jumps: [Jump] = []) {
    self.sessions = sessions
    let market = Draws(seed: seed, series: 0).noises(7000, count: sessions.count)
    factors = Self.factors(seed: seed, sessions: sessions, market: market)
    setPrices(of: Self.index, cents: path(from: 400_000, returns: market))
    for firm in 0..<firmCount {
      var returns = Draws(seed: seed, series: firm + 1).noises(12_000, count: sessions.count)
      let beta = 8 + 3 * firm % 17
      for t in returns.indices { returns[t] += (beta * market[t]) >> 4 }
      for jump in jumps where jump.firm == firm { returns[jump.session] += jump.size }
      setPrices(of: Self.firm(firm), cents: path(from: 3000 + 700 * firm, returns: returns))
    }
  }

  /// The symbol of a firm by its number.
  public static func firm(_ number: Int) -> Symbol {
    Symbol(rawValue: "F" + (number < 10 ? "0" : "") + String(number))
  }

  /// Monday to Friday, holidays included, from a date on.
  public static func weekdays(from first: CalendarDate, count: Int) -> [CalendarDate] {
    Array((0...).lazy.map { first.adding(days: $0) }.filter { $0.weekday <= 5 }.prefix(count))
  }
}

extension SyntheticMarket {
  /// Gives a series one price a session.
  public mutating func setPrices(of symbol: Symbol, _ values: [Double]) {
    prices[symbol] = PriceSeries(dates: sessions.map { Int64($0.ordinal) }, prices: values)
  }

  private mutating func setPrices(of symbol: Symbol, cents: [Int]) {
    setPrices(of: symbol, cents.map { Double($0) / 100 })
  }

  /// Marks the prices of some sessions as missing.
  public mutating func blank(_ symbol: Symbol, sessions positions: [Int]) {
    guard let series = prices[symbol] else { return }
    var values = series.prices
    for position in positions { values[position] = .missing }
    prices[symbol] = PriceSeries(dates: series.dates, prices: values)
  }

  /// Removes the rows of some sessions.
  public mutating func drop(_ symbol: Symbol, sessions positions: some Collection<Int>) {
    guard let series = prices[symbol] else { return }
    let kept = series.dates.indices.filter { !positions.contains($0) }
    prices[symbol] = PriceSeries(
      dates: kept.map { series.dates[$0] }, prices: kept.map { series.prices[$0] })
  }

  /// What a study of some events reads.
  public func inputs(_ events: [NewsEvent], exchange: ExchangeCalendar) -> StudyInputs {
    StudyInputs(events: events, prices: prices, factors: factors, exchange: exchange)
  }
}

extension SyntheticMarket {
  private static func factors(seed: UInt64, sessions: [CalendarDate], market: [Int]) -> FactorSet {
    let names = ["SMB", "HML", "RMW", "CMA", "Mom"]
    func column(_ values: [Int]) -> [Double] { values.map { Double($0) / 1_000_000 } }
    var riskFree = Draws(seed: seed, series: 1000 + names.count)
    let columns =
      [FactorSet.Factor(name: "Mkt-RF", values: column(market))]
      + names.enumerated().map { number, name in
        let draws = Draws(seed: seed, series: 1000 + number)
        return FactorSet.Factor(name: name, values: column(draws.noises(3000, count: market.count)))
      }
      + [FactorSet.Factor(name: "RF", values: column(market.map { _ in 80 + riskFree.below(41) }))]
    return FactorSet(frequency: .daily, dates: sessions, factors: columns)
  }
}

private func path(from start: Int, returns: [Int]) -> [Int] {
  var cents = start
  return returns.enumerated().map { t, value in
    if t > 0 { cents += (cents * value + (1 << 19)) >> 20 }
    return cents
  }
}

/// SplitMix64 and the integers made of its bits.
private struct Draws {
  private var state: UInt64

  init(seed: UInt64, series: Int) { state = seed &+ (UInt64(series) << 32) }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  mutating func below(_ limit: Int) -> Int { Int(next() >> 33) % limit }

  func noises(_ amplitude: Int, count: Int) -> [Int] {
    var draws = self
    return (0..<count).map { _ in
      (0..<4).reduce(0) { sum, _ in sum + draws.below(2 * amplitude + 1) - amplitude }
    }
  }
}
