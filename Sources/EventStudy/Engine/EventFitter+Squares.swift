import MarketData
import Statistics

/// Abnormal returns turned into abnormal volatility.
extension EventFitter {
  /// Puts U = AR^2 / (sigma^2 C) in the place of every abnormal return, and its excess over what is
  /// expected of F(1, nu); estimation residuals become e^2 / (sigma^2 (1 - h)) - 1, of mean zero.
  ///
  /// Abnormal returns and their standard errors are kept beside them
  /// (Beaver 1968, Journal of Accounting Research 6; Patell 1976, Journal of Accounting Research
  /// 14).
  func square(
    _ event: Int, _ aligned: EventInstance.Aligned, _ design: DesignColumns,
    _ unsquared: FittedEvents.Unsquared, rows: Int
  ) {
    let freedom = Double(result.degreesOfFreedom[event])
    let ratio = VarianceRatioMoments(degreesOfFreedom: freedom)
    for day in aligned.eventWindow.days {
      let column = day - result.layout.eventDays.first
      let (abnormal, error) = (
        result.abnormal[event, column], result.abnormalErrors[event, column]
      )
      result.expected.row(event)[column] = .missing
      result.actual.row(event)[column] = .missing
      guard !abnormal.isMissing else { continue }
      unsquared.abnormal.row(event)[column] = abnormal
      unsquared.errors.row(event)[column] = error
      let value = (abnormal / error) * (abnormal / error)
      result.actual.row(event)[column] = value
      result.expected.row(event)[column] = ratio.mean
      result.abnormal.row(event)[column] = value - ratio.mean
      result.abnormalErrors.row(event)[column] = ratio.deviation(ofSumOver: 1)
      guard describesEvents else { continue }
      result.abnormalP.row(event)[column] =
        PValues(of: value, under: .fisherF(1, freedom))[spec.alternative]
    }
    squareResiduals(event, aligned, design, rows: rows)
  }

  private func squareResiduals(
    _ event: Int, _ aligned: EventInstance.Aligned, _ design: DesignColumns, rows: Int
  ) {
    let firstDay = result.layout.estimationDays.first + aligned.session.position
    let residuals = result.residuals.row(event)
    let variance = result.sigma[event] * result.sigma[event]
    var positive = 0
    for row in 0..<rows {
      let day = dayOfRow[row]
      for term in 0..<design.termCount { sums[term] = design.column(term)[firstDay + day] }
      let scale = result.scale(event, day % result.layout.eventDays.count)
      let rest = 1 - leastSquares.quadraticForm(sums) / (scale * scale)
      let value = residuals[day] * residuals[day] / (variance * rest) - 1
      // A day that the regression fits by itself has no residual to square.
      residuals[day] = rest > 1e-12 ? value : .missing
      if residuals[day] > 0 { positive += 1 }
    }
    result.positiveShare.values[event] = Double(positive) / Double(rows)
    // Variance ratios have no scale left.
    result.scales?.row(event).update(repeating: 1, count: result.layout.eventDays.count)
  }

  /// The error and p-value of a sum of excess variance ratios over some days.
  func standardizeRatios(_ total: Double, days: Int, _ event: Int, _ window: Int) {
    let freedom = Double(result.degreesOfFreedom[event])
    let ratio = VarianceRatioMoments(degreesOfFreedom: freedom)
    result.cumulativeErrors.row(event)[window] = ratio.deviation(ofSumOver: Double(days))
    guard describesEvents else { return }
    result.cumulativeP.row(event)[window] =
      PValues(
        of: total / Double(days) + ratio.mean, under: .fisherF(Double(days), freedom))[
        spec.alternative]
  }
}

/// The moments of variance ratios of one event, whose mean over L days is F(L, nu).
///
/// Exact for one day; over several it leaves out that prediction errors share coefficients, which
/// is of the order of L over the estimation days.
struct VarianceRatioMoments {
  /// nu, above 4.
  let degreesOfFreedom: Double

  /// nu / (nu - 2).
  var mean: Double { degreesOfFreedom / (degreesOfFreedom - 2) }

  /// The root of 2 L nu^2 (nu + L - 2) / ((nu - 2)^2 (nu - 4)): days share the estimated variance.
  func deviation(ofSumOver days: Double) -> Double {
    let nu = degreesOfFreedom
    return mean * (2 * days * (nu + days - 2) / (nu - 4)).squareRoot()
  }
}
