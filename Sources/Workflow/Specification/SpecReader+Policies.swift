import EventStudy
import Yams

/// Keys of a study file that are one word, or a mapping when more is to be said.
extension SpecReader {
  func missing(_ node: SpecNode) throws(SpecFileError) -> StudySpec.Missing {
    var missing = StudySpec.Missing()
    guard case .mapping = node.node else {
      missing.policy = try node.choice()
      return missing
    }
    let fields = try node.fields(["policy", "minimum-days", "require-last-day"])
    if let node = fields["policy"] { missing.policy = try node.choice() }
    if let node = fields["minimum-days"] { missing.minimumDays = try node.integer() }
    if let node = fields["require-last-day"] { missing.requiresLastDay = try node.boolean() }
    return missing
  }

  func calendar(_ node: SpecNode) throws(SpecFileError) -> StudySpec.SessionCalendar {
    if case .mapping = node.node {
      guard let share = try node.fields(["inferred"])["inferred"] else {
        throw node.problem("the key 'inferred' is missing: {inferred: 0.5}")
      }
      let text = try share.text("a share of series such as 0.5")
      guard let value = Double(text) else {
        throw share.problem("'\(text)' is not a share of series such as 0.5")
      }
      return .inferred(share: value)
    }
    switch try node.text("'market', 'inferred' or an exchange's code") {
    case "market": return .market
    case "inferred": return .inferred(share: 0.5)
    case let code: return .exchange(code)
    }
  }

  func weights(_ node: SpecNode) throws(SpecFileError) -> StudySpec.Weighting {
    guard case .mapping = node.node else {
      switch try node.text("one of equal, precision") {
      case "equal": return .equal
      case "precision": return .precision
      case let text:
        throw node.problem(
          "'\(text)' is not one of equal, precision, or a column of the event list: {value: NAME}")
      }
    }
    guard let column = try node.fields(["value"])["value"] else {
      throw node.problem("the key 'value' is missing: {value: market_cap}")
    }
    return .value(covariate: try column.text("a column's name"))
  }

  func compatibility(_ node: SpecNode) throws(SpecFileError) -> StudySpec.Compatibility {
    let name = try node.text("the name of a program")
    guard let compatibility = StudySpec.Compatibility(rawValue: name) else {
      throw node.problem(StudySpec.Compatibility.problem(with: name))
    }
    return compatibility
  }
}
