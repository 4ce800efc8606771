/// Ranks each standardized CAR, as one more day, among the days of its own estimation window.
///
/// The estimate is the mean of K / (T + 1) - 1/2. The deviation over days of that mean, the event's
/// day included, holds the correlation of events that share their dates.
struct GeneralizedRankT: SignificanceTest, VariedTest {
  enum Form: String, CaseIterable, Sendable {
    /// The scales of ``ResidualScale``.
    case leverage, raw, forecast
    /// The value over its standard error, and a deviation without the event, as in eventstudy2.
    case eventstudy2

    fileprivate var scale: ResidualScale? { ResidualScale(rawValue: rawValue) }
  }

  var form = Form.leverage
  let id: TestID = "grank_t"
  let title = "Generalized rank t"
  let null = "The standardized cumulative abnormal return ranks like any day without an event."
  let assumption = "Events that are correlated share their dates, and returns are not very skewed."
  let takesEventsAsIndependent = false
  let estimand = Estimand.rank
  var evidence: Evidence { form.scale.map(Evidence.generalizedRanks) ?? .forecastCorrelation }
  let formula =
    "t = Z sqrt((T - 2) / (T - 1 - Z^2)), Z = U0 / S, U = mean of K / (T + 1) - 1/2, S over all T days"
  let distribution =
    "Student's t with T - 2 degrees of freedom, T the estimation days and the event"
  let useWhen =
    "Windows of any length, an event that raises the variance, and events that share one date."
  let avoidWhen =
    "Returns are very skewed, or windows overlap only in part: then sign_gsar_t or adj_grank_z."
  let reference = "Kolari & Pynnonen (2011), Journal of Empirical Finance 18"

  func evaluate(_ sample: Sample) throws(Inapplicable) -> TestStatistic {
    guard let scale = form.scale else { return try sample.generalizedRankTAsInEventstudy2() }
    let ranks = try sample.generalizedRanks(scale)
    return try ranks.studentT(ranks.rank)
  }
}

extension Sample {
  /// The generalized ranks of the sample's events.
  func generalizedRanks(_ scale: ResidualScale) throws(Inapplicable) -> GeneralizedRanks {
    let origin = try events()
    return try origin.context.ranks.generalized(scale, at: origin.position)
  }
}
