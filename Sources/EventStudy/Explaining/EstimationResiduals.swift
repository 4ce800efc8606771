import MarketData

/// What the estimation windows of a fitted study leave unexplained, by model and event.
public struct EstimationResiduals: Sendable {
  private let fits: [String: FittedEvents]
  private let rows: [Key: Int]
  private let sessions: [Int: Int]

  private struct Key: Hashable {
    let id: String
    let symbol: String
  }

  /// The residuals of a study that was fitted to its data.
  public init(_ study: FittedStudy) {
    fits = Dictionary(study.fits.map { ($0.model.id.rawValue, $0) }) { first, _ in first }
    var (rows, sessions) = ([Key: Int](), [Int: Int]())
    for (row, instance) in study.aligned.instances.enumerated() {
      guard let symbol = instance.symbol, let place = instance.aligned else { continue }
      rows[Key(id: study.inputs.events[instance.event].id, symbol: symbol.rawValue)] = row
      // Two events are of one session when both its grid and its position are the same.
      sessions[row] = place.grid << 32 + place.session.position
    }
    self.rows = rows
    self.sessions = sessions
  }

  /// A weighted sum of the residuals of some events of one session, day by day.
  ///
  /// - Parameters:
  ///   - model: The model's name.
  ///   - events: The names and symbols of the events.
  ///   - weights: One weight an event.
  /// - Returns: The sum over valid days and the degrees of freedom that the model leaves.
  /// - Throws: `Inapplicable.differentDates` for events of several sessions, `.differentSessions`
  ///   when they were not estimated on the same days.
  func portfolio(model: String, _ events: [(id: String, symbol: String)], weights: [Double])
    throws(Inapplicable) -> (residuals: [Double], degreesOfFreedom: Int)
  {
    let positions = events.compactMap { rows[Key(id: $0.id, symbol: $0.symbol)] }
    guard let fitted = fits[model], let first = positions.first, positions.count == events.count
    else { throw .insufficientEstimation }
    guard positions.allSatisfy({ sessions[$0] == sessions[first] }) else { throw .differentDates }
    let days = fitted.residuals.columns
    var sums: [Double] = []
    for day in 0..<days {
      let isMissing = fitted.residuals[first, day].isMissing
      var sum = 0.0
      for (position, weight) in zip(positions, weights) {
        let residual = fitted.residuals[position, day]
        guard residual.isMissing == isMissing else { throw .differentSessions }
        sum += weight * residual
      }
      if !isMissing { sums.append(sum) }
    }
    return (sums, Int(fitted.degreesOfFreedom[first]))
  }

  /// The length of an event's residual standard error: what its CAR's standard error is measured in.
  func sigma(model: String, id: String, symbol: String) -> Double {
    guard let row = rows[Key(id: id, symbol: symbol)], let fitted = fits[model] else {
      return .missing
    }
    return fitted.sigma[row]
  }
}
