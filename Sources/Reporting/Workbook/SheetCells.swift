import Tables

/// Writes the cells of one column of a sheet.
struct SheetCells {
  /// Writes a row's cell: how cells of the column begin, the row's number with the quote behind it.
  typealias Writer = (
    _ row: Int, _ open: [UInt8], _ number: [UInt8], _ sink: inout ByteSink
  ) -> Void

  let write: Writer

  init(_ column: Column) {
    switch column.values {
    case .text(let codes, let labels):
      let spelled = labels.map { Self.text($0) }
      write = Self.writer { codes[$0] < 0 ? nil : spelled[Int(codes[$0])] }
    case .integer(let values):
      write = Self.writer { values[$0] == .min ? nil : Self.number(String(values[$0])) }
    case .number(let values):
      write = Self.writer { values[$0].isNaN ? nil : Self.number(values[$0]) }
    case .date(let values):
      write = Self.writer { values[$0] == .min ? nil : Self.date(Int(values[$0])) }
    }
  }

  /// A missing cell is not written at all.
  private static func writer(_ content: @escaping (Int) -> [UInt8]?) -> Writer {
    { row, open, number, sink in
      guard let content = content(row) else { return }
      sink.append(open)
      sink.append(number)
      sink.append(content)
    }
  }

  private static func number(_ text: String) -> [UInt8] { Array("><v>\(text)</v></c>".utf8) }

  /// A spreadsheet has no infinite number.
  private static func number(_ value: Double) -> [UInt8] {
    value.isInfinite ? text(exactText(value)) : number(exactText(value))
  }

  /// A day as its number since 1899-12-30. Excel's calendar has a 29 February 1900, which never
  /// was: dates before it are texts.
  private static func date(_ ordinal: Int) -> [UInt8] {
    let serial = ordinal + 25_569
    guard serial > 60 else { return text(dateText(ordinal)) }
    return Array(" s=\"\(CellStyle.date)\"><v>\(serial)</v></c>".utf8)
  }

  /// A cell that holds a text, whatever the text looks like.
  static func text(_ text: String, style: Int? = nil) -> [UInt8] {
    let isGuarded = DelimitedText.guarded(text) != text
    let style = style ?? (isGuarded ? CellStyle.guarded : nil)
    let mark = style.map { " s=\"\($0)\"" } ?? ""
    return Array("\(mark) t=\"inlineStr\"><is><t xml:space=\"preserve\">".utf8) + escaped(text)
      + Array("</t></is></c>".utf8)
  }

  /// A text as OOXML has it (ISO/IEC 29500-1, 22.9.2.19): a character that XML lacks or changes is
  /// `_x000D_`, and a text that looks like that is told apart.
  private static func escaped(_ text: String) -> [UInt8] {
    var bytes: [UInt8] = []
    let hasLookalikes = text.contains("_x")
    for (position, scalar) in zip(text.unicodeScalars.indices, text.unicodeScalars) {
      switch scalar {
      case "&": bytes += "&amp;".utf8
      case "<": bytes += "&lt;".utf8
      case ">": bytes += "&gt;".utf8
      case "_" where hasLookalikes && text[position...].prefixMatch(of: /_x[0-9A-Fa-f]{4}_/) != nil:
        bytes += "_x005F_".utf8
      case "\t", "\n": bytes.append(UInt8(scalar.value))
      case _ where scalar.value < 0x20 || scalar.value == 0xFFFE || scalar.value == 0xFFFF:
        let digits = String(scalar.value, radix: 16, uppercase: true)
        bytes += "_x\(String(repeating: "0", count: 4 - digits.count))\(digits)_".utf8
      default: bytes += String(scalar).utf8
      }
    }
    return bytes
  }
}
