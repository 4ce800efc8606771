import MarketData
import Statistics

/// The standardized surprise of an announcement, S = (A - E) / sigma (Balduzzi, Elton and Green
/// 2001, Journal of Financial and Quantitative Analysis 36:523-543).
///
/// Announcements have units of their own, so that sigma is the standard deviation of A - E over the
/// events of one group; without groups, over all.
struct SurprisePair {
  private let actual: String
  private let expected: String

  /// Parses `surprise(actual,expected)`.
  init?(_ text: String) {
    guard text.hasPrefix("surprise("), text.hasSuffix(")") else { return nil }
    let parts = text.dropFirst("surprise(".count).dropLast()
      .split(separator: ",", omittingEmptySubsequences: false)
      .map { String($0.drop { $0 == " " }) }
    guard parts.count == 2, !parts.contains("") else { return nil }
    (actual, expected) = (parts[0], parts[1])
  }

  /// The surprise of every event; missing where either value is, or where the surprises of its
  /// group do not vary.
  func values(of events: ExplainedEvents) throws(ExplainingProblem) -> [Double] {
    let outcomes = try numbers(actual, events)
    let raw = zip(outcomes, try numbers(expected, events)).map { $0 - $1 }
    let groups = events.entries.map { $0.facts["group"] ?? "" }
    let deviations = Dictionary(grouping: raw.indices) { groups[$0] }.mapValues { members in
      members.map { raw[$0] }.filter { !$0.isMissing }.sampleDeviation ?? 0
    }
    return raw.indices.map { event in
      let sigma = deviations[groups[event]] ?? 0
      return sigma > 0 ? raw[event] / sigma : .missing
    }
  }

  private func numbers(_ column: String, _ events: ExplainedEvents) throws(ExplainingProblem)
    -> [Double]
  {
    let cells = try events.cells(of: column)
    return try complete(cells.map { $0.flatMap(number) }, cells, of: column, events)
  }
}
