/// What the reader of a regression should know beside its numbers.
struct RegressionNotices {
  let spec: RegressionSpec
  let events: ExplainedEvents
  let fits: [RegressionFit]

  var all: [Notice] {
    [sharedSessions, fewClusters, collinear, inflated, leverage, excluded, bases].compactMap { $0 }
  }

  private var sharedSessions: Notice? {
    guard spec.errors != .portfolio, spec.errors?.columns.isEmpty ?? true, let fit = fits.first
    else { return nil }
    let sessions = fit.events.indices.filter { fit.events[$0].isIncluded }
      .compactMap { events.entries[$0].facts["session"] }
    let shared = Dictionary(grouping: sessions) { $0 }.values.filter { $0.count > 1 }
      .reduce(0) { $0 + $1.count }
    guard shared > 0 else { return nil }
    return Notice(
      code: "shared_sessions", severity: .warning,
      message:
        "\(shared) of \(sessions.count) events share their session with others. Returns of one day "
        + "move together, and these standard errors take them as independent: add --errors "
        + "cluster:session, or --errors portfolio when all events share one.")
  }

  private var fewClusters: Notice? {
    guard let count = fits.first(where: { $0.reason == "few_clusters" })?.clusterCount else {
      return nil
    }
    return Notice(
      code: "few_clusters", severity: .warning,
      message:
        "There are \(count) clusters. Below about 10 clustered standard errors are too small "
        + "(Cameron, Gelbach & Miller 2008): take the p-values as lower bounds.")
  }

  private var collinear: Notice? {
    let names = distinct { $0.reason == "collinear" }
    guard !names.isEmpty else { return nil }
    return Notice(
      code: "collinear", severity: .warning,
      message:
        "\(list(names)) \(names.count == 1 ? "is a combination" : "are combinations") of the terms "
        + "before, or does not vary: without a coefficient.")
  }

  private var inflated: Notice? {
    let names = distinct { $0.varianceInflation > 10 }
    guard !names.isEmpty else { return nil }
    return Notice(
      code: "inflated_variance", severity: .info,
      message:
        "The other terms multiply the variance of \(list(names)) by more than 10 (vif): the "
        + "coefficients can hardly be told apart.")
  }

  private var leverage: Notice? {
    for fit in fits where fit.largestLeverage > 0.5 {
      guard
        let event = fit.events.indices.first(where: {
          fit.events[$0].leverage == fit.largestLeverage
        })
      else { continue }
      return Notice(
        code: "high_leverage", severity: .warning, eventID: events.entries[event].id,
        message:
          "Event '\(events.entries[event].id)' has the leverage \(fixed(fit.largestLeverage, 2)): "
          + "it pulls the fit to itself. See how the coefficients are without it.")
    }
    return nil
  }

  private var excluded: Notice? {
    guard let fit = fits.max(by: { $0.excludedCount < $1.excludedCount }), fit.excludedCount > 0
    else { return nil }
    let left = fit.events.indices.filter { !fit.events[$0].isIncluded }
    let named = left.prefix(5).map { position in
      let event = fit.events[position]
      return "\(events.entries[position].id) (\(event.missing ?? event.reason ?? ""))"
    }
    let more = left.count > 5 ? " and \(left.count - 5) more" : ""
    return Notice(
      code: "events_left_out", severity: .warning,
      message:
        "\(left.count) of \(fit.events.count) events lack a column or a CAR and are left out: "
        + named.joined(separator: ", ") + more + ".")
  }

  private var bases: Notice? {
    var named: [String] = []
    for term in fits.first?.terms ?? [] {
      guard let base = term.base, let column = term.name.split(separator: "[").first else {
        continue
      }
      let text = "\(column) with \(base)"
      if !named.contains(text) { named.append(text) }
    }
    guard !named.isEmpty else { return nil }
    return Notice(
      code: "base_category", severity: .info,
      message: "Categories are compared: \(list(named)).")
  }

  private func distinct(_ isMeant: (RegressionFit.Term) -> Bool) -> [String] {
    var names: [String] = []
    for term in fits.flatMap(\.terms) where isMeant(term) && !names.contains(term.name) {
      names.append(term.name)
    }
    return names
  }
}
