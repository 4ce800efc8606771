import MarketData

/// Reads dates that `StampText` does not: names of months, and years of two digits.
enum WrittenDate {
  /// Reads `June 5, 2025`, `5 Jun 2025`, `05JUN2025`, `5-Jun-25`, `6/5/25` and the like; the words
  /// stand without commas.
  ///
  /// A year of two digits is 1969 to 2068, as in POSIX.
  static func date(
    _ words: ArraySlice<String>, order: ImportOptions.DateOrder?
  ) throws(StampText.Failure) -> CalendarDate {
    if words.count == 1, let word = words.first,
      let date = try StampText.ifReadable(word, order: order)
    {
      return date
    }
    let runs = words.flatMap(runs)
    guard runs.count == 3 else { throw .malformed }
    if let place = runs.firstIndex(where: { $0.first?.isLetter == true }) {
      return try named(runs, month: place)
    }
    guard words.count == 1, let word = words.first else { throw .malformed }
    return try numeric(runs, isDotted: word.contains("."), order: order)
  }

  private static func named(
    _ runs: [String], month place: Int
  ) throws(StampText.Failure) -> CalendarDate {
    guard let month = DateText.month(runs[place].lowercased()) else { throw .malformed }
    let numbers = runs.indices.filter { $0 != place }.map { runs[$0] }
    // A year can only come first when it has four digits and the month stands in the middle.
    let isYearFirst = numbers[0].count == 4 && place == 1
    return try checked(
      year: numbers[isYearFirst ? 0 : 1], month: month, day: numbers[isYearFirst ? 1 : 0])
  }

  private static func numeric(
    _ runs: [String], isDotted: Bool, order: ImportOptions.DateOrder?
  ) throws(StampText.Failure) -> CalendarDate {
    guard runs.allSatisfy({ $0.count <= 2 }), runs[2].count == 2 || order == .yearFirst else {
      throw .malformed
    }
    switch order ?? (isDotted ? .dayFirst : nil) {
    case .monthFirst: return try checked(year: runs[2], month: Int(runs[0]), day: runs[1])
    case .dayFirst: return try checked(year: runs[2], month: Int(runs[1]), day: runs[0])
    case .yearFirst: return try checked(year: runs[0], month: Int(runs[1]), day: runs[2])
    case nil: throw .ambiguous
    }
  }

  private static func checked(
    year: String, month: Int?, day: String
  ) throws(StampText.Failure) -> CalendarDate {
    guard let written = Int(year), let month, (1...2).contains(day.count), let day = Int(day),
      year.count == 4 || year.count == 2
    else { throw .malformed }
    let year = year.count == 4 ? written : written + (written < 69 ? 2000 : 1900)
    guard (1800...2200).contains(year),
      let date = CalendarDate(year: year, month: month, day: day)
    else { throw .noSuchDate }
    return date
  }

  /// The runs of letters and of digits in a word; the `th` of `5th` is left out.
  private static func runs(_ word: String) -> [String] {
    var runs: [String] = []
    var last: Character?
    for character in word {
      let continues =
        last.map { $0.isLetter == character.isLetter && $0.isNumber == character.isNumber } ?? false
      if character.isLetter || character.isNumber {
        if continues {
          runs[runs.count - 1].append(character)
        } else {
          runs.append(String(character))
        }
      }
      last = character
    }
    return runs.filter { !["st", "nd", "rd", "th"].contains($0.lowercased()) }
  }
}

extension StampText {
  /// The date of a text that is one; `nil` when it is none at all.
  fileprivate static func ifReadable(
    _ text: String, order: ImportOptions.DateOrder?
  ) throws(Failure) -> CalendarDate? {
    do throws(Failure) {
      return try StampText(text, order: order).date
    } catch {
      if error == .malformed { return nil }
      throw error
    }
  }
}

extension Sample {
  /// The order of the parts of an event column's dates, also of those whose years have two digits.
  func eventDateOrder(_ column: Int, _ options: ImportOptions) -> ImportOptions.DateOrder? {
    if let order = dateOrder(column, options) { return order }
    let parts = cells(column).map { cell in
      cell.trimmingSpaces.prefix { $0 != " " }.split { "/-.".contains($0) }.compactMap { Int($0) }
    }.filter { $0.count == 3 && $0[2] < 100 }
    guard !parts.isEmpty else { return nil }
    let isMonthFirst = parts.allSatisfy { $0[0] <= 12 && $0[1] <= 31 }
    let isDayFirst = parts.allSatisfy { $0[0] <= 31 && $0[1] <= 12 }
    guard isMonthFirst != isDayFirst else { return nil }
    return isMonthFirst ? .monthFirst : .dayFirst
  }
}
