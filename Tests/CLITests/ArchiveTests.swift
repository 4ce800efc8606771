import Foundation
import TestSupport
import Testing

/// Files in a zip archive, as `python3 -m zipfile` makes it.
@Suite struct ArchiveTests {
  private let workdir: Workdir

  init() throws {
    workdir = try Workdir()
    try workdir.write("date,symbol,close\n2024-01-02,A,1.5\n2024-01-03,A,1.6\n".utf8, to: "a.csv")
    try workdir.write("date,symbol,close\n2024-01-02,B,2.5\n".utf8, to: "b.csv")
    try workdir.write("event_id,symbol,date\ncall,A,2024-01-03\n".utf8, to: "calls.csv")
    try workdir.shell("python3 -m zipfile -c all.zip a.csv b.csv calls.csv").expect()
  }

  @Test("An archive of several files is asked about, and takes one or those of a pattern")
  func several() throws {
    try workdir.run("import prices all.zip").expect(
      status: 2,
      stderr:
        "Error: all.zip: is a zip archive of 3 files: a.csv, b.csv, calls.csv; name one behind "
        + "a slash, as in ARCHIVE.zip/FILE, or import all with 'ARCHIVE.zip/*'\n")
    try workdir.run("import prices all.zip/a.csv").expect(
      stderr: "imported 2 rows into 1 new series as batch 1\n")
    try workdir.run("import prices all.zip/?.csv").expect(
      stderr: """
        all.zip/a.csv: already imported as batch 1; nothing was added
        imported 1 row into 1 new series as batch 2

        """)
    try workdir.run("import events all.zip/calls.csv").expect(
      stderr: "imported 1 event into 'calls' as batch 3\n")
    let batches = CSVTable(try workdir.run("list batches --format csv").expect().stdout)
    #expect(batches["source"] == ["all.zip/a.csv", "all.zip/b.csv", "all.zip/calls.csv"])
  }

  @Test("A file of an archive is known again when it was unpacked")
  func unpacked() throws {
    try workdir.run("import prices all.zip/a.csv").expect()
    try workdir.run("import prices a.csv").expect(
      stderr: "a.csv: already imported as batch 1; nothing was added\n")
  }

  @Test("Names that the archive does not have are answered with those it has")
  func unknown() throws {
    try workdir.run("import prices all.zip/c.csv --dry-run").expect(
      status: 1,
      stderr:
        "Error: all.zip/c.csv: the archive has no file 'c.csv'; did you mean 'a.csv'?\n")
    try workdir.run("import prices all.zip/*.txt").expect(
      status: 1,
      stderr:
        "Error: all.zip/*.txt: the archive has no file '*.txt'; it has a.csv, b.csv, calls.csv\n")
    try workdir.run("import prices a.csv/b.csv").expect(
      status: 1, stderr: "Error: a.csv/b.csv: no such file\n")
    #expect(try workdir.names == ["a.csv", "all.zip", "b.csv", "calls.csv"])
  }

  @Test("Of several calendars none can have the one name")
  func names() throws {
    try workdir.run("import calendar all.zip/?.csv --name X").expect(
      status: 2, stderr: "Error: --name names one calendar; import the files one by one.\n")
  }
}
