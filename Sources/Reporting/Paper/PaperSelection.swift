import MarketData

/// What rows or columns of a table of averages can be.
public enum PaperAxis: String, CaseIterable, Sendable {
  case study, model, group, window

  var plural: String { self == .study ? "studies" : rawValue + "s" }
}

/// Which averages of stored studies a table shows.
public struct PaperSelection: Sendable {
  /// What the rows are.
  public var rows = PaperAxis.window
  /// What the columns are; `nil` for the first of studies, models and groups of which there are
  /// several.
  public var columns: PaperAxis?
  /// The models, in their order; empty for all.
  public var models: [String] = []
  /// The groups of events, in their order; empty for all where groups are rows or columns, else for
  /// all events together.
  public var groups: [String] = []
  /// The first and last sessions of the windows, in their order; empty for all.
  public var windows: [ClosedRange<Int>] = []
  /// The test, `bmp_t` or `corrado_z:cowan`; `nil` for the one to read first.
  public var test: String?
  /// What stands below an average.
  public var below = PaperStatistic.statistic
  /// The marks of significance.
  public var stars = Stars.usual

  /// Everything that two axes can show.
  public init() {}
}

/// Which stored regressions a table shows.
public struct PaperRegressions: Sendable {
  /// Their numbers, in their order; empty for all.
  public var numbers: [Int] = []
  /// The models; empty for all.
  public var models: [String] = []
  /// The first and last sessions of the windows; empty for all.
  public var windows: [ClosedRange<Int>] = []
  /// The coefficients, in their order; empty for all.
  public var terms: [String] = []
  /// What stands below a coefficient.
  public var below = PaperStatistic.standardError
  /// The marks of significance.
  public var stars = Stars.usual

  /// All regressions.
  public init() {}
}

/// Why there is no such table.
public struct PaperProblem: Error, Hashable, Sendable, CustomStringConvertible {
  /// What was asked for, and what can be.
  public let description: String
  /// Whether the question is wrong, and not only the study without an answer.
  public let isMisuse: Bool

  init(_ description: String, isMisuse: Bool = true) {
    self.description = description
    self.isMisuse = isMisuse
  }

  /// Something was asked for that the studies lack.
  init(no noun: String, _ name: String, available: [String], in studies: [PaperStudy]) {
    let subject =
      studies.count == 1 ? "study '\(studies[0].report.name)' has" : "the studies have"
    let hint = nearestName(to: name, among: available).map { "; did you mean '\($0)'?" } ?? ""
    let names = available.isEmpty ? "none" : available.joined(separator: ", ")
    self.init("\(subject) no \(noun) '\(name)'\(hint) (there are: \(names))")
  }
}

/// The chosen ones of those that there are, in the order of the choice; all where none is chosen.
func chosen(
  _ names: [String], of available: [String], _ noun: String, in studies: [PaperStudy]
) throws(PaperProblem) -> [String] {
  for name in names where !available.contains(name) {
    throw PaperProblem(no: noun, name, available: available, in: studies)
  }
  return names.isEmpty ? available : names.distinct()
}
