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
  /// Writes the table. Throws only what the sink's receiver throws.
  func write(_ table: Table, style: TextStyle, to sink: inout ByteSink) throws
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
    try withoutActuallyEscaping(receive) { receive in
      var sink = ByteSink(receive)
      try write(table, style: style, to: &sink)
      try sink.flush()
    }
  }
}
