public import Correlation
public import EventStudy
import MarketData
public import Statistics
import Store
public import Tables

/// Which reactions of a stored study are meant.
public struct ReactionChoice: Sendable {
  /// The study's name, or `name@revision`.
  public var study: String
  /// The model; `nil` for the study's first.
  public var model: String?
  /// The window of the CARs; `nil` for the study's first.
  public var window: Window?

  /// The reactions of a study.
  public init(study: String, model: String?, window: Window?) {
    (self.study, self.model, self.window) = (study, model, window)
  }
}

extension Workflow {
  /// The standardized reactions of a study's assets to its events, marked where they stand out.
  ///
  /// - Throws: `Failure` when there is no such study, model or window.
  public func reactionMatrix(
    _ choice: ReactionChoice, family: ReactionMatrix.Family, adjustment: MultipleTesting,
    level: Double
  ) throws -> ReactionMatrix {
    ReactionMatrix(
      try reading { try $0.reactions(choice) }, family: family, adjustment: adjustment, level: level
    )
  }

  /// Whether a study's reactions go with attributes of its events.
  ///
  /// - Parameters:
  ///   - choice: The reactions.
  ///   - names: The attributes: columns of the event list, and what the study knows of its events;
  ///     none for all columns of the list and the group.
  ///   - measure: `car` or `scar`, the column that is the reaction.
  ///   - alternative: Against what the p-values are.
  ///   - adjustment: How p-values are adjusted for the number of rows.
  /// - Throws: `Failure` when there is no such study, model, window or attribute.
  public func attributes(
    _ choice: ReactionChoice, names: [String], measure: String, alternative: Alternative,
    adjustment: MultipleTesting
  ) throws -> Table {
    try explaining {
      let database = try open(.readOnly)
      let cars = try database.reactions(choice)
      let events = try explainedEvents(ofStudy: choice.study, database)
      let own = events.columns.filter { !ExplainedEvents.facts.contains($0) } + ["group"]
      let attributes = try (names.isEmpty ? own : names).map { name in
        EventAttributes.Attribute(name: name, values: try events.cells(of: name, in: cars))
      }
      var question = EventAttributes(
        reactions: (0..<cars.rowCount).map { cars[measure]?[$0].number ?? .missing },
        attributes: attributes.filter { !names.isEmpty || $0.values.contains { $0 != nil } })
      (question.alternative, question.adjustment) = (alternative, adjustment)
      let table = question.table()
      guard table.rowCount > 0 else {
        throw Failure(.nothing, "the events have no attributes: their list has no further columns")
      }
      return table
    }
  }

  /// Which of a study's assets move together on the days of its events, against other days.
  ///
  /// - Parameters:
  ///   - study: The study's name, or `name@revision`.
  ///   - days: The sessions of news, counted from each event's own.
  ///   - isRaw: Whether the market's part stays in the returns.
  ///   - bootstrap: How correlations are resampled.
  ///   - adjustment: How p-values are adjusted for the number of pairs.
  /// - Throws: `Failure` when there is no such study or it has fewer than two assets.
  public func newsCorrelations(
    ofStudy study: String, days: Window, isRaw: Bool, bootstrap: BlockBootstrap,
    adjustment: MultipleTesting
  ) throws -> Table {
    try reading { database in
      let spec = try self.spec(ofStudy: study, database)
      let events = try database.table("events", ofStudy: study)
      let included = (0..<events.rowCount).filter { events["status"]?[$0].text == "included" }
      let assets = included.compactMap { events["symbol"]?[$0].text.map(Symbol.init(rawValue:)) }
        .distinct().filter { $0 != spec.market }
      guard assets.count >= 2 else {
        throw Failure(
          .nothing,
          "study '\(study)' has \(counted(assets.count, "asset")) beside the market; at least 2 are "
            + "needed")
      }
      var selection = ReturnSelection()
      (selection.symbols, selection.returns) = (assets + [spec.market], spec.returns)
      selection.sessionsOf = spec.market
      let panel = try database.panel(selection, threads: threads)
      let news = positions(
        of: included.compactMap { events["session"]?[$0] }, days: days, in: panel.sessions)
      var question = NewsDays(panel, market: assets.count)
      question.isRaw = isRaw
      (question.bootstrap, question.adjustment) = (bootstrap, adjustment)
      return question.table(news: news, threads: threads)
    }
  }
}

/// The positions of the sessions around some dates.
private func positions(of dates: [Cell], days: Window, in sessions: [Int64]) -> [Int] {
  let places = Dictionary(uniqueKeysWithValues: sessions.enumerated().map { (Int($1), $0) })
  var found: Set<Int> = []
  for case .date(let date) in dates {
    guard let place = places[date] else { continue }
    found.formUnion(days.days.map { place + $0 }.filter(sessions.indices.contains))
  }
  return found.sorted()
}

extension ExplainedEvents {
  /// The cells of a column, in the order of the rows of table `car`.
  fileprivate func cells(of column: String, in cars: Table) throws -> [String?] {
    let cells = try cells(of: column)
    return (0..<cars.rowCount).map { row in
      position(ofEvent: cars["event_id"]?[row].text ?? "", symbol: cars["symbol"]?[row].text ?? "")
        .flatMap { cells[$0] }
    }
  }
}

extension ReactionDatabase {
  /// The rows of table `car` of one model and window of a study.
  fileprivate func reactions(_ choice: ReactionChoice) throws -> Table {
    let cars = try table("car", ofStudy: choice.study)
    let models = (0..<cars.rowCount).compactMap { cars["model"]?[$0].text }
    let windows = (0..<cars.rowCount).compactMap { row in
      cars["window_start"]?[row].integer.flatMap { first in
        cars["window_end"]?[row].integer.flatMap { Window(first, $0) }
      }
    }
    guard let firstModel = models.first, let firstWindow = windows.first,
      models.count == windows.count
    else { throw Failure(.nothing, "study '\(choice.study)' has no CARs") }
    let (model, window) = (choice.model ?? firstModel, choice.window ?? firstWindow)
    guard models.contains(model) else {
      throw Failure(
        .nothing,
        "study '\(choice.study)' has no model '\(model)'; there are: "
          + Set(models).sorted().joined(separator: ", "))
    }
    guard windows.contains(window) else {
      let all = Set(windows).sorted { ($0.first, $0.last) < ($1.first, $1.last) }
      throw Failure(
        .nothing,
        "study '\(choice.study)' has no window \(window); there are: "
          + all.map(\.description).joined(separator: ", "))
    }
    return cars.rows(models.indices.filter { models[$0] == model && windows[$0] == window })
  }
}
