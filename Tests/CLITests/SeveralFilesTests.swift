import TestSupport
import Testing

/// Several files in one command, some of whose rows cannot be imported.
@Suite struct SeveralFilesTests {
  private let workdir: Workdir

  init() throws {
    workdir = try Workdir()
    try workdir.write("date,symbol,close\n2024-01-02,A,1.5\nsomeday,A,1.6\n".utf8, to: "a.csv")
    try workdir.write(
      "date,symbol,close\n2024-01-02,B,2.5\n2024-01-03,B,-2\n2024-01-04,B,x\n".utf8, to: "b.csv")
    try workdir.write("symbol,close\nC,2.5\n".utf8, to: "c.csv")
    try workdir.write("date,symbol,close\n2024-01-02,D,2.5\n".utf8, to: "d.csv")
  }

  private static func rejects(_ a: String, _ b: String) -> String {
    """
    line,record,column,raw,reason_code,message,file
    3,3,date,someday,bad_date,'someday' is not a date like 2024-03-15,\(a)
    3,3,close,'-2,negative_price,the price '-2' is negative; prices are above 0,\(b)
    4,4,close,x,bad_number,'x' is not a number like 1234.56,\(b)

    """
  }

  @Test("One file of rejects holds the rows of all files, each with the file that it is of")
  func rejects() throws {
    let before = try workdir.names
    try workdir.run("import prices a.csv b.csv d.csv --rejects rejects.csv").expect(
      stderr: """
        imported 1 row into 1 new series (1 rejected: rejects.csv) as batch 1
        imported 1 row into 1 new series (2 rejected: rejects.csv) as batch 2
        imported 1 row into 1 new series as batch 3

        """)
    #expect(try workdir.text("rejects.csv") == Self.rejects("a.csv", "b.csv"))
    #expect(try workdir.names == (before + ["reaction.sqlite", "rejects.csv"]).sorted())
  }

  @Test("The same of the files of an archive that a pattern names")
  func archive() throws {
    try workdir.shell("python3 -m zipfile -c all.zip a.csv b.csv").expect()
    try workdir.run("import prices all.zip/*.csv --rejects rejects.csv").expect()
    #expect(try workdir.text("rejects.csv") == Self.rejects("all.zip/a.csv", "all.zip/b.csv"))
    // A single file has the columns of a single file, whatever the pattern might have named.
    try workdir.run("import prices all.zip/a* --rejects one.csv").expect()
    #expect(
      try workdir.text("one.csv").hasPrefix("line,record,column,raw,reason_code,message\n3,3,date,")
    )
  }

  @Test("A refused file ends the command: what is imported is said, and its rejects are written")
  func refused() throws {
    try workdir.run("import prices a.csv c.csv b.csv d.csv --rejects rejects.csv").expect(
      status: 3,
      stderr: """
        imported 1 row into 1 new series (1 rejected: rejects.csv) as batch 1
        1 rejected row: rejects.csv
        Error: c.csv: has no column 'date'; its columns are symbol, close
        imported: a.csv; not imported: c.csv, b.csv, d.csv

        """)
    #expect(
      try workdir.text("rejects.csv") == """
        line,record,column,raw,reason_code,message,file
        3,3,date,someday,bad_date,'someday' is not a date like 2024-03-15,a.csv

        """)
    let batches = CSVTable(try workdir.run("list batches --format csv").expect().stdout)
    #expect(batches["source"] == ["a.csv"])
    // What was imported is read again, so that the corrected files give all rejects.
    try workdir.write("date,symbol,close\n2024-01-02,C,2.5\n".utf8, to: "c.csv")
    try workdir.run("import prices a.csv c.csv b.csv d.csv --rejects rejects.csv").expect()
    #expect(try workdir.text("rejects.csv") == Self.rejects("a.csv", "b.csv"))
  }

  @Test("The rows for which a file is refused are written behind those of the files before")
  func maximum() throws {
    let refused = try workdir.run(
      "import prices a.csv b.csv --rejects rejects.csv --max-rejects 1")
    refused.expect(status: 3)
    #expect(refused.stderr.contains("\n3 rejected rows: rejects.csv\n"), "\(refused)")
    #expect(refused.stderr.hasSuffix("\nimported: a.csv; not imported: b.csv\n"), "\(refused)")
    #expect(try workdir.text("rejects.csv") == Self.rejects("a.csv", "b.csv"))
  }

  @Test("Without a file of rejects the command says as well what is imported")
  func withoutRejects() throws {
    let refused = try workdir.run("import prices b.csv d.csv")
    refused.expect(status: 3)
    #expect(
      refused.stderr.hasSuffix("\nimported: none; not imported: b.csv, d.csv\n"), "\(refused)")
  }
}
