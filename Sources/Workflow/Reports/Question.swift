import EventStudy
import MarketData
import Statistics
import Tables

/// What a study asked, in words: the specification as its reader would say it.
///
/// - Parameter cars: The study's table `car`, which shows whether events have windows of their own.
func inWords(_ spec: StudySpec, _ cars: Table?) -> [String] {
  [
    "Events: \(eventsInWords(spec.events))",
    "\(measure(spec)); market \(spec.market)",
    "Expected \(spec.measure.words.explained): \(models(spec))",
    spec.bars.map(bars),
    "Event window \(spec.eventWindow); \(spec.measure.words.cumulative)s over "
      + (spec.windows.map { $0.map(\.description).joined(separator: ", ") + ownWindows(spec, cars) }
        ?? "the default windows or the events' own"),
    spec.bars == nil
      ? "Sessions: \(alignment(spec.alignment))"
      : "News belongs to the bar that contains it; while the exchange is closed, to the bar from its "
        + "close to its next open",
    "Tests: \(tests(spec))",
  ].compactMap { $0 }
}

/// That some events have windows of their own; empty when all windows are the study's.
private func ownWindows(_ spec: StudySpec, _ cars: Table?) -> String {
  guard let cars, let windows = spec.windows, let starts = cars["window_start"],
    let ends = cars["window_end"]
  else { return "" }
  let own = (0..<cars.rowCount).contains { row in
    guard let first = starts[row].integer, let last = ends[row].integer else { return false }
    return !windows.contains { $0.first == first && $0.last == last }
  }
  return own ? ", or over an event's own window where its row has one" : ""
}

/// What the bars of a study are.
private func bars(_ spacing: BarSpacing) -> String {
  "Relative time counts bars of \(spacing), and as one bar each time without trade between two; they "
    + "are estimated on the bars of the same clock times of earlier sessions, weighted by their variance"
}

/// What a study asked, in one sentence.
func inOneSentence(_ spec: StudySpec) -> String {
  let windows = spec.windows.map { $0.map(\.description) } ?? []
  let over = windows.isEmpty ? "" : " over \(joined(Array(windows.prefix(3))))"
  let more = windows.count > 3 ? " and \(windows.count - 3) more windows" : ""
  let benchmark = joined(spec.models.map { "'\($0.id.rawValue)'" })
  let unit = spec.bars.map { ", in bars of \($0)," } ?? ""
  let subject = spec.measure == .return ? "prices" : spec.measure.words.values
  return "How far did \(subject) move\(over)\(more)\(unit) with the events of "
    + "\(eventsInWords(spec.events)), beyond what the \(spec.models.count == 1 ? "model" : "models") "
    + "\(benchmark) let expect, and is it more than chance?"
}

private func joined(_ names: [String]) -> String {
  guard let last = names.last, names.count > 1 else { return names.first ?? "" }
  return names.dropLast().joined(separator: ", ") + " and " + last
}

private func eventsInWords(_ events: StudySpec.EventSelection) -> String {
  var text = events.list.map { "list \($0)" } ?? "all lists"
  if !events.groups.isEmpty { text += ", groups \(events.groups.joined(separator: ", "))" }
  guard !events.symbols.isEmpty else { return text }
  let names = events.symbols.prefix(6).map(\.rawValue).joined(separator: ", ")
  let rest = events.symbols.count > 6 ? ", ..." : ""
  return text + ", each applied to \(events.symbols.count) symbols (\(names)\(rest))"
}

private func measure(_ spec: StudySpec) -> String {
  switch spec.measure {
  case .return: "Returns: \(returns(spec.returns))"
  case .volatility:
    "Variance ratios: squared abnormal returns over their variance; returns "
      + returns(spec.returns)
  case .volume: "Log volumes: ln(1 + units traded)"
  case .range: "Log ranges: ln of Parkinson's volatility, ln(high / low) / (2 sqrt(ln 2))"
  }
}

private func returns(_ returns: StudySpec.Returns) -> String {
  let interval =
    switch returns.interval {
    case .closeToClose: "close to close"
    case .openToClose: "open to close"
    case .overnight: "close to the next open"
    case .openToOpen: "open to open"
    }
  let price = returns.interval == .closeToClose ? "closes" : "prices"
  return "\(returns.kind.rawValue), \(interval), of "
    + (returns.price == .adjusted ? "adjusted \(price)" : price)
}

private func models(_ spec: StudySpec) -> String {
  let titles = spec.models.map { choice in
    (Catalog.models.first { $0.id == choice.id }?.title ?? choice.id.rawValue).lowercasedFirst
  }
  let windows = spec.estimation.windows.map(\.description).joined(separator: " and ")
  let unit = spec.bars == nil ? "days" : "sessions"
  return "\(titles.joined(separator: "; ")); estimated on \(unit) \(windows), "
    + "at least \(spec.estimation.minimum) valid"
}

private func alignment(_ alignment: StudySpec.Alignment) -> String {
  let calendar =
    switch alignment.calendar {
    case .exchange(let code): "of \(code)"
    case .inferred(let share): "on which a share of at least \(share) of the series has a price"
    case .market: "on which the market series has a bar"
    }
  let cutoff =
    if case .time(let time) = alignment.cutoff { "from \(time)" } else { "after the close" }
  return "days \(calendar); news \(cutoff) belongs to the next; "
    + "dates without one: \(alignment.nonTrading.rawValue), at most \(alignment.maximumShift) days"
}

private func tests(_ spec: StudySpec) -> String {
  let names = spec.tests.map { $0.map(\.description).joined(separator: ", ") } ?? "all"
  let adjustment =
    spec.multipleTesting == .formula(.none)
    ? "p-values not adjusted for several windows"
    : "adjusted over a test's windows by \(spec.multipleTesting.rawValue)"
  return "\(names), \(spec.alternative.rawValue); \(adjustment)"
}

extension String {
  /// The text with a small first letter, unless it starts with an abbreviation.
  fileprivate var lowercasedFirst: String {
    guard let second = dropFirst().first, second.isLowercase else { return self }
    return prefix(1).lowercased() + dropFirst()
  }
}
