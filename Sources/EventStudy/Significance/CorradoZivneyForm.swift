/// Whether the rank tests of Corrado and Zivney allow the event a variance of its own.
enum CorradoZivneyForm: String, CaseIterable, Sendable {
  /// Ranks standardized abnormal returns, those of an event day over their deviation across events.
  case eventVariance = "event_variance"
  /// Ranks plain abnormal returns, as the test of Corrado does.
  case noEventVariance = "no_event_variance"
  /// Ranks plain abnormal returns, with the deviation over days as estudy2 has it.
  case estudy2

  /// What is ranked.
  var evidence: Evidence { self == .eventVariance ? .standardizedRanks : .abnormalRanks }

  var scores: KeyPath<RankEvidence, DayScores?> {
    self == .eventVariance ? \.standardized : \.abnormal
  }

  var deviation: DayScores.Deviation { self == .estudy2 ? .scaledToAllEvents : .aboutZero }
}

/// What the rank test and the sign test of Corrado and Zivney have in common.
protocol CorradoZivneyTest: SignificanceTest, VariedTest where Form == CorradoZivneyForm {}

extension CorradoZivneyTest {
  var takesEventsAsIndependent: Bool { false }
  var evidence: Evidence { form.evidence }
  var distribution: String { "standard normal, for N of 10 or more" }
  var reference: String {
    "Corrado & Zivney (1992), Journal of Financial and Quantitative Analysis 27"
  }

  /// The z of one of the scores over the days of a sample.
  func z(_ score: DayScores.Score, of sample: Sample) throws(Inapplicable) -> TestStatistic {
    try dayScoreZ(sample, score, form.scores, form.deviation)
  }
}
