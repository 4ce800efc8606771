import MarketData
import Statistics

/// What a fitted event says about the days of its event window, one by one.
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

  /// What the errors of the coefficients add to the variance of a prediction whose row of regressors,
  /// or the sum of some rows, is in `sums`.
  var coefficientVariance: Double {
    result.uncertainCount > 0 ? leastSquares.quadraticForm(sums) : 0
  }

  func standardize(_ event: Int, _ aligned: EventInstance.Aligned, _ design: DesignColumns) {
    let null = tails.tail(degreesOfFreedom: Int(result.degreesOfFreedom[event]))
    for day in aligned.eventWindow.days {
      let column = day - result.layout.eventDays.first
      let abnormal = result.abnormal[event, column]
      guard !abnormal.isMissing else { continue }
      for term in 0..<design.termCount {
        sums[term] = design.column(term)[aligned.session.position + day]
      }
      let scale = result.scale(event, column)
      let error =
        result.sigma[event] * (scale * scale + coefficientVariance).squareRoot()
      result.abnormalErrors.row(event)[column] = error
      guard describesEvents else { continue }
      result.abnormalP.row(event)[column] =
        PValues(of: abnormal / error, under: null)[spec.alternative]
    }
  }
}
