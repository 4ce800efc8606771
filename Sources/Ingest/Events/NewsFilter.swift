/// A customary selection from news that a vendor has rated.
public enum NewsFilter: String, CaseIterable, Sendable {
  /// News that is about the entity: a relevance of 100.
  case relevant
  /// News that is new: nothing similar in the 90 days before.
  case novel

  /// The least rating that passes.
  var leastRating: Double {
    switch self {
    case .relevant: 100
    case .novel: 90
    }
  }
}
