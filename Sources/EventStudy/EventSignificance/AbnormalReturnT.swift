/// The abnormal return of one session against its prediction error.
struct AbnormalReturnT: EventTest, VariedTest {
  typealias Form = PredictionVariance
  var form = PredictionVariance.exact
  let id: TestID = "ar_t"
  let title = "t of an abnormal return"
  let null = "The abnormal return of the session is zero."
  let assumption = "Residuals are normal, and the event leaves their variance as it was."
  let formula = "t = AR / (sigma sqrt(1 + x'(X'X)^-1 x))"
  let distribution = "Student's t with M - k degrees of freedom, exact under normal residuals"
  let useWhen = "One security, one session, returns without fat tails."
  let avoidWhen = "Residuals have fat tails: then sq_test keeps its size."
  let reference = "Campbell, Lo & MacKinlay (1997), The Econometrics of Financial Markets, ch. 4"

  func applies(to window: Window) -> Bool { window.count == 1 }

  func evaluate(_ event: EventSample) throws(Inapplicable) -> TestStatistic {
    try event.studentT(form)
  }
}
