/// How a file writes its table.
public struct Dialect: Hashable, Sendable {
  /// The character between two columns.
  public var delimiter: Delimiter
  /// Whether the file begins with a UTF-8 byte-order mark, which belongs to no field.
  public var hasByteOrderMark = false

  /// A character that can stand between two columns.
  public enum Delimiter: UInt8, CaseIterable, Sendable {
    case comma = 0x2C
    case semicolon = 0x3B
    case tab = 0x09
    case bar = 0x7C

    /// The character as messages show it.
    public var name: String {
      switch self {
      case .comma: "comma"
      case .semicolon: "semicolon"
      case .tab: "tab"
      case .bar: "vertical bar"
      }
    }
  }
}

extension Dialect.Delimiter {
  /// The delimiter under which the beginning of a file looks most like a table: the most records
  /// with the same number of columns, more than one.
  static func sniff(_ head: ArraySlice<UInt8>, isWhole: Bool) -> Self {
    let scored = allCases.map { delimiter in
      (delimiter, tabularity(of: SampleText(head, delimiter: delimiter, isWhole: isWhole)))
    }
    // The first of equals, so that the order of the cases decides.
    return scored.reduce((.comma, 0)) { best, next in next.1 > best.1 ? next : best }.0
  }

  private static func tabularity(of sample: SampleText) -> Double {
    let counts = sample.rows.map(\.cells.count)
    let tally = Dictionary(grouping: counts.filter { $0 > 1 }, by: { $0 }).mapValues(\.count)
    guard let most = tally.values.max(), let width = tally.first(where: { $0.value == most })?.key
    else { return 0 }
    // Many columns break ties: a semicolon inside a text of a comma table gives two.
    return Double(most) / Double(counts.count) + 0.001 * Double(min(width, 100))
      - (sample.failure == nil ? 0 : 0.5)
  }
}

/// The records in the beginning of a file, as texts.
struct SampleText {
  struct Row {
    var cells: [String]
    var position: Position
  }

  private(set) var rows: [Row] = []
  /// Why the sample ends before its bytes do.
  private(set) var failure: CSVFailure?

  /// Parses bytes; a record that the end of the bytes may have cut is left out.
  init(_ bytes: ArraySlice<UInt8>, delimiter: Dialect.Delimiter, isWhole: Bool) {
    let parser = CSVParser(delimiter: delimiter.rawValue)
    let batches = [RecordBatch(), RecordBatch()]
    do throws(CSVFailure) {
      try bytes.withUnsafeBufferPointer { (text) throws(CSVFailure) in
        try parser.parse(UnsafeRawBufferPointer(text), into: batches[0])
      }
      if isWhole { try parser.finish(into: batches[1]) }
    } catch {
      failure = error
    }
    for batch in batches {
      for row in 0..<batch.rowCount {
        let cells = batch.fields(ofRow: row).map { String(decoding: $0, as: UTF8.self) }
        rows.append(Row(cells: cells, position: batch.position(ofRow: row)))
      }
    }
  }
}
