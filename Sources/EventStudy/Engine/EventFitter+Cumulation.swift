import MarketData
import Statistics

/// Sums of abnormal returns over windows, with the exact variance of the sum.
extension EventFitter {
  func cumulate(
    _ event: Int, _ aligned: EventInstance.Aligned, _ design: DesignColumns, standardizable: Bool
  ) {
    for (index, window) in result.layout.windows.enumerated()
    where aligned.eventWindow.contains(window) {
      let sum = sum(event, aligned, design, window)
      result.validDays.row(event)[index] = Double(sum.days)
      guard sum.isDefined else { continue }
      result.cumulative.row(event)[index] = sum.total
      if spec.valuesCompound {
        result.buyAndHold.row(event)[index] = sum.held - sum.expectedHeld
      }
      if standardizable { standardize(sum, event, index) }
    }
  }

  private func standardize(_ sum: WindowSum, _ event: Int, _ index: Int) {
    result.cumulatedStandardized.row(event)[index] =
      sum.standardized / Double(sum.days).squareRoot()
    if result.unsquared != nil {
      return standardizeRatios(sum.total, days: sum.days, event, index)
    }
    let variance = sum.daysOfVariance + coefficientVariance
    let error = result.sigma[event] * variance.squareRoot()
    result.cumulativeErrors.row(event)[index] = error
    guard describesEvents else { return }
    let null = tails.tail(degreesOfFreedom: Int(result.degreesOfFreedom[event]))
    result.cumulativeP.row(event)[index] =
      PValues(of: sum.total / error, under: null)[spec.alternative]
  }

  /// Sums over the window, and puts the sum of its rows of regressors into `sums`.
  private func sum(
    _ event: Int, _ aligned: EventInstance.Aligned, _ design: DesignColumns, _ window: Window
  ) -> WindowSum {
    let fills = spec.missing.policy == .zero
    var (sum, lastValid) = (WindowSum(), Int.min)
    for term in 0..<design.termCount { sums[term] = 0 }
    for day in window.days {
      let column = day - result.layout.eventDays.first
      let abnormal = result.abnormal[event, column]
      let t = aligned.session.position + day
      if !abnormal.isMissing {
        lastValid = day
        sum.add(
          abnormal, error: result.abnormalErrors[event, column],
          actual: result.actual[event, column], expected: result.expected[event, column])
      } else if !fills || !(0..<design.sessionCount).contains(t) || !design.isComplete(at: t) {
        continue
      }
      let scale = result.scale(event, column)
      sum.daysOfVariance += scale * scale
      for term in 0..<design.termCount { sums[term] += design.column(term)[t] }
    }
    sum.isDefined =
      spec.missing.absence(
        validDays: sum.days, of: window, lastIsValid: lastValid == window.last) == nil
    if fills, sum.isDefined { sum.days = window.count }
    return sum
  }
}

/// What the days of a window add up to.
private struct WindowSum {
  var days = 0
  var total = 0.0
  var standardized = 0.0
  /// Wealth from one unit, of the security and of what was expected.
  var held = 1.0
  var expectedHeld = 1.0
  /// The days whose prediction errors the variance of the sum is made of.
  var daysOfVariance = 0.0
  var isDefined = false

  mutating func add(_ abnormal: Double, error: Double, actual: Double, expected: Double) {
    days += 1
    total += abnormal
    held *= 1 + actual
    expectedHeld *= 1 + expected
    standardized += abnormal / error
  }
}
