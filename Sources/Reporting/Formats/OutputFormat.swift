public import Tables

/// A way to write a table as bytes.
///
/// Formats for programs carry every digit; formats for readers round by what a column means and
/// use `style`. None depends on the locale or the time zone.
public protocol OutputFormat: Sendable {
  /// The name given to `--format`.
  var id: String { get }
  /// The file name suffixes that choose this format, without the dot.
  var fileSuffixes: [String] { get }
  /// Whether the bytes are text, which a terminal can show.
  var isText: Bool { get }
  /// Writes the table. Throws only what the sink's receiver throws.
  func write(_ table: Table, style: TextStyle, to sink: inout ByteSink) throws
  /// Writes a table that arrives in parts; a format that does not do so itself gathers them first,
  /// and throws `TooManyRows` when they are very many.
  func write(_ parts: TableParts, style: TextStyle, to sink: inout ByteSink) throws
}

extension OutputFormat {
  /// Most formats are text.
  public var isText: Bool { true }

  /// Gathers the parts, at most a million rows, and writes the table.
  public func write(_ parts: TableParts, style: TextStyle, to sink: inout ByteSink) throws {
    let (table, isWhole) = try parts.gathered(upTo: TooManyRows.limit + 1)
    guard isWhole else { throw TooManyRows(format: id) }
    try write(table, style: style, to: &sink)
  }
}

/// A format that writes rows as they come, in memory that does not grow with them.
protocol StreamedFormat: OutputFormat {}

extension StreamedFormat {
  func write(_ table: Table, style: TextStyle, to sink: inout ByteSink) throws {
    try write(TableParts(table), style: style, to: &sink)
  }
}

/// A table has more rows than a format that needs all of them at once can take.
public struct TooManyRows: Error, Hashable, Sendable, CustomStringConvertible {
  static let limit = 1_000_000

  let format: String

  /// How many rows are too many, and what to do.
  public var description: String {
    "format \(format) takes at most \(countText(Self.limit)) rows; csv, tsv, json, ndjson, md, latex, "
      + "html and text take any number"
  }
}

extension OutputFormat {
  /// The table as one text.
  public func text(of table: Table, style: TextStyle = .plain) -> String {
    var bytes: [UInt8] = []
    // A sink throws what its receiver throws, and appending to an array throws nothing.
    try? write(table, style: style) { bytes += $0 }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Writes the table in pieces of whole rows.
  ///
  /// - Parameters:
  ///   - table: The table to write.
  ///   - style: How text for readers is laid out.
  ///   - receive: Takes each piece, in order; what it throws ends the writing.
  public func write(
    _ table: Table, style: TextStyle, _ receive: ([UInt8]) throws -> Void
  ) throws {
    try write(TableParts(table), style: style, receive)
  }

  /// Writes a table that arrives in parts, in pieces of whole rows.
  public func write(
    _ parts: TableParts, style: TextStyle, _ receive: ([UInt8]) throws -> Void
  ) throws {
    try withoutActuallyEscaping(receive) { receive in
      var sink = ByteSink(receive)
      try write(parts, style: style, to: &sink)
      try sink.flush()
    }
  }
}
