import Foundation
import MarketData
import Tables

/// A table that `Reference/study.py` wrote.
struct ReferenceFile {
  let columns: [String]
  let rows: [[String: String]]

  init(table: String) throws {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Reference")
    let text = try String(
      contentsOf: folder.appending(path: "reference-\(table).csv"), encoding: .utf8)
    let lines = text.split(separator: "\n").map {
      Self.cells($0)
    }
    let header = lines.first ?? []
    columns = header
    rows = lines.dropFirst().map { Dictionary(uniqueKeysWithValues: zip(header, $0)) }
  }

  /// Cells between commas; a quoted cell, such as `"f(1,14)"`, keeps its commas.
  private static func cells(_ line: Substring) -> [String] {
    var (cells, isQuoted) = ([""], false)
    for character in line {
      switch character {
      case "\"": isQuoted.toggle()
      case "," where !isQuoted: cells.append("")
      default: cells[cells.count - 1].append(character)
      }
    }
    return cells
  }

  /// The rows of one scenario, without its name.
  func rows(of scenario: String) -> [[String: String]] {
    rows.filter { $0["scenario"] == scenario }
  }
}

extension Cell {
  /// Whether this is what a reference file holds in a column: the same text or whole number, or a
  /// number that agrees to `1e-9` of its size.
  ///
  /// Numbers other than p-values may also differ by `1e-13`, which is the rounding of a sum of
  /// returns that cancel.
  func agrees(with expected: String, in column: String) -> Bool {
    switch self {
    case .missing: return expected.isEmpty
    case .text(let text): return text == expected
    case .integer(let value): return String(value) == expected
    case .date(let ordinal): return CalendarDate(ordinal: ordinal).description == expected
    case .number(let value):
      guard let reference = Double(expected) else { return false }
      let floor = column.hasPrefix("p_") ? 0 : 1e-13
      return abs(value - reference) <= 1e-9 * abs(reference) + floor
    }
  }
}
