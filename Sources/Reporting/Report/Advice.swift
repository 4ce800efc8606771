import Tables

extension StudyReport {
  /// The tests that the notices advise to read first, by name.
  static func advisedTests(_ tables: TableSet) -> [String] {
    tables.records("notices").filter { $0.text("code") == "read_first" }.compactMap { notice in
      let words = notice.text("message")?.split(separator: " ") ?? []
      guard words.count > 1, words[0] == "Read" else { return nil }
      let test = String(words[1])
      return TestTraits.title(test) == nil ? nil : test
    }
  }
}
