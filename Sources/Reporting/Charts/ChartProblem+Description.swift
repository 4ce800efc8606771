import MarketData

extension ChartProblem: CustomStringConvertible {
  /// What was asked for, the nearest name, and what there is.
  public var description: String {
    switch self {
    case .unknownChart(let name, let available):
      "there is no chart '\(name)'\(Self.hint(name, available)) "
        + "(there are: \(available.joined(separator: ", ")))"
    case .unknown(let choice, let name, let available):
      "the study has no \(choice.rawValue) \(name)\(Self.hint(name, available)) "
        + "(it has: \(available.isEmpty ? "none" : available.joined(separator: ", ")))"
    case .noChoice(let choice, let chart, let able):
      "chart '\(chart)' is of no \(choice.rawValue): --\(choice.rawValue) is for \(listed(able))"
    case .nothing(let reason): "there is nothing to draw: \(reason)"
    }
  }

  /// Whether the command is wrong, and not only the study without what was asked for.
  public var isMisuse: Bool {
    switch self {
    case .unknownChart, .noChoice: true
    case .unknown, .nothing: false
    }
  }

  private static func hint(_ name: String, _ available: [String]) -> String {
    nearestName(to: name, among: available).map { "; did you mean '\($0)'?" } ?? ""
  }
}
