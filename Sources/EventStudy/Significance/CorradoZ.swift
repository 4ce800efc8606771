/// Ranks every day of an event among its estimation and event days, and averages over events.
///
/// The estimate is the mean rank less its expectation, divided by the mean T + 1: it runs from -1/2
/// to 1/2. The deviation of the mean rank over all days holds the correlation of events that share
/// their dates.
struct CorradoZ: SignificanceTest, VariedTest {
  enum Form: String, CaseIterable {
    /// Over windows, the sum of the statistics of the days over the root of their number.
    case cowan
    /// The same with the deviation over days about their mean, with n - 1, as some programs have it.
    case sd
    /// The days of few events scaled to all of them, and the mean over the mean number of days of
    /// an event, as estudy2 has it.
    case estudy2
  }

  var form = Form.cowan

  let id: TestID = "corrado_z"
  let title = "Corrado rank test"
  let null = "Abnormal returns of the event days rank like those of all other days."
  let assumption =
    "The event leaves the variance as it was, and events share their dates if they are correlated."
  let takesEventsAsIndependent = false
  let estimand = Estimand.rank
  let measures = StudySpec.Measure.allCases
  let evidence = Evidence.abnormalRanks
  let formula =
    "z = sum D / (sqrt(L) S), D = mean of K - (T + 1) / 2, S^2 = sum D^2 / T over all T days"
  let distribution = "standard normal, for N of 10 or more"
  let useWhen = "Returns have fat tails or are skewed, and the event is short."
  let avoidWhen = "The event raises the variance of returns, or its window is long: then grank_t."
  let reference = "Corrado (1989), Journal of Financial Economics 23; windows by Cowan (1992)"

  func evaluate(_ sample: Sample) throws(Inapplicable) -> TestStatistic {
    try dayScoreZ(sample, .rank, \.abnormal, deviation)
  }

  private var deviation: DayScores.Deviation {
    switch form {
    case .cowan: .aboutZero
    case .sd: .aboutMean
    case .estudy2: .scaledToAllEvents
    }
  }
}

/// The z of a rank score over the days of a sample, standard normal.
///
/// - Parameter scores: Those of abnormal or of standardized returns.
func dayScoreZ(
  _ sample: Sample, _ score: DayScores.Score, _ scores: KeyPath<RankEvidence, DayScores?>,
  _ deviation: DayScores.Deviation
) throws(Inapplicable) -> TestStatistic {
  let origin = try sample.events()
  let (ranks, layout) = (origin.context.ranks, origin.context.fitted.layout)
  let first = layout.eventDays.first
  let statistic = try ranks.statistic(
    score, of: ranks[keyPath: scores],
    on: sample.window.first - first...sample.window.last - first,
    estimationDays: layout.estimationDays.count, deviation)
  // A sign of mean m is a share of (1 + m) / 2 above the median.
  let isShare = score == .sign
  return .normal(
    statistic.value, eventCount: origin.standardizable.count,
    estimate: isShare ? (1 + statistic.estimate) / 2 : statistic.estimate,
    standardError: isShare ? statistic.standardError / 2 : statistic.standardError
  ).approximate(below: 10)
}
