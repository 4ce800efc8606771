import TestSupport
import Testing

@Suite struct ImportingTests {
  private let workdir: Workdir

  init() throws { workdir = try SmallMarket.files() }

  private static let faulty = """
    date,symbol,close
    2025-06-04,NVDA,141.92
    someday,NVDA,139.99
    2025-06-06,NVDA,-141.72
    2025-06-07,NVDA
    2025-06-09,NVDA,

    """

  @Test(
    "A dry run reads standard input once, so nothing of it is missing",
    arguments: [
      ("prices", "date,symbol,close\n2025-06-04,A,1\n2025-06-05,A,2\n"),
      ("events", "event_id,symbol,date\na,A,2025-06-04\nb,A,2025-06-05\n"),
      ("factors", "date,mkt_rf,rf\n2025-06-04,0.01,0\n2025-06-05,0.02,0\n"),
    ])
  func dryRunOfStandardInput(_ kind: String, _ text: String) throws {
    let outcome = try workdir.run("import \(kind) - --dry-run", input: .text(text))
    #expect(outcome.stdout.hasSuffix("would import 2 of 2 rows\n"), "\(outcome)")
  }

  @Test("A dry run tells how a file is read and changes nothing")
  func dryRun() throws {
    try workdir.write(Self.faulty.utf8, to: "faulty.csv")
    let names = try workdir.names
    try workdir.run("import prices faulty.csv --dry-run").expect(
      stdout: """
        faulty.csv:
          encoding      UTF-8: the first 118 bytes are ASCII [--encoding]
          delimiter     comma: it gives 5 of the first 6 records 3 columns [--delimiter]
          decimal mark  point: 3 numbers show it, as '141.92' [--decimal]
          header        1 row: line 1 has no date and names columns
          layout        long: the header names a date, a symbol and a close [--profile]
          dates         as '2025-06-04': 4 of 5 cells of column date are dates [--date-order]
          resolution    daily: the first 4 dates have no time of day
        columns:
          date -> date
          symbol -> symbol
          close -> close
        first rows, as written:
          date | symbol | close
          2025-06-04 | NVDA | 141.92
          someday | NVDA | 139.99
          2025-06-06 | NVDA | -141.72
          2025-06-07 | NVDA
          2025-06-09 | NVDA | 
        first rows, as they would be stored:
          symbol | time | close
          NVDA | 2025-06-04 | 141.92
        would import 1 of 5 rows
        would reject 4 (1 bad_date, 1 missing_close, 1 negative_price, 1 ragged_row):
          line 3, column date: 'someday' is not a date like 2024-03-15
          line 4, column close: the price '-141.72' is negative; prices are above 0
          line 5: 2 fields where there should be 3
          line 6, column close: no close, so no bar

        """, stderr: "")
    #expect(try workdir.names == names)
  }

  @Test("A strict import refuses a file that there is a warning about, and stores nothing")
  func strict() throws {
    let text = "date,symbol,close\n2025-06-04,A,1\n2025-06-04,A,1\n"
    try workdir.write(text.utf8, to: "twice.csv")
    let names = try workdir.names
    let refused = try workdir.run("import prices twice.csv --strict --db strict.sqlite")
    #expect(refused.status == 3)
    #expect(refused.stderr.contains("--strict allows nothing of the kind"), "\(refused)")
    #expect(refused.stderr.contains("duplicates_collapsed: 1 row"), "\(refused)")
    let dry = try workdir.run("import prices twice.csv --strict --dry-run")
    #expect(dry.stdout.contains("would refuse the file, for a warning (--strict)"), "\(dry)")
    #expect(try workdir.names == names)
    try workdir.run("import prices twice.csv --db strict.sqlite").expect(
      stdout: "",
      stderr: """
        Warning: duplicates_collapsed: 1 row repeated word for word; each is kept once
        imported 1 row into 1 new series as batch 1

        """)
  }

  @Test("The same bytes read in another way are another batch")
  func fingerprint() throws {
    let text = "date;symbol;close\n2025-06-04;A;1,234\n2025-06-05;A;1,235\n"
    try workdir.write(text.utf8, to: "open.csv")
    let run = { (flags: String) in
      try workdir.run("import prices open.csv --db twice.sqlite \(flags)").stderr
    }
    #expect(try run("--decimal comma").contains("as batch 1"))
    #expect(try run("--decimal comma").contains("already imported as batch 1"))
    #expect(try run("--decimal point").contains("as batch 2"))
    #expect(try run("--decimal point --delimiter semicolon").contains("as batch 3"))
    #expect(try run("--decimal point --encoding windows-1252").contains("as batch 4"))
  }

  @Test(
    "Names that are not known are answered with those that are",
    arguments: [
      ("--delimiter x", "the delimiter 'x' is not one of comma, semicolon, tab, bar, space"),
      ("--decimal dot", "the decimal mark 'dot' is not one of point, comma"),
      (
        "--encoding latin",
        "the encoding 'latin' is not one of utf-8, utf-16le, utf-16be, windows-1252"
      ),
    ])
  func unknownNames(_ flags: String, _ message: String) throws {
    let outcome = try workdir.run("import prices prices.csv \(flags)")
    #expect(outcome.status == 2)
    #expect(outcome.stderr.contains(message), "\(outcome)")
  }

