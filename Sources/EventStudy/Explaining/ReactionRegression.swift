public import Tables

/// The regressions that a specification asks of a study: one a model and window.
public struct ReactionRegression: Sendable {
  private let spec: RegressionSpec
  private let events: ExplainedEvents
  private let fits: [RegressionFit]

  /// Explains the stored reactions of a study.
  ///
  /// - Parameters:
  ///   - spec: What is asked.
  ///   - car: The study's result table `car`.
  ///   - events: The study's events with their columns.
  /// - Throws: `ExplainingProblem` for a column, model or window that the study does not have, and
  ///   for cells that cannot be read.
  public init(_ spec: RegressionSpec, car: Table, events: ExplainedEvents) throws(ExplainingProblem)
  {
    self.spec = spec
    self.events = events
    let section = try CrossSection(spec, events)
    fits = try Reactions.chosen(by: spec, in: car, of: events).map(section.fit)
  }

  /// The tables `regressions`, `regression_fits` and `regression_events`, under a number that tells
  /// the questions to one study apart.
  public func tables(number: Int) -> TableSet {
    RegressionTables(fits: fits, events: events, number: number, question: spec.description).all
  }

  /// Whether no coefficient could be judged.
  public var isUndefined: Bool { fits.allSatisfy(\.isUndefined) }

  /// What the reader of the coefficients should know, the gravest first.
  public var notices: [Notice] {
    RegressionNotices(spec: spec, events: events, fits: fits).all
  }
}

extension Reactions {
  fileprivate static func chosen(
    by spec: RegressionSpec, in car: Table, of events: ExplainedEvents
  ) throws(ExplainingProblem) -> [Reactions] {
    let all = all(in: car, of: events)
    let ofModel = all.filter { spec.model == nil || $0.model == spec.model }
    if let model = spec.model, ofModel.isEmpty {
      throw ExplainingProblem(
        "the study has no model '\(model)'; it has \(distinct(all.map(\.model)))")
    }
    let chosen = ofModel.filter { spec.window == nil || $0.window == spec.window }
    if let window = spec.window, chosen.isEmpty {
      throw ExplainingProblem(
        "the study has no CARs over \(window); it has \(distinct(all.map(\.window.description)))")
    }
    return chosen
  }

  private static func distinct(_ names: [String]) -> String {
    var seen: Set<String> = []
    return list(names.filter { seen.insert($0).inserted })
  }
}
