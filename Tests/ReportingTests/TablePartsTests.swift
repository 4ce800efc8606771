import Tables
import Testing

@testable import Reporting

@Suite struct TablePartsTests {
  private func part(_ rows: Range<Int>) -> Table {
    Table(
      "t",
      [
        Column("i", integers: rows.map { $0 % 7 == 3 ? nil : $0 }),
        Column("x", numbers: rows.map { Double($0) / 8 }),
        Column("name", texts: rows.map { $0 % 5 == 0 ? nil : "n|\($0 % 3)" }),
      ])
  }

  /// Rows in parts of the given sizes.
  private func parts(_ sizes: [Int]) -> TableParts {
    var start = 0
    var rest = sizes[...]
    return TableParts {
      guard let size = rest.popFirst() else { return nil }
      defer { start += size }
      return part(start..<start + size)
    }
  }

  private func text(_ parts: TableParts, _ format: any OutputFormat) throws -> String {
    var bytes: [UInt8] = []
    try format.write(parts, style: .plain) { bytes += $0 }
    return String(decoding: bytes, as: UTF8.self)
  }

  @Test(arguments: Formats.all.map(\.id))
  func partsReadLikeTheWhole(id: String) throws {
    let format = try Formats.named(id)
    for sizes in [[0], [1], [7], [3, 4], [1, 1, 0, 5, 0], [0, 7]] {
      let whole = format.text(of: part(0..<sizes.reduce(0, +)))
      #expect(try text(parts(sizes), format) == whole)
    }
  }

  @Test func textHasPagesOfTenThousandRows() throws {
    let written = try text(parts([9_999, 2, 9_998]), Formats.text)
    let lines = written.split(separator: "\n", omittingEmptySubsequences: false)
    let first = Formats.text.text(of: part(0..<9_999 + 2)).split(separator: "\n")
    #expect(lines.prefix(first.count).elementsEqual(first))
    #expect(lines[first.count] == "")
    #expect(lines[first.count + 1].contains("name"))
    // A title and a rule for each page, a line between them, and the end.
    #expect(lines.count == 19_999 + 4 + 1 + 1)
  }

  @Test func markdownIsOneTable() throws {
    let lines = try text(parts([9_999, 2, 9_999]), Formats.markdown).split(separator: "\n")
    #expect(lines.count == 20_000 + 2)
    #expect(Set(lines.map { $0.count { $0 == "|" } }) == [4, 5])
  }

  @Test func kindsOfPartsAreMadeOne() throws {
    let kinds = [
      Table("t", [Column("a", integers: [1, nil])]), Table("t", [Column("a", numbers: [0.5])]),
    ]
    var rest = kinds[...]
    #expect(
      try text(TableParts { rest.popFirst() }, Formats.text)
        == "     a\n──────\n1.0000\n     -\n0.5000\n")
    rest = kinds[...] + [Table("t", [Column("a", texts: ["x"])])]
    #expect(
      try text(TableParts { rest.popFirst() }, Formats.text) == "a\n───\n1\n-\n0.5\nx\n")
    rest = kinds[...] + [Table("t", [Column("a", texts: ["x"])])]
    #expect(try text(TableParts { rest.popFirst() }, Formats.csv) == "a\n1\n\n0.5\nx\n")
  }

  /// A format that needs all rows at once.
  private struct Whole: OutputFormat {
    let id = "whole"
    let fileSuffixes: [String] = []

    func write(_ table: Table, style: TextStyle, to sink: inout ByteSink) throws {
      sink.append(String(table.rowCount))
      try sink.endRow()
    }
  }

  @Test func otherFormatsGatherTheParts() throws {
    #expect(try text(parts([5, 0, 6]), Whole()) == "11\n")
    let many = Table("t", [Column("a", .integer(Array(repeating: 1, count: 500_000)))])
    var rest = [many, many][...]
    #expect(try text(TableParts { rest.popFirst() }, Whole()) == "1000000\n")
    rest = [many, many, many]
    let error = #expect(throws: TooManyRows.self) {
      _ = try text(TableParts { rest.popFirst() }, Whole())
    }
    #expect(
      error?.description
        == "format whole takes at most 1,000,000 rows; csv, tsv, json, ndjson, md, latex, "
        + "html and text take any number")
  }
}
