import MarketData

/// Looks at every run of bars on its way to a sink.
final class SanitySink: BarSink {
  private let sink: (any BarSink)?
  /// Told of dividends and splits before the bars on whose rows they stand.
  let actions = CorporateActions()
  private var series: [Symbol: SeriesSanity] = [:]
  private var resolution: [Symbol: Resolution] = [:]

  /// A sink that only looks when there is none to hand on to.
  init(before sink: (any BarSink)?) { self.sink = sink }

  func append(_ bars: Bars, to symbol: Symbol) throws {
    series[symbol, default: SeriesSanity(symbol)].look(
      at: bars, actions.actions(of: symbol, in: bars))
    resolution[symbol] = bars.resolution
    try sink?.append(bars, to: symbol)
  }

  /// The runs overlap; they are looked at again when they come back as one.
  func takeBack(_ symbol: Symbol) throws -> [Bars] {
    series[symbol] = nil
    return try sink?.takeBack(symbol) ?? []
  }

  /// What was seen, one warning of a kind.
  var warnings: [Warning] {
    let all = series.sorted { $0.key < $1.key }
    var doubts: [Warning.Code: Doubts] = [:]
    for (_, one) in all {
      for doubt in one.doubts { doubts[doubt.kind, default: Doubts()].add(doubt) }
    }
    let places = Warning.Code.allCases.compactMap { code in
      doubts[code].map { Warning(code, words($0)) }
    }
    return places + tampered(all) + weekends(all) + missingAdjusted(all)
  }

  private func words(_ doubts: Doubts) -> String {
    let places = doubts.first.map { doubt in
      let time = timeWords(doubt.time, resolution[doubt.symbol] ?? .daily)
      return "\(doubt.symbol) \(time): \(doubt.detail)"
    }
    let rest = doubts.count > places.count ? "; \(doubts.count - places.count) more" : ""
    return places.joined(separator: "; ") + rest
  }

  private func tampered(_ series: [(key: Symbol, value: SeriesSanity)]) -> [Warning] {
    let shifted = series.compactMap { one in
      one.value.weekdays.shiftedYear.map { "\(one.key) in \($0)" }
    }
    guard !shifted.isEmpty else { return [] }
    return [
      Warning(
        .tamperedDates,
        "\(listing(shifted)): bars on weekends and none on two other days of the week; the dates "
          + "were moved")
    ]
  }

  private func weekends(_ series: [(key: Symbol, value: SeriesSanity)]) -> [Warning] {
    let odd = series.filter { $0.value.weekdays.oddWeekendBars > 0 }
    let count = odd.reduce(0) { $0 + $1.value.weekdays.oddWeekendBars }
    guard let first = odd.first, let day = first.value.weekdays.firstWeekend else { return [] }
    return [
      Warning(
        .weekendRows,
        "\(count) bar\(count == 1 ? " lies" : "s lie") on a Saturday or Sunday, the first of "
          + "\(first.key) on \(timeWords(day, .daily)); kept as they are")
    ]
  }

  private func missingAdjusted(_ series: [(key: Symbol, value: SeriesSanity)]) -> [Warning] {
    let lacking = series.filter { $0.value.lacksAdjusted > 0 }
    let count = lacking.reduce(0) { $0 + $1.value.lacksAdjusted }
    guard count > 0 else { return [] }
    return [
      Warning(
        .missingAdjusted,
        "\(count) bar\(count == 1 ? " has" : "s have") a close and no adjusted close: "
          + listing(lacking.map { $0.key.rawValue }))
    ]
  }

  private func listing(_ names: [String]) -> String {
    let shown = names.prefix(5).joined(separator: ", ")
    return names.count > 5 ? "\(shown) and \(names.count - 5) more" : shown
  }
}

/// A bar's time as a message shows it.
private func timeWords(_ time: Int64, _ resolution: Resolution) -> String {
  let day =
    resolution == .daily
    ? time : (time - (time % 86_400_000 + 86_400_000) % 86_400_000) / 86_400_000
  return CalendarDate(ordinal: Int(day)).description
}

/// A number with at most six significant digits, for messages.
func shortNumber(_ value: Double) -> String {
  let magnitude = abs(value)
  guard magnitude > 0, magnitude.isFinite else { return "\(value)" }
  var digits = 0
  var scaled = magnitude
  while scaled < 100_000, digits < 9 {
    scaled *= 10
    digits += 1
  }
  let power = powersOfTen[digits]
  return "\((value * power).rounded() / power)"
}
