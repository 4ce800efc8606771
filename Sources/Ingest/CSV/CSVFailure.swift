/// Why a text is not a table of comma-separated values.
///
/// Lines are physical lines, the first is 1.
public enum CSVFailure: Error, Hashable, Sendable {
  /// A quoted field that opens on this line has not ended at the end of the file, or within the
  /// longest field allowed.
  case unterminatedQuote(line: Int)
  /// A quote where none may stand; `opened` is the line on which the quoted field around it opens.
  case strayQuote(line: Int, opened: Int?)
  /// A field longer than the longest allowed, in bytes.
  case longField(line: Int, limit: Int)
  /// More columns than allowed.
  case manyColumns(line: Int, limit: Int)
  /// A record longer than the longest allowed, in bytes.
  case longRecord(line: Int, limit: Int)
  /// The system gave no memory for the field that begins on this line.
  case outOfMemory(line: Int)
}

extension CSVFailure: CustomStringConvertible {
  /// The failure in words, the input's name left to the caller.
  public var description: String {
    switch self {
    case .unterminatedQuote(let line):
      "unterminated quote: line \(line) opens a quoted field whose closing quote is missing"
    case .strayQuote(let line, nil):
      "line \(line): a quote inside a field that does not begin with one; quote the whole field "
        + "and double the quotes in it"
    case .strayQuote(let line, let opened?):
      "line \(line): a quote inside a quoted field"
        + (opened == line ? "" : " that opens on line \(opened)")
        + "; write it twice, or close the field before it"
    case .longField(let line, let limit):
      "line \(line): a field longer than \(limit) bytes"
    case .manyColumns(let line, let limit):
      "line \(line): more than \(limit) columns"
    case .longRecord(let line, let limit):
      "line \(line): a record longer than \(limit) bytes"
    case .outOfMemory(let line):
      "line \(line): not enough memory for the field"
    }
  }
}

/// The largest sizes read; beyond them a file is refused instead of filling the memory.
struct CSVLimits: Sendable {
  var fieldBytes = 1 << 20
  var columns = 4096
  var recordBytes = 16 << 20
}
