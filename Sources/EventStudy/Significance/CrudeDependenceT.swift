/// The mean abnormal return against the day-to-day deviation of the average estimation residual.
///
/// Correlation between events of one calendar date is in that deviation.
struct CrudeDependenceT: SignificanceTest {
  let id: TestID = "cda_t"
  let title = "Crude dependence adjustment t"
  let null = "The mean abnormal return is zero."
  let assumption =
    "Events share their calendar dates if they are correlated, and leave the variance as it was."
  let takesEventsAsIndependent = false
  let estimand = Estimand.abnormalReturn
  let formula = "t = CAAR / (sqrt(L) sd of AAR over the estimation days), t with M - 1"
  let reference = "Brown & Warner (1980), Journal of Financial Economics 8, appendix A.3"

  func evaluate(_ sample: Sample) throws(Inapplicable) -> TestStatistic {
    let count = sample.abnormal.count
    guard count > 0 else { throw .tooFewEvents }
    guard let deviation = sample.estimation.averageDeviation else { throw .insufficientEstimation }
    guard deviation >= EventFitter.smallestSigma else { throw .zeroVariance }
    let mean = sample.abnormal.reduce(0, +) / Double(count)
    let error = deviation * Double(sample.dayCount).squareRoot()
    return .studentT(
      mean / error, degreesOfFreedom: sample.estimation.dayCount - 1, eventCount: count,
      estimate: mean, standardError: error)
  }
}
