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
  /// header, or most of the lines with a date.
  var hasComments: Bool {
    let hash = UInt8(ascii: "#")
    guard text.contains(hash) else { return false }
    let lines = text.split { $0 == 0x0A || $0 == 0x0D }.map { $0.drop { $0 == 0x20 } }
    guard let marked = lines.firstIndex(where: { $0.first == hash }) else { return false }
    let dated = lines.prefix(1000).filter { cells($0).contains(where: isDate) }
    guard dated.count(where: { $0.first == hash }) * 2 <= dated.count else { return false }
    guard let first = lines.firstIndex(where: { $0.first != hash }), first > marked else {
      return true
    }
    // The last of several comments may be the header of the rows below it.
    return !isHeader(cells(lines[first - 1]), of: cells(lines[first]))
  }

  private func isHeader(_ names: [String], of row: [String]) -> Bool {
    names.count > 1 && names.count == row.count && row.contains(where: isDate)
      && row.contains(where: isNumber)
  }

  /// The cells of a line, whatever the delimiter.
  private func cells(_ line: ArraySlice<UInt8>) -> [String] {
    line.split(omittingEmptySubsequences: false) { byte in
      byte != 0x20 && Dialect.Delimiter(rawValue: byte) != nil
    }.map { String(decoding: $0.drop { $0 == UInt8(ascii: "#") }, as: UTF8.self) }
  }
}
