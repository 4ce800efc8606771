import Foundation
import Tables
import Testing

@testable import Reporting

/// The parts of a workbook as an independent program unpacks them: Python's `zipfile`.
@Suite struct WorkbookTests {
  private static let table = Table(
    "t",
    [
      Column("name", texts: ["=1+1", nil, "", "a<b>&\r\"_x0041_\u{1} "]),
      Column("n", integers: [-1, nil, 3, 0]),
      Column("ar", numbers: [0.1, .nan, .infinity, -2.5e-9]),
      // 2025-06-05, missing, 1900-02-28, 1900-03-01.
      Column("session", dates: [20244, nil, -25509, -25508]),
    ])

  private func bytes(_ tables: [Table]) throws -> [UInt8] {
    var bytes: [UInt8] = []
    try Workbook(tables).write { bytes += $0 }
    return bytes
  }

  private func part(_ path: String, of workbook: [UInt8]) throws -> String {
    let file = FileManager.default.temporaryDirectory.appendingPathComponent("\(UUID()).xlsx")
    defer { try? FileManager.default.removeItem(at: file) }
    try Data(workbook).write(to: file)
    let python = Process()
    python.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    python.arguments = [
      "python3", "-c",
      "import sys, zipfile; z = zipfile.ZipFile(sys.argv[1]); assert z.testzip() is None; "
        + "sys.stdout.buffer.write(z.read(sys.argv[2]))", file.path, path,
    ]
    let output = Pipe()
    python.standardOutput = output
    try python.run()
    let data = try output.fileHandleForReading.readToEnd() ?? Data()
    python.waitUntilExit()
    #expect(python.terminationStatus == 0)
    return String(decoding: data, as: UTF8.self)
  }

  @Test(
    "Cells are typed: numbers with every digit, dates, texts that nothing runs, nothing where nothing is"
  )
  func cells() throws {
    let sheet = try part("xl/worksheets/sheet1.xml", of: bytes([Self.table]))
    #expect(XMLCheck(sheet).problem == nil)
    func text(_ reference: String, _ text: String, style: String = "") -> String {
      "<c r=\"\(reference)\"\(style) t=\"inlineStr\"><is><t xml:space=\"preserve\">\(text)</t></is></c>"
    }
    let header = #" s="1""#
    let rows = [
      text("A1", "name", style: header) + text("B1", "n", style: header)
        + text("C1", "ar", style: header) + text("D1", "session", style: header),
      text("A2", "=1+1", style: #" s="3""#) + #"<c r="B2"><v>-1</v></c>"#
        + #"<c r="C2"><v>0.1</v></c><c r="D2" s="2"><v>45813</v></c>"#,
      "",
      text("A4", "") + #"<c r="B4"><v>3</v></c>"# + text("C4", "inf") + text("D4", "1900-02-28"),
      text("A5", "a&lt;b&gt;&amp;_x000D_\"_x005F_x0041__x0001_ ") + #"<c r="B5"><v>0</v></c>"#
        + #"<c r="C5"><v>-2.5e-9</v></c><c r="D5" s="2"><v>61</v></c>"#,
    ]
    let expected = rows.enumerated().map { "<row r=\"\($0 + 1)\">\($1)</row>" }.joined()
    #expect(sheet.contains("<sheetData>\(expected)</sheetData>"), "\(sheet)")
    #expect(sheet.contains(#"<dimension ref="A1:D5"/>"#))
    #expect(
      sheet.contains(#"<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>"#)
    )
  }

  @Test("Every part is well-formed, the same tables are the same bytes, all files are of 1980")
  func parts() throws {
    let workbook = try bytes([Self.table, Table("other", [Column("a", texts: [])])])
    #expect(try workbook == bytes([Self.table, Table("other", [Column("a", texts: [])])]))
    for path in [
      "[Content_Types].xml", "_rels/.rels", "xl/workbook.xml", "xl/_rels/workbook.xml.rels",
      "xl/styles.xml", "xl/worksheets/sheet2.xml",
    ] {
      #expect(XMLCheck(try part(path, of: workbook)).problem == nil, "\(path)")
    }
    #expect(workbook.starts(with: Array("PK\u{3}\u{4}".utf8)))
    #expect(Array(workbook[10..<14]) == [0, 0, 0x21, 0])
    let names = try part("xl/workbook.xml", of: workbook)
    #expect(names.contains(#"<sheet name="t" sheetId="1" r:id="rId1"/>"#))
    #expect(names.contains(#"<sheet name="other" sheetId="2" r:id="rId2"/>"#))
  }

  @Test("Columns beyond Z have two letters")
  func letters() throws {
    let table = Table("wide", (0..<703).map { Column("c\($0)", integers: [$0]) })
    let sheet = try part("xl/worksheets/sheet1.xml", of: bytes([table]))
    #expect(sheet.contains(#"<c r="Z2"><v>25</v></c><c r="AA2"><v>26</v></c>"#))
    #expect(sheet.contains(#"<c r="ZZ2"><v>701</v></c><c r="AAA2"><v>702</v></c></row>"#))
  }

  @Test("Names that sheets may not have are changed, and none comes twice")
  func names() {
    #expect(
      Workbook.sheetNames(["a/b", "A_B", "", "'x'", String(repeating: "y", count: 40)]) == [
        "a_b", "A_B_2", "Table", "x", String(repeating: "y", count: 31),
      ])
  }

  @Test("What a workbook cannot hold is said")
  func limits() {
    let wide = Table("wide", (0...16_384).map { Column("c\($0)", integers: [1]) })
    let long = Table("long", [Column("a", texts: [String(repeating: "x", count: 32_768)])])
    for (table, message) in [
      (wide, "table 'wide' has 16,385 columns, a sheet of a workbook at most 16,384; csv takes it"),
      (
        long,
        "table 'long', column 'a' has a text of 32,768 characters, a cell of a workbook takes "
          + "32,767; csv takes it"
      ),
    ] {
      let problem = #expect(throws: WorkbookProblem.self) { try Workbook([table]) }
      #expect(problem?.description == message)
    }
  }
}
