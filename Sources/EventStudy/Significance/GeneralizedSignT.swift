/// Counts events whose standardized CAR is above the median of it and the estimation days.
///
/// The estimate is the share of events above their median, a half of those at it included.
struct GeneralizedSignT: SignificanceTest, VariedTest {
  var form = ResidualScale.leverage

  let id: TestID = "sign_gsar_t"
  let title = "Generalized sign t"
  let null = "The standardized cumulative abnormal return is as often above its median as below."
  let assumption = "Events that are correlated share their dates."
  let takesEventsAsIndependent = false
  let estimand = Estimand.share
  var evidence: Evidence { .generalizedRanks(form) }
  let formula =
    "t = Z sqrt((T - 2) / (T - 1 - Z^2)), Z = G0 / S, G = mean of sign(GSAR - median), S over all T days"
  let distribution =
    "Student's t with T - 2 degrees of freedom, T the estimation days and the event"
  let useWhen = "Returns are skewed, windows are of any length, and events share one date."
  let avoidWhen = "Returns are near normal, where ranks find more: then grank_t."
  let reference = "Luoma (2011), University of Vaasa"

  func evaluate(_ sample: Sample) throws(Inapplicable) -> TestStatistic {
    let ranks = try sample.generalizedRanks(form)
    return try ranks.studentT(ranks.sign) { (1 + $0) / 2 }
  }
}
