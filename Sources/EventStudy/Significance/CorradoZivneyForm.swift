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
