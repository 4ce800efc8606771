/// Finds out how a table is written, from the decoded beginning of its file.
struct DialectFinder {
  private let text: ArraySlice<UInt8>
  private let isWhole: Bool
  private let options: ImportOptions
  var dialect = Dialect(delimiter: .comma)
  private(set) var sample: SampleText
  private(set) var decisions: [Detection.Decision] = []
  /// The records left out before the table.
  private(set) var skipped: [SampleText.Row] = []

  init(_ text: ArraySlice<UInt8>, isWhole: Bool, _ options: ImportOptions) {
    (self.text, self.isWhole, self.options) = (text, isWhole, options)
    sample = SampleText([], dialect, isWhole: true)
  }

  /// Decides everything, in the order in which one thing depends on another.
  mutating func find(markCount: Int, skipsPreamble: Bool) {
    dialect.hasByteOrderMark = markCount > 0
    dialect.skippedBytes = markCount
    let separator = Beginning(text).separatorLine
    if let separator {
      dialect.skippedBytes = separator.byteCount
      dialect.skippedLines = 1
    }
    findQuote()
    dialect.hasComments = Beginning(text.dropFirst(dialect.skippedBytes)).hasComments
    dialect.delimiter =
      options.delimiter ?? separator?.delimiter ?? .sniff(text, dialect, isWhole: isWhole)
    sample = SampleText(text, dialect, isWhole: isWhole)
    if skipsPreamble { skipPreamble() }
    explainDelimiter(isNamed: separator != nil)
    findDecimalMark()
  }

  private mutating func findQuote() {
    dialect.quote = .sniff(text.dropFirst(dialect.skippedBytes))
    if dialect.quote == .single {
      decide(
        "quote", dialect.quote.name, "fields begin and end with it, and no double quote is seen")
    }
  }

  private mutating func explainDelimiter(isNamed: Bool) {
    let usual = sample.usualWidth
    let table =
      "it gives \(usual?.records ?? 0) of the first \(sample.rows.count) records "
      + "\(usual?.width ?? 1) columns"
    let named = isNamed ? "the first line, sep=, names it; \(table)" : table
    decide(
      "delimiter", dialect.delimiter.name,
      options.delimiter == nil ? named : "asked for with --delimiter; \(table)",
      flag: "--delimiter")
  }

  private mutating func skipPreamble() {
    let count = sample.preambleCount
    guard count > 0 else { return }
    skipped = Array(sample.rows[..<count])
    dialect.skippedLines = sample.rows[count].position.line - 1
    dialect.skippedBytes = start(ofLine: dialect.skippedLines + 1, in: text) - text.startIndex
    sample = SampleText(text, dialect, isWhole: isWhole)
  }

  private mutating func findDecimalMark() {
    let evidence = DecimalEvidence(sample.rows.lazy.flatMap(\.cells))
    dialect.decimalMark = options.decimalMark ?? evidence.mark(delimiter: dialect.delimiter)
    decide(
      "decimal mark", dialect.decimalMark.rawValue,
      options.decimalMark == nil
        ? evidence.words(for: dialect.decimalMark) : "asked for with --decimal",
      flag: "--decimal")
  }

  private mutating func decide(
    _ subject: String, _ value: String, _ evidence: String, flag: String? = nil
  ) {
    decisions.append(
      Detection.Decision(subject: subject, value: value, evidence: evidence, flag: flag))
  }
}
