public import EventStudy
import MarketData
import Statistics

extension StudySpec {
  /// The full study file: every key, defaults filled in, always in the same order and form.
  ///
  /// Reading it again gives the same specification; its digest identifies the study.
  public var yaml: String {
    var lines = ["study: \(name)"]
    lines += eventLines
    lines += ["market: \(quoted(market.rawValue))"]
    // A study of sessions has no such line, so that its digest is that of versions without bars.
    if let bars { lines += ["bars: \(bars)"] }
    lines += ["measure: \(measure.rawValue)"]
    lines += [
      "returns: {kind: \(returns.kind.rawValue), interval: \(returns.interval.rawValue), "
        + "price: \(returns.price.rawValue)}"
    ]
    lines += ["model: \(list(models.map(choice)))"]
    if !factorSets.isEmpty { lines += ["factors: \(list(factorSets.map(quoted)))"] }
    lines += windowLines
    lines += ["tests: \(tests.map { list($0.map(choice)) } ?? "all")"]
    lines += ["alternative: \(alternative.rawValue)", "alignment: {\(alignmentText)}"]
    lines += ["missing: \(missingText)", "weights: \(weightsText)"]
    lines += ["dependence: \(dependence)", "multiple-testing: \(multipleTesting.rawValue)"]
    lines += [
      "seed: \(resampling.seed)",
      "resampling: {replicates: \(resampling.replicates), "
        + "placebo-draws: \(resampling.placeboDraws)}",
    ]
    lines += ["compat: \(compatibility.rawValue)"]
    return lines.joined(separator: "\n") + "\n"
  }

  private var eventLines: [String] {
    var lines = ["events:"]
    if let name = events.list { lines += ["  list: \(quoted(name))"] }
    if !events.groups.isEmpty { lines += ["  groups: \(list(events.groups.map(quoted)))"] }
    if !events.symbols.isEmpty {
      lines += ["  symbols: \(list(events.symbols.map { quoted($0.rawValue) }))"]
    }
    return lines + ["  windows: \(events.windows.rawValue)"]
  }

  private var windowLines: [String] {
    let blocks = list(estimation.windows.map(pair))
    var lines = [
      "estimation: {window: \(blocks), minimum: \(estimation.minimum), "
        + "allow-post: \(estimation.allowsPost), exclude-events: \(estimation.excludesEvents)}"
    ]
    lines += ["event-window: \(pair(eventWindow))"]
    if let windows { lines += ["windows: \(list(windows.map(pair)))"] }
    return lines
  }

  private var missingText: String {
    var plain = Missing()
    plain.policy = missing.policy
    if missing == plain { return missing.policy.rawValue }
    return "{policy: \(missing.policy.rawValue), minimum-days: \(missing.minimumDays), "
      + "require-last-day: \(missing.requiresLastDay)}"
  }

  private var weightsText: String {
    switch weights {
    case .equal: "equal"
    case .precision: "precision"
    case .value(let covariate): "{value: \(quoted(covariate))}"
    }
  }

  private var alignmentText: String {
    let calendar =
      switch alignment.calendar {
      case .market: "market"
      case .exchange(let code): code
      case .inferred(let share): "{inferred: \(share)}"
      }
    let cutoff = if case .time(let time) = alignment.cutoff { "'\(time)'" } else { "close" }
    return "calendar: \(calendar), non-trading: \(alignment.nonTrading.rawValue), "
      + "cutoff: \(cutoff), max-shift: \(alignment.maximumShift)"
  }
}

/// A model's id, with all of its settings when it has some.
private func choice(_ choice: ModelChoice) -> String {
  guard let model = Catalog.models.first(where: { $0.id == choice.id }), !model.settings.isEmpty
  else { return choice.id.rawValue }
  let settings = model.with(choice.settings).settings.map { "\($0.name): \($0.value)" }
  return "{id: \(choice.id.rawValue), \(settings.joined(separator: ", "))}"
}

/// A test's id, with its variant when one is chosen.
private func choice(_ choice: TestChoice) -> String {
  choice.variant.map { "{id: \(choice.id.rawValue), variant: \($0)}" } ?? choice.id.rawValue
}

private func pair(_ window: Window) -> String { "[\(window.first), \(window.last)]" }

private func list(_ entries: [String]) -> String { "[" + entries.joined(separator: ", ") + "]" }

/// A quoted YAML scalar: in single quotes, which keep every character but line breaks, or with
/// those and other control characters escaped.
private func quoted(_ text: String) -> String {
  guard text.unicodeScalars.contains(where: isEscaped) else {
    return "'" + text.replacing("'", with: "''") + "'"
  }
  let scalars = text.unicodeScalars.map { scalar in
    if isEscaped(scalar) { return escape(scalar) }
    return "\"\\".unicodeScalars.contains(scalar) ? "\\\(scalar)" : String(scalar)
  }
  return "\"" + scalars.joined() + "\""
}

/// Whether a scalar ends a line in YAML, or is not printed.
private func isEscaped(_ scalar: Unicode.Scalar) -> Bool {
  switch scalar.value {
  case 0..<0x20, 0x7F..<0xA0, 0x2028, 0x2029, 0xFEFF: true
  default: false
  }
}

private func escape(_ scalar: Unicode.Scalar) -> String {
  let digits = String(scalar.value, radix: 16)
  return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
}
