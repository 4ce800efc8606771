import MarketData
import Statistics

/// What a fitted event says about the days of its event window, one by one and summed.
extension EventFitter {
  /// Fills actual, expected and abnormal returns; returns the number of abnormal ones.
  func predict(
    _ event: Int, _ aligned: EventInstance.Aligned, _ design: DesignColumns,
    _ returns: UnsafePointer<Double>
  ) -> Int {
    var valid = 0
    for day in aligned.eventWindow.days {
      let t = aligned.session.position + day
      guard t >= 0, t < design.sessionCount else { continue }
      let column = day - result.layout.eventDays.first
      var expected = design.offset[t]
      for term in 0..<design.termCount {
        expected += result.coefficients[event, term] * design.column(term)[t]
      }
      result.actual.row(event)[column] = returns[t]
      guard !returns[t].isMissing, !expected.isMissing else { continue }
      result.expected.row(event)[column] = expected
      let abnormal = returns[t] - expected
      // What an exact fit leaves is rounding: without a sign, and nothing to rank.
      let isRounding =
        result.sigma[event] < Self.smallestSigma && abs(abnormal) < Self.smallestSigma
      result.abnormal.row(event)[column] = isRounding ? 0 : abnormal
      valid += 1
    }
    return valid
  }

  func standardize(_ event: Int, _ aligned: EventInstance.Aligned, _ design: DesignColumns) {
    let null = NullDistribution.studentT(
      degreesOfFreedom: Double(result.degreesOfFreedom[event]))
    for day in aligned.eventWindow.days {
      let column = day - result.layout.eventDays.first
      let abnormal = result.abnormal[event, column]
      guard !abnormal.isMissing else { continue }
      for term in 0..<design.termCount {
        sums[term] = design.column(term)[aligned.session.position + day]
      }
      let error = result.sigma[event] * (1 + leastSquares.quadraticForm(sums)).squareRoot()
      result.abnormalErrors.row(event)[column] = error
      result.abnormalP.row(event)[column] =
        PValues(of: abnormal / error, under: null)[spec.alternative]
    }
  }

  func cumulate(
    _ event: Int, _ aligned: EventInstance.Aligned, _ design: DesignColumns, standardizable: Bool
  ) {
    for (index, window) in result.layout.windows.enumerated()
    where aligned.eventWindow.contains(window) {
      for term in 0..<design.termCount { sums[term] = 0 }
      var (days, total, standardized, held, expectedHeld) = (0, 0.0, 0.0, 1.0, 1.0)
      for day in window.days {
        let column = day - result.layout.eventDays.first
        let abnormal = result.abnormal[event, column]
        guard !abnormal.isMissing else { continue }
        days += 1
        total += abnormal
        held *= 1 + result.actual[event, column]
        expectedHeld *= 1 + result.expected[event, column]
        standardized += abnormal / result.abnormalErrors[event, column]
        for term in 0..<design.termCount {
          sums[term] += design.column(term)[aligned.session.position + day]
        }
      }
      result.validDays.row(event)[index] = Double(days)
      guard days > 0 else { continue }
      result.cumulative.row(event)[index] = total
      if spec.returns.kind == .simple { result.buyAndHold.row(event)[index] = held - expectedHeld }
      guard standardizable else { continue }
      let error =
        result.sigma[event] * (Double(days) + leastSquares.quadraticForm(sums)).squareRoot()
      result.cumulativeErrors.row(event)[index] = error
      result.cumulatedStandardized.row(event)[index] = standardized / Double(days).squareRoot()
      let null = NullDistribution.studentT(
        degreesOfFreedom: Double(result.degreesOfFreedom[event]))
      result.cumulativeP.row(event)[index] =
        PValues(of: total / error, under: null)[spec.alternative]
    }
  }
}
