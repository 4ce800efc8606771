import MarketData

extension StudySpec {
  /// How the adjusted tests account for events that move together.
  public enum Dependence: Hashable, Sendable {
    /// The correlation of two events counts as far as their windows share calendar days: r*.
    case overlap
    /// The mean correlation of residuals aligned by relative day, whatever the dates
    /// (Kolari & Pynnonen 2010, as other programs compute it).
    case eventTime
    /// Events are taken as uncorrelated.
    case none
    /// The mean correlation between events, above -1 and below 1.
    case given(Double)
  }
}

extension StudySpec.Dependence: LosslessStringConvertible {
  /// The names a study file may give, without the number.
  public static let names = ["overlap", "event-time", "none"]

  /// Parses a name or a number above -1 and below 1.
  public init?(_ text: String) {
    switch text {
    case "overlap": self = .overlap
    case "event-time": self = .eventTime
    case "none": self = .none
    default:
      guard let value = Double(text), Self.isCorrelation(value) else { return nil }
      self = .given(value)
    }
  }

  /// As it is written in study files.
  public var description: String {
    switch self {
    case .overlap: "overlap"
    case .eventTime: "event-time"
    case .none: "none"
    case .given(let value): "\(value)"
    }
  }

  /// Whether two events that are not the same one can have this correlation.
  static func isCorrelation(_ value: Double) -> Bool { value > -1 && value < 1 }

  /// What is wrong with a text that is none of these.
  public static func problem(with text: String) -> String {
    let hint = nearestName(to: text, among: names).map { "; did you mean '\($0)'?" } ?? ""
    return "'\(text)' is not one of \(names.joined(separator: ", ")), "
      + "or a correlation above -1 and below 1" + hint
  }
}
