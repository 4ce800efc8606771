import Statistics

/// The mean abnormal return against the day-to-day deviation of the average estimation residual.
///
/// Correlation between events of one calendar date is in that deviation.
struct CrudeDependenceT: SignificanceTest, VariedTest {
  enum Form: String, CaseIterable, Sendable {
    /// The sample deviation of AAR over the M estimation days, t with M - 1.
    case sample = "default"
    /// The variance with divisor M - 2, t with M - 2.
    case arc
    /// The mean SAR against the deviation of the mean standardized residual
    /// (Brown & Warner 1985).
    case standardized
  }

  var form = Form.sample
  let id: TestID = "cda_t"
  let title = "Crude dependence adjustment t"
  let null = "The mean abnormal return is zero."
  let assumption =
    "Events share their calendar dates if they are correlated, and leave the variance as it was."
  let takesEventsAsIndependent = false
  let takesBars = false
  var estimand: Estimand { form == .standardized ? .standardizedReturn : .abnormalReturn }
  let formula = "t = CAAR / (sqrt(L) sd of AAR over the estimation days), t with M - 1"
  let distribution = "Student's t with M - 1 degrees of freedom, M the estimation days"
  let useWhen = "All events share one date, with an ordinary variance on it."
  let avoidWhen = "Windows overlap only in part, or the event raises the variance."
  let reference = "Brown & Warner (1980), Journal of Financial Economics 8, appendix A.3"

  func evaluate(_ sample: Sample) throws(Inapplicable) -> TestStatistic {
    if form == .standardized { return try standardized(sample) }
    let count = sample.abnormal.count
    guard count > 0 else { throw .tooFewEvents }
    guard let deviation = sample.estimation.averageDeviation else { throw .insufficientEstimation }
    guard deviation >= EventFitter.smallestSigma else { throw .zeroVariance }
    let freedom = sample.estimation.dayCount - (form == .arc ? 2 : 1)
    guard freedom > 0 else { throw .insufficientEstimation }
    let rescaling = (Double(sample.estimation.dayCount - 1) / Double(freedom)).squareRoot()
    let mean = sample.abnormal.reduce(0, +) / Double(count)
    let error = deviation * rescaling * Double(sample.dayCount).squareRoot()
    return .studentT(
      mean / error, degreesOfFreedom: freedom, eventCount: count, estimate: mean,
      standardError: error)
  }

  var evidence: Evidence { form == .standardized ? .standardizedResiduals : [] }

  private func standardized(_ sample: Sample) throws(Inapplicable) -> TestStatistic {
    let values = try sample.summedStandardized()
    guard let mean = values.mean else { throw .tooFewEvents }
    guard let deviation = try sample.events().context.standardizedDeviation else {
      throw .insufficientEstimation
    }
    return .studentT(
      mean / deviation, degreesOfFreedom: sample.estimation.dayCount - 1,
      eventCount: values.count, estimate: mean, standardError: deviation)
  }
}
