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
  ///   - residuals: What the study's models leave unexplained, for `StandardErrors.portfolio`.
  /// - Throws: `ExplainingProblem` for a column, model or window that the study does not have, and
  ///   for cells that cannot be read.
  public init(
    _ spec: RegressionSpec, car: Table, events: ExplainedEvents,
    residuals: EstimationResiduals? = nil
  ) throws(ExplainingProblem) {
    self.spec = spec
    self.events = events
    let section = try CrossSection(spec, events, residuals)
    fits = try Reactions.chosen(model: spec.model, window: spec.window, in: car, of: events)
      .map(section.fit)
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
