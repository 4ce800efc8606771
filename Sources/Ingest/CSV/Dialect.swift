/// How a file writes its table.
public struct Dialect: Hashable, Sendable {
  /// The character between two columns.
  public var delimiter: Delimiter
  /// The character around fields that hold delimiters or line ends.
  public var quote = Quote.double
  /// How characters are written as bytes.
  public var encoding = TextEncoding.utf8
  /// Whether the file begins with a byte-order mark, which belongs to no field.
  public var hasByteOrderMark = false
  /// How the file is compressed; `nil` when it is not.
  public var compression: Compression?
  /// Whether lines that begin with `#` are comments.
  public var hasComments = false
  /// The character before the decimals of a number.
  public var decimalMark = DecimalMark.point
  /// The physical lines before the first record: a line `sep=;`, or a preamble.
  public var skippedLines = 0
  /// The bytes of the decoded text before the first record, the byte-order mark included.
  var skippedBytes = 0

  /// A character that can stand between two columns.
  public enum Delimiter: UInt8, CaseIterable, Sendable {
    case comma = 0x2C
    case semicolon = 0x3B
    case tab = 0x09
    case bar = 0x7C
    /// One or more spaces, as in tables that are aligned with them.
    case space = 0x20

    /// The character as messages show it.
    public var name: String {
      switch self {
      case .comma: "comma"
      case .semicolon: "semicolon"
      case .tab: "tab"
      case .bar: "vertical bar"
      case .space: "space"
      }
    }

    /// The name for `--delimiter`.
    public var shortName: String { self == .bar ? "bar" : name }

    /// The byte that the parser sees between two columns.
    var parsed: UInt8 { self == .space ? Self.tab.rawValue : rawValue }
  }

  /// A character that can stand around a field.
  public enum Quote: UInt8, CaseIterable, Sendable {
    case double = 0x22
    case single = 0x27

    /// The character as messages show it.
    public var name: String { self == .double ? "double quote" : "apostrophe" }
  }
}

extension Dialect.Delimiter {
  /// The delimiter of a name such as `semicolon` or `;`.
  public init?(_ text: String) {
    let named = Self.allCases.first {
      [$0.shortName, $0.name, String(UnicodeScalar($0.rawValue))].contains(text.lowercased())
    }
    guard let named else { return nil }
    self = named
  }
}

extension Dialect {
  /// A parser of the text behind what is skipped.
  func parser(
    limits: CSVLimits = CSVLimits(), keeps: (Int) -> Bool = { _ in true }
  ) -> CSVParser {
    CSVParser(
      delimiter: delimiter.parsed, quote: quote.rawValue, hasComments: hasComments,
      firstLine: skippedLines + 1, limits: limits, keeps: keeps)
  }
}
