/// Which reactions are compared between groups of events.
public struct ComparisonSpec: Hashable, Sendable {
  /// The column whose cells are the groups.
  public var column: String
  /// The column within whose cells labels may change places; `nil` lets all of them.
  public var block: String? = "session"
  /// The table beside the event list that columns may come from: its name and the digest of its
  /// bytes.
  public var covariateTable: String?
  /// The return model; `nil` takes each of the study's in turn.
  public var model: String?
  /// The window; `nil` takes each of the study's in turn.
  public var window: Window?
  /// How often labels change places.
  public var replicates = 9_999
  /// The seed of their places.
  public var seed: UInt64 = StudySpec.Resampling().seed

  /// A comparison by a column.
  public init(by column: String) { self.column = column }

  /// The most groups whose pairs are compared.
  static let mostGroups = 20
}

extension ComparisonSpec: CustomStringConvertible {
  /// The question as one line, the same for the same question.
  public var description: String {
    var text = "car by \(column), labels moved within \(block ?? "none")"
    if let covariateTable { text += ", columns of \(covariateTable)" }
    if let model { text += ", model \(model)" }
    if let window { text += ", window \(window)" }
    return text + ", \(replicates) replicates, seed \(seed)"
  }
}
