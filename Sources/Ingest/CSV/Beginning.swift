/// What stands before a file's table, found in its decoded beginning.
struct Beginning {
  private let text: ArraySlice<UInt8>

  init(_ text: ArraySlice<UInt8>) { self.text = text }

  /// The delimiter that a first line such as `sep=;` names, and the bytes before the next line.
  var separatorLine: (delimiter: Dialect.Delimiter, byteCount: Int)? {
    let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    let body = text.starts(with: mark) ? text.dropFirst(mark.count) : text
    let line = body.prefix { $0 != 0x0A && $0 != 0x0D }
    let words = String(decoding: line.filter { $0 != 0x22 }, as: UTF8.self)
    guard words.lowercased().hasPrefix("sep="), words.count == 5,
      let delimiter = Dialect.Delimiter(String(words.suffix(1)))
    else { return nil }
    let rest = body[line.endIndex...]
    let lineEnd = rest.starts(with: [0x0D, 0x0A]) ? 2 : min(rest.count, 1)
    return (delimiter, line.endIndex + lineEnd - text.startIndex)
  }

  /// Whether lines that begin with `#` are comments, as they are unless they are the table: its
  /// header, or the greater part of its rows.
  func hasComments(_ dialect: Dialect) -> Bool {
    let hash = UInt8(ascii: "#")
    let body = text.dropFirst(dialect.skippedBytes)
    let lines = body.split { $0 == 0x0A || $0 == 0x0D }.map { $0.drop { $0 == 0x20 } }
    let marked = lines.count { $0.first == hash }
    guard marked > 0, marked * 2 < lines.count || lines.count == marked else { return false }
    guard let first = lines.firstIndex(where: { $0.first != hash }), first > 0 else { return true }
    // The last of several comments may be the header of the rows below it.
    return !isHeader(lines[first - 1], of: lines[first], dialect.delimiter)
  }

  private func isHeader(
    _ line: ArraySlice<UInt8>, of row: ArraySlice<UInt8>, _ delimiter: Dialect.Delimiter
  ) -> Bool {
    let names = line.split(separator: delimiter.rawValue, omittingEmptySubsequences: false)
    let cells = row.split(separator: delimiter.rawValue, omittingEmptySubsequences: false)
      .map { String(decoding: $0, as: UTF8.self) }
    return names.count == cells.count && cells.contains(where: isDate)
      && cells.contains(where: isNumber)
  }
}
