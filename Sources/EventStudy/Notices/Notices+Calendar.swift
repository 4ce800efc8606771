import MarketData

/// Notices of how the study's sessions fit its data.
extension Notices {
  private static let mostNamed = 5

  /// What sessions were inferred, and which dates with prices are none.
  var inferredSessions: Notice? {
    guard case .inferred(let share) = study.spec.alignment.calendar,
      let inferred = aligned.inferred
    else { return nil }
    var message =
      "Sessions are inferred: the \(inferred.sessions.count) dates on which at least "
      + "\(percent(share)) of the study's series have a price, of those whose prices span the date."
    if !inferred.leftOut.isEmpty {
      let named = inferred.leftOut.prefix(Self.mostNamed).map {
        "\(CalendarDate(ordinal: Int($0.date))) (\($0.priced) of \($0.series))"
      }
      message +=
        " Dates with fewer, whose prices are not used: "
        + enumerated(named, of: inferred.leftOut.count) + "."
    }
    if inferred.incompleteCount > 0 {
      message += " On \(inferred.incompleteCount) of the sessions some series has no price."
    }
    return Notice(code: "inferred_sessions", severity: .info, message: message)
  }

  /// Prices on dates that the named exchange's calendar knows and on which it does not trade.
  var pricesOutsideSessions: Notice? {
    guard study.spec.bars == nil, case .exchange = study.spec.alignment.calendar else { return nil }
    let found = OffSessionPrices(inputs)
    guard found.count > 0 else { return nil }
    let code = inputs.exchange.code
    let named = found.examples.map { symbol, date in
      "\(symbol) on \(date) (\(inputs.exchange.closure(on: date) ?? "closed"))"
    }
    let only = found.examples[0]
    return Notice(
      code: "prices_outside_sessions", severity: .warning,
      message: found.count == 1
        ? "\(only.symbol) has a price on \(only.date), which is not a session of \(code) ("
          + "\(inputs.exchange.closure(on: only.date) ?? "closed")); it is not used."
        : "\(found.count) prices of \(found.seriesCount) series on \(found.dateCount) dates that "
          + "are not sessions of \(code) are not used: "
          + enumerated(named, of: found.count) + ".")
  }

  /// Events and prices on dates that the named exchange's calendar does not know.
  var outsideCoverage: Notice? {
    guard study.spec.bars == nil, case .exchange = study.spec.alignment.calendar else { return nil }
    let coverage = inputs.exchange.coverage
    let known = Int64(coverage.lowerBound.ordinal)...Int64(coverage.upperBound.ordinal)
    let events = aligned.instances.count {
      !coverage.contains(inputs.events[$0.event].time.date)
    }
    let series = inputs.prices.values.count { series in
      guard let first = series.dates.first, let last = series.dates.last else { return false }
      return first < known.lowerBound || last > known.upperBound
    }
    guard events > 0 || series > 0 else { return nil }
    return Notice(
      code: "calendar_coverage", severity: .warning,
      message:
        "The calendar \(inputs.exchange.code) is known from \(coverage.lowerBound) to "
        + "\(coverage.upperBound): \(events) event rows lie outside and are excluded, and "
        + "\(series) series have prices outside, which are not used.")
  }

  private func percent(_ share: Double) -> String {
    let value = share * 100
    return (value.rounded() == value ? "\(Int(value))" : "\(value)") + "%"
  }

  private func enumerated(_ named: [String], of count: Int) -> String {
    let shown = named.prefix(Self.mostNamed)
    return shown.joined(separator: ", ")
      + (count > shown.count ? " and \(count - shown.count) more" : "")
  }
}

/// Prices on dates without a session, as far as the exchange's calendar reaches.
private struct OffSessionPrices {
  private(set) var count = 0
  private(set) var seriesCount = 0
  /// The first few, by symbol and date.
  private(set) var examples: [(symbol: Symbol, date: CalendarDate)] = []
  private var dates: Set<Int64> = []

  var dateCount: Int { dates.count }

  init(_ inputs: StudyInputs) {
    let known = inputs.exchange.coverage
    let firsts = inputs.prices.values.compactMap(\.dates.first)
    let lasts = inputs.prices.values.compactMap(\.dates.last)
    guard let first = firsts.min(), let last = lasts.max() else { return }
    let start = max(first, Int64(known.lowerBound.ordinal))
    let end = min(last, Int64(known.upperBound.ordinal))
    guard start <= end else { return }
    var isOff = [Bool](repeating: true, count: Int(end - start) + 1)
    let range = CalendarDate(ordinal: Int(start))...CalendarDate(ordinal: Int(end))
    for session in inputs.exchange.sessions(in: range) {
      isOff[session.date.ordinal - Int(start)] = false
    }
    for symbol in inputs.prices.keys.sorted() {
      guard let series = inputs.prices[symbol] else { continue }
      add(series, symbol, isOff, from: start)
    }
  }

  private mutating func add(
    _ series: PriceSeries, _ symbol: Symbol, _ isOff: [Bool], from start: Int64
  ) {
    let before = count
    for (position, date) in series.dates.enumerated() {
      let day = Int(date - start)
      guard isOff.indices.contains(day), isOff[day], !series.prices[position].isMissing else {
        continue
      }
      count += 1
      dates.insert(date)
      if examples.count < 5 { examples.append((symbol, CalendarDate(ordinal: Int(date)))) }
    }
    seriesCount += count > before ? 1 : 0
  }
}
