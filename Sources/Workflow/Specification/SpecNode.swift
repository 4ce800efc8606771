import EventStudy
import MarketData
import Yams

/// A part of a study file with its place in it.
struct SpecNode {
  let node: Node
  let file: String
  let key: String

  var line: Int? { node.mark?.line }

  func problem(_ message: String) -> SpecFileError {
    SpecFileError(file: file, line: line, key: key, message: message)
  }

  /// A problem with what stands here in the place of something else.
  func problem(wanted: String) -> SpecFileError { problem("\(found) is not \(wanted)") }

  /// What stands here, for messages.
  private var found: String {
    switch node {
    case .scalar(let scalar): "'\(scalar.string)'"
    case .sequence: "a list"
    case .mapping: "a mapping"
    case .alias(let alias): "the alias '\(alias.anchor)'"
    }
  }

  /// The text of a scalar, as written.
  func text(_ wanted: String = "a single value") throws(SpecFileError) -> String {
    guard case .scalar(let scalar) = node else { throw problem("\(found) is not \(wanted)") }
    return scalar.string
  }

  func integer() throws(SpecFileError) -> Int {
    guard let value = Int(try text("a whole number")) else {
      throw problem("\(found) is not a whole number")
    }
    return value
  }

  func boolean() throws(SpecFileError) -> Bool {
    switch try text("true or false") {
    case "true": return true
    case "false": return false
    default: throw problem("\(found) is not true or false")
    }
  }

  /// One of an enumeration's names.
  func choice<Choice: RawRepresentable & CaseIterable>(_: Choice.Type = Choice.self)
    throws(SpecFileError) -> Choice where Choice.RawValue == String
  {
    let names = Choice.allCases.map(\.rawValue)
    guard let choice = Choice(rawValue: try text("one of " + names.joined(separator: ", "))) else {
      throw problem("\(found) is not one of " + names.joined(separator: ", "))
    }
    return choice
  }

  /// The elements of a list; a single value is a list of one.
  func list() -> [SpecNode] {
    guard case .sequence(let sequence) = node else { return [self] }
    return sequence.map { SpecNode(node: $0, file: file, key: key) }
  }

  /// A pair of whole numbers, the first not above the second: `[-1, 1]`.
  ///
  /// - Parameter bars: The bars that the numbers count, of which durations make some too:
  ///   `[-10m, 20m]`; `nil` for sessions.
  func window(of bars: BarSpacing? = nil) throws(SpecFileError) -> Window {
    let expected =
      bars == nil ? "a window such as [-1, 1]" : "a window such as [-10m, 20m] or [-1, 1]"
    guard case .sequence(let sequence) = node, sequence.count == 2 else {
      throw problem("\(found) is not \(expected)")
    }
    let ends = [
      try list()[0].relativeTime(bars, .down), try list()[1].relativeTime(bars, .up),
    ]
    guard let window = Window(ends[0], ends[1]) else {
      throw problem(
        "[\(ends[0]), \(ends[1])] ends before it starts; write [\(ends[1]), \(ends[0])]")
    }
    return window
  }

  /// A whole number of sessions or bars; of bars also a duration, as many as have a part of it
  /// wherever in its bar the news came.
  private func relativeTime(_ bars: BarSpacing?, _ rule: FloatingPointRoundingRule)
    throws(SpecFileError) -> Int
  {
    guard let seconds = secondsOfDuration(try text("a whole number")) else {
      guard bars != nil else { return try integer() }
      let wanted = "a number of bars, or a duration such as 20m or 2h"
      guard let count = Int(try text(wanted)) else { throw problem(wanted: wanted) }
      return count
    }
    guard let bars else {
      throw problem("\(found) is a duration, which a study of bars has: add the key 'bars: 5m'")
    }
    let count = (Double(seconds) / Double(bars.seconds)).rounded(rule)
    guard abs(count) < 1e6 else { throw problem("\(found) is further than any window reaches") }
    return Int(count)
  }

  /// One window, or a list of windows.
  func windows(of bars: BarSpacing? = nil) throws(SpecFileError) -> [Window] {
    guard case .sequence(let sequence) = node else {
      throw problem("\(found) is not a list of windows such as [[0, 0], [-1, 1]]")
    }
    if case .scalar? = sequence.first { return [try window(of: bars)] }
    return try list().map { entry throws(SpecFileError) in try entry.window(of: bars) }
  }

  /// The values of a mapping by key, each key one of the known ones and given once.
  func fields(_ known: [String]) throws(SpecFileError) -> [String: SpecNode] {
    guard case .mapping(let mapping) = node else {
      throw problem("\(found) is not a mapping of keys such as '\(known[0]): ...'")
    }
    var fields: [String: SpecNode] = [:]
    for (nameNode, value) in mapping {
      let name = SpecNode(node: nameNode, file: file, key: key)
      let text = try name.text("a key")
      guard known.contains(text) else { throw name.problem(unknownKey(text, known)) }
      let path = key.isEmpty ? text : "\(key).\(text)"
      fields[text] = SpecNode(node: value, file: file, key: path)
    }
    return fields
  }
}

private func unknownKey(_ key: String, _ known: [String]) -> String {
  let hint = nearestName(to: key, among: known).map { "did you mean '\($0)'?" }
  return "unknown key '\(key)'; " + (hint ?? "known: " + known.joined(separator: ", "))
}
