import MarketData
import Statistics

/// Regressions of the events' reactions on the columns of a specification.
struct CrossSection: Sendable {
  private let spec: RegressionSpec
  private let covariates: [Covariate]
  private let events: ExplainedEvents
  private let residuals: EstimationResiduals?
  private let clusterCells: [(column: String, cells: [String?])]

  init(_ spec: RegressionSpec, _ events: ExplainedEvents, _ residuals: EstimationResiduals?)
    throws(ExplainingProblem)
  {
    try spec.check()
    self.spec = spec
    self.events = events
    self.residuals = residuals
    var covariates: [Covariate] = []
    for name in spec.covariates { covariates.append(try Covariate(name, of: events, spec)) }
    self.covariates = covariates
    var cells: [(column: String, cells: [String?])] = []
    for column in spec.errors?.columns ?? [] {
      cells.append((column, try events.cells(of: column)))
    }
    clusterCells = cells
  }

  /// The regression of one model's reactions over one window.
  func fit(_ reactions: Reactions) -> RegressionFit {
    let states = reactions.values.indices.map { state(of: $0, reactions) }
    let members = states.indices.filter { states[$0].isIncluded }
    var fit = RegressionFit(
      model: reactions.model, window: reactions.window,
      method: spec.weights == .variance ? "wls" : "ols",
      errors: spec.errors(ofEvents: members.count), events: states)
    let design = RegressionDesign(covariates, members)
    fit.terms = design.terms
    let solution = RegressionSolution(
      design, members.map { reactions.values[$0] }, weights(members, reactions))
    guard let solution else {
      fit.reason = Inapplicable.tooFewEvents.rawValue
      for index in fit.terms.indices { fit.terms[index].reason = fit.reason }
      return fit
    }
    solution.describe(members, in: &fit)
    let portfolios = residuals.map { residuals in
      PortfolioErrors(
        residuals: residuals, reactions: reactions,
        events: members.map { (events.entries[$0].id, events.entries[$0].symbol) },
        members: members)
    }
    CoefficientTests(solution, clusters: clusters(of: members), portfolios: portfolios)
      .apply(to: &fit)
    return fit
  }

  private func state(of event: Int, _ reactions: Reactions) -> RegressionFit.Event {
    var state = RegressionFit.Event(response: reactions.values[event])
    let lacking = covariates.first { !$0.isPresent(event) }?.name
    if reactions.values[event].isMissing {
      state.reason = reactions.reasons[event] ?? "no_car"
    } else if let lacking {
      (state.reason, state.missing) = ("missing_covariate", lacking)
    } else if let cluster = clusterCells.first(where: { $0.cells[event] == nil }) {
      (state.reason, state.missing) = ("missing_cluster", cluster.column)
    } else if spec.weights == .variance, !(reactions.errors[event] > 0) {
      state.reason = zeroVariance
    }
    return state
  }

  private func weights(_ members: [Int], _ reactions: Reactions) -> [Double] {
    members.map {
      spec.weights == .equal ? 1 : 1 / (reactions.errors[$0] * reactions.errors[$0])
    }
  }

  private func clusters(of members: [Int]) -> [EventClusters.Partition] {
    clusterCells.map { _, cells in EventClusters.Partition(members.map { cells[$0] ?? "" }) }
  }
}
