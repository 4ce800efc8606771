public import Tables

/// What one check of the installation found.
public struct Checkup: Hashable, Sendable {
  /// How a check went.
  public enum Status: String, Sendable {
    case ok
    /// Something that is not there and need not be.
    case missing
    /// Something that keeps commands from working.
    case problem
  }

  /// What was checked.
  public let check: String
  /// How it went.
  public let status: Status
  /// What was found.
  public let found: String
  /// What to do about it; `nil` when there is nothing to do.
  public let remedy: String?

  init(_ check: String, _ found: String, remedy: String? = nil) {
    self.init(check, .ok, found, remedy: remedy)
  }

  init(_ check: String, _ status: Status, _ found: String, remedy: String? = nil) {
    (self.check, self.status, self.found, self.remedy) = (check, status, found, remedy)
  }

  /// Findings as a table.
  public static func table(_ findings: [Checkup]) -> Table {
    Table(
      "doctor",
      [
        Column("check", texts: findings.map(\.check)),
        Column("status", texts: findings.map(\.status.rawValue)),
        Column("found", texts: findings.map(\.found)),
        Column("remedy", texts: findings.map(\.remedy)),
      ])
  }
}
