/// Why a text is not a rule for dates.
enum DateRuleProblem: Error, Hashable {
  case unknownWord(String, expected: [String])
  case noSuchDay(String)
  case unreadable(String)
  case notASpan(String)
}

extension DateRule {
  static let weekdays = [
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
  ]
  static let months = [
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december",
  ]

  /// Reads a rule; case and the width of spaces do not matter.
  init(_ text: String) throws(DateRuleProblem) {
    let words = text.lowercased().split(separator: " ").map(String.init)
    // A rule may stand inside a rule, which is read by recursion.
    guard words.count <= 40 else { throw .unreadable(text) }
    self = try Self.rule(words[...], of: text)
  }

  /// Reads what a row lists: one rule, or dates and spans of dates such as
  /// `2025-01-28..2025-02-04`, each date a rule of its own.
  static func rules(_ text: String) throws(DateRuleProblem) -> [DateRule] {
    let words = text.split(separator: " ").map(String.init)
    let isList = words.count > 1 && words.allSatisfy { $0.utf8.count >= 10 }
    guard isList || text.contains("..") else { return [try DateRule(text)] }
    var rules: [DateRule] = []
    for word in words { rules += try span(word).map { .date($0) } }
    return rules
  }

  /// The dates of one date, or from one date to another.
  private static func span(_ text: String) throws(DateRuleProblem) -> [CalendarDate] {
    var ends: [CalendarDate] = []
    for part in text.split(separator: "..", maxSplits: 1, omittingEmptySubsequences: false) {
      guard let date = CalendarDate(part) else { throw .noSuchDay(String(part)) }
      ends.append(date)
    }
    guard ends[0] <= ends[ends.count - 1], ends[ends.count - 1].ordinal - ends[0].ordinal < 366
    else { throw .notASpan(text) }
    return (ends[0].ordinal...ends[ends.count - 1].ordinal).map(CalendarDate.init(ordinal:))
  }

  /// Reads names of weekdays as 1 = Monday to 7 = Sunday.
  static func weekdayNumbers(_ words: ArraySlice<String>) throws(DateRuleProblem) -> Set<Int> {
    var numbers: Set<Int> = []
    for word in words { numbers.insert(try index(of: word, in: weekdays)) }
    return numbers
  }

  private static func rule(
    _ words: ArraySlice<String>, of text: String
  ) throws(DateRuleProblem) -> DateRule {
    if let condition = words.firstIndex(of: "if"), condition + 1 < words.endIndex {
      return .only(
        try rule(words[..<condition], of: text),
        weekdays: try weekdayNumbers(words[(condition + 1)...]))
    }
    if words.count > 2, words.first == "day" {
      let days = words.dropFirst().first == "after" ? 1 : -1
      _ = try index(of: words[words.startIndex + 1], in: ["after", "before"])
      return .offset(try rule(words.dropFirst(2), of: text), days: days)
    }
    if words.count > 2, let first = words.first, weekdays.contains(first) {
      let word = words[words.startIndex + 1]
      _ = try index(of: word, in: ["after", "before"])
      return .nextTo(
        try rule(words.dropFirst(2), of: text), weekday: try index(of: first, in: weekdays),
        isAfter: word == "after")
    }
    return try simple(Array(words), of: text)
  }

  private static func simple(
    _ words: [String], of text: String
  ) throws(DateRuleProblem) -> DateRule {
    switch words.count {
    case 1 where words[0].hasPrefix("easter"):
      return .easter(offset: try easterOffset(words[0].dropFirst(6), of: text))
    case 1 where words[0].utf8.count == 10:
      guard let date = CalendarDate(words[0]) else { throw .noSuchDay(words[0]) }
      return .date(date)
    case 1, 2: return try yearly(words, of: text)
    case 3: return try weekday(words, of: text)
    default: throw .unreadable(text)
    }
  }

  private static func easterOffset(
    _ suffix: Substring, of text: String
  ) throws(DateRuleProblem) -> Int {
    if suffix.isEmpty { return 0 }
    guard "+-".contains(suffix.first!), let offset = Int(suffix), (-100...200).contains(offset)
    else { throw .unreadable(text) }
    return offset
  }

  private static func yearly(
    _ words: [String], of text: String
  ) throws(DateRuleProblem) -> DateRule {
    let bytes = Array(words[0].utf8)
    guard bytes.count == 5, bytes[2] == UInt8(ascii: "-"), let month = digits(bytes[0..<2]),
      let day = digits(bytes[3..<5])
    else { throw .unreadable(text) }
    // A leap year, so that 02-29 is a day.
    guard CalendarDate(year: 2000, month: month, day: day) != nil else {
      throw .noSuchDay(words[0])
    }
    let names = Observance.allCases.map(\.rawValue)
    let name = words.count == 2 ? words[1] : Observance.asIs.rawValue
    return .yearly(
      month: month, day: day, Observance.allCases[try index(of: name, in: names) - 1])
  }

  private static func weekday(
    _ words: [String], of text: String
  ) throws(DateRuleProblem) -> DateRule {
    let occurrences = ["1", "2", "3", "4", "5", "last"]
    let occurrence = try index(of: words[0], in: occurrences)
    return .weekday(
      try index(of: words[1], in: weekdays), month: try index(of: words[2], in: months),
      occurrence: occurrence == occurrences.count ? 0 : occurrence)
  }

  /// The place of a word in a list, counted from 1.
  private static func index(
    of word: String, in list: [String]
  ) throws(DateRuleProblem) -> Int {
    guard let index = list.firstIndex(of: word) else {
      throw .unknownWord(word, expected: list)
    }
    return index + 1
  }
}

extension DateRuleProblem: CustomStringConvertible {
  var description: String {
    switch self {
    case .unknownWord(let word, let expected):
      if let nearest = nearestName(to: word, among: expected) {
        "'\(word)' is not known; did you mean '\(nearest)'?"
      } else {
        "'\(word)' is not known; write one of \(expected.joined(separator: ", "))"
      }
    case .noSuchDay(let text): "there is no day \(text)"
    case .notASpan(let text): "'\(text)' runs backwards or over more than a year"
    case .unreadable(let text):
      "'\(text)' is not a rule like 12-24, 07-04 nearest, 3 monday january, last monday may, "
        + "easter-2, day after 4 thursday november, 12-24 if friday or 2001-09-11"
    }
  }
}