  private static let rejects = """
    line,record,column,raw,reason_code,message
    3,3,date,someday,bad_date,'someday' is not a date like 2024-03-15
    4,4,close,'-141.72,negative_price,the price '-141.72' is negative; prices are above 0
    5,5,,"2025-06-07,NVDA",ragged_row,2 fields where there should be 3
    6,6,close,"",missing_close,"no close, so no bar"

    """

  @Test("Rows that cannot be imported go to a file, and the rest is imported")
  func rejects() throws {
    try workdir.write(Self.faulty.utf8, to: "faulty.csv")
    try workdir.run("import prices faulty.csv --rejects rejects.csv").expect(
      stdout: "",
      stderr: "imported 1 row into 1 new series (4 rejected: rejects.csv) as batch 1\n")
    #expect(try workdir.text("rejects.csv") == Self.rejects)
    try workdir.run("export --table prices --symbol NVDA --format csv").expect(
      stdout: "symbol,time,open,high,low,close,adjusted_close,volume\nNVDA,2025-06-04,,,,141.92,,\n"
    )
  }

  @Test("A file that is not there leaves neither a database nor a file of rejects")
  func missing() throws {
    let names = try workdir.names
    try workdir.run("import prices lost.csv --rejects rejects.csv").expect(
      status: 1, stdout: "", stderr: "Error: lost.csv: no such file\n")
    #expect(try workdir.names == names)
  }

  @Test("More rejected rows than allowed refuse the file; the rows are written all the same")
  func maximum() throws {
    try workdir.write(Self.faulty.utf8, to: "faulty.csv")
    try workdir.run("import prices faulty.csv --rejects rejects.csv --max-rejects 2").expect(
      status: 3, stdout: "",
      stderr: """
        4 rejected rows: rejects.csv
        Error: faulty.csv: 3 rows cannot be imported, and only 2 are allowed
          line 3, column date: 'someday' is not a date like 2024-03-15
          line 4, column close: the price '-141.72' is negative; prices are above 0
          line 5: 2 fields where there should be 3
        correct them, or import the rest with --rejects FILE

        """)
    #expect(try workdir.text("rejects.csv") == Self.rejects)
    #expect(try !workdir.names.contains("reaction.sqlite"))
    // A row without a close is no mistake, so three are counted.
    try workdir.run("import prices faulty.csv --max-rejects 3").expect(
      stderr: "imported 1 row into 1 new series (4 rejected) as batch 1\n")
  }

  @Test("The same bytes a second time add nothing, whatever the file is called")
  func again() throws {
    try workdir.run("import prices prices.csv").expect(
      stdout: "", stderr: "imported 540 rows into 3 new series as batch 1\n")
    let before = try workdir.run("list batches --format csv").expect().stdout
    try workdir.run("import prices prices.csv").expect(
      stdout: "", stderr: "prices.csv: already imported as batch 1; nothing was added\n")
    try workdir.run("import prices -", input: .text(SmallMarket.prices)).expect(
      stdout: "", stderr: "standard input: already imported as batch 1; nothing was added\n")
    try workdir.run("list batches --format csv").expect(stdout: before)
  }

  @Test("Standard input is a file like any other")
  func standardInput() throws {
    try workdir.run("import prices -", input: .text(SmallMarket.prices)).expect(
      stdout: "", stderr: "imported 540 rows into 3 new series as batch 1\n")
    try workdir.run("import events - --list news", input: .text(SmallMarket.events)).expect(
      stdout: "", stderr: "imported 3 events into 'news' as batch 2\n")
    try workdir.run("study -", input: .text(SmallMarket.study)).expect(
      stdout: "",
      stderr: """
        stored study 'small' as revision 1: 2 of 3 events included
        \(SmallMarket.advice)
        read it: reaction report small

        """)
  }

  @Test("Text that a spreadsheet would run is guarded in CSV and TSV only")
  func formulas() throws {
    try workdir.write("event_id,date,title\nrun,2024-06-05,=1+1\n".utf8, to: "run.csv")
    try workdir.run("import events run.csv").expect()
    for (format, cell) in [("csv", ",'=1+1,"), ("tsv", "\t'=1+1\t"), ("ndjson", "\"=1+1\"")] {
      let outcome = try workdir.run("export --table event_list --format \(format)").expect()
      #expect(outcome.stdout.contains(cell), "\(outcome)")
    }
  }

  @Test("Undoing a batch removes what it brought, and its file may come again")
  func undo() throws {
    try workdir.run("import prices prices.csv").expect()
    try workdir.write("date,symbol,close\n2024-01-01,F00,12.5\n".utf8, to: "late.csv")
    try workdir.run("import prices late.csv").expect(
      stderr: "imported 1 row into 1 known series as batch 2\n")
    let first = "export --table prices --symbol F00 --format csv"
    #expect(try workdir.run(first).stdout.contains("F00,2024-01-01,,,,12.5,,\n"))
    try workdir.run("import undo 2").expect(
      stdout: "", stderr: "undid batch 2: removed 1 row of prices\n")
    #expect(try workdir.run(first).stdout.contains("F00,2024-01-01,,,,30,,\n"))
    try workdir.run("import undo 2").expect(
      status: 4, stderr: "Error: batch 2 is already undone\n")
    try workdir.run("import undo 1").expect(
      stderr: "undid batch 1: removed 540 rows of prices and 3 series\n")
    try workdir.run("import prices prices.csv").expect(
      stderr: "imported 540 rows into 3 new series as batch 3\n")
  }
}
