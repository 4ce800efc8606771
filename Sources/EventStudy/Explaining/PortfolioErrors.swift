import MarketData
import Statistics

/// The covariance of coefficients of events that share one session, from the days on which their
/// models were estimated (Sefcik and Thompson 1986).
///
/// Each coefficient of a cross-section is the CAR of a portfolio: the events weighted by a row of
/// (X'X)^-1 X'. The portfolio's own residuals before the event hold whatever correlation and
/// variances its members have, so that it is judged as a single firm is: with the prediction error
/// of its model and Student's t.
struct PortfolioErrors {
  let residuals: EstimationResiduals
  let reactions: Reactions
  /// The names and symbols of the events of the regression, in its order.
  let events: [(id: String, symbol: String)]
  /// Their positions among all events of the study.
  let members: [Int]

  /// - Throws: `Inapplicable.differentDates` or `.differentSessions` for events that do not share
  ///   their sessions.
  func covariance(of solution: RegressionSolution) throws(Inapplicable) -> ([Double], Int) {
    var series: [[Double]] = []
    var freedom = 0
    for weights in solution.portfolioWeights {
      let found = try residuals.portfolio(model: reactions.model, events, weights: weights)
      series.append(found.residuals)
      freedom = found.degreesOfFreedom
    }
    guard freedom > 0 else { throw .insufficientEstimation }
    let factor = try predictionFactor()
    let covariance = series.flatMap { first in
      series.map { second in
        zip(first, second).reduce(0) { $0 + $1.0 * $1.1 } / Double(freedom) * factor
      }
    }
    return (covariance, freedom)
  }

  /// The variance of a CAR in units of its model's residual variance, Q: the same for all events
  /// that share their estimation and event days.
  private func predictionFactor() throws(Inapplicable) -> Double {
    var factor: Double?
    for (event, member) in zip(events, members) {
      let sigma = residuals.sigma(model: reactions.model, id: event.id, symbol: event.symbol)
      let ratio = reactions.errors[member] / sigma
      guard ratio.isFinite, ratio > 0 else { throw .zeroVariance }
      if let known = factor, abs(known - ratio) > 1e-8 * known { throw .differentSessions }
      factor = factor ?? ratio
    }
    guard let factor else { throw .tooFewEvents }
    return factor * factor
  }
}
