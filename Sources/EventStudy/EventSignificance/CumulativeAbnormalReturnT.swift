/// The cumulative abnormal return of one event against its prediction error.
///
/// The variance of the sum holds the covariance that the estimated coefficients give its days.
struct CumulativeAbnormalReturnT: EventTest, VariedTest {
  typealias Form = PredictionVariance
  var form = PredictionVariance.exact
  let id: TestID = "car_t"
  let title = "t of a cumulative abnormal return"
  let null = "The cumulative abnormal return over the window is zero."
  let assumption =
    "Residuals are normal and independent over time, and the event leaves their variance as it was."
  let formula = "t = CAR / (sigma sqrt(L + s'(X'X)^-1 s)), s the sum of the window's regressors"
  let distribution = "Student's t with M - k degrees of freedom, exact under normal residuals"
  let useWhen = "One security and a window fixed before looking."
  let avoidWhen = "Residuals have fat tails or are autocorrelated: then read perm_single beside it."
  let reference = "Salinger (1992), Journal of Financial and Quantitative Analysis 27"

  func evaluate(_ event: EventSample) throws(Inapplicable) -> TestStatistic {
    try event.studentT(form)
  }
}
