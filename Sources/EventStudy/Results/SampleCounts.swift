public import Tables

/// What the result table `events` says of the sample.
public struct SampleCounts: Hashable, Sendable {
  /// How many events are in the sample of at least one model.
  public let includedCount: Int
  /// How many events are in no model's sample.
  public let excludedCount: Int
  /// Whether any event had data to fit a model to, even if every fit then failed.
  public let hasUsableEvents: Bool

  /// Counts the rows of a result table `events`.
  public init(of events: Table) {
    let rows = 0..<events.rowCount
    includedCount = rows.count { events["status"]?[$0].text == "included" }
    excludedCount = events.rowCount - includedCount
    hasUsableEvents =
      includedCount > 0
      || rows.contains { events["reason"]?[$0].text == Exclusion.singularModel.rawValue }
  }

  init(included: Int, excluded: Int, hasUsableEvents: Bool) {
    includedCount = included
    excludedCount = excluded
    self.hasUsableEvents = hasUsableEvents
  }
}
