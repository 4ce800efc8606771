import Foundation
import MarketData
import TestSupport
import Testing

/// A database appears with its first batch.
@Suite struct NewDatabaseTests {
  @Test(
    "A refused first import leaves no file that was not there",
    arguments: [
      ("prices", "date,symbol,close\nsomeday,A,1\n", ""),
      ("events", "event_id,symbol,date\na,A,2025-06-04\nb,A,someday\n", ""),
      ("factors", "date,mkt_rf,rf\n2025-06-04,x,0\n", ""),
      ("calendar", "date,open,close\n2025-06-04,25:00,26:00\n", "--name X"),
      ("prices", "date,symbol,close\n2025-06-04,A,1\n2025-06-04,A,1\n", "--strict"),
      ("prices", "", ""),
      ("prices", "date,symbol,close\n2025-06-04,A,1\nsomeday,A,1\n", "--calendar XTKS"),
    ])
  func nothingIsLeft(_ kind: String, _ text: String, _ flags: String) throws {
    let workdir = try Workdir()
    try workdir.write(text.utf8, to: "file.csv")
    try workdir.run("import \(kind) file.csv \(flags)").expect(status: 3)
    #expect(try workdir.names == ["file.csv"])
    try workdir.run("list batches").expect(
      status: 1,
      stderr: "Error: there is no database 'reaction.sqlite'; import prices or events first\n")
  }

  @Test("A file that was there stays, even an empty one, and one that holds batches as it is")
  func whatWasThere() throws {
    let workdir = try SmallMarket.files()
    try workdir.write("date,symbol,close\nsomeday,A,1\n".utf8, to: "p.csv")
    try workdir.write("".utf8, to: "empty.sqlite")
    try workdir.run("import prices p.csv --db empty.sqlite").expect(status: 3)
    try workdir.run("import prices prices.csv --db empty.sqlite").expect()
    try workdir.run("import prices p.csv --db empty.sqlite").expect(status: 3)
    let batches = CSVTable(
      try workdir.run("list batches --db empty.sqlite --format csv").expect().stdout)
    #expect(batches["source"] == ["prices.csv"])
    // A link to a file that will be: the file is made where it points to.
    try workdir.shell("mkdir far && ln -s far/r.sqlite link.sqlite").expect()
    try workdir.run("import prices prices.csv --db link.sqlite").expect()
    try workdir.run("list batches --db far/r.sqlite").expect()
  }

  @Test("The log of an earlier file is not taken for that of the new one")
  func earlierLog() throws {
    let workdir = try SmallMarket.files()
    try workdir.shell(
      """
      "$reaction" import prices prices.csv -q && cp reaction.sqlite early.sqlite
      python3 -c "
      import os, sqlite3
      c = sqlite3.connect('reaction.sqlite')
      c.execute('PRAGMA wal_autocheckpoint = 0')
      c.execute('DELETE FROM segment')
      c.commit()
      os.rename('reaction.sqlite', 'gone.sqlite')
      os._exit(0)"
      """
    ).expect()
    try #require(workdir.names.contains("reaction.sqlite-wal"))
    try workdir.run("import prices prices.csv").expect(
      stderr: "imported 540 rows into 3 new series as batch 1\n")
    try workdir.run("doctor").expect()
    let series = CSVTable(try workdir.run("list series --format csv").expect().stdout)
    #expect(series["bars"] == ["180", "180", "180"])
  }

  /// Rows enough that the import lasts while another program works; one of them cannot be imported.
  private static let many =
    "date,symbol,close\nsomeday,S0,1\n"
    + (0..<75).map { symbol in
      SyntheticMarket.weekdays(from: "2010-01-01", count: 800)
        .enumerated().map { "\($1),S\(symbol),\(100 + $0 % 7)\n" }.joined()
    }.joined()

  @Test("A database that another program makes meanwhile is added to", .timeLimit(.minutes(5)))
  func madeMeanwhile() throws {
    let workdir = try SmallMarket.files()
    try workdir.write(Self.many.utf8, to: "many.csv")
    let outcome = try workdir.shell(
      """
      "$reaction" import prices many.csv --rejects rejects.csv & first=$!
      until set -- reaction.sqlite.part-$first-*; [ -e "$1" ]; do :; done
      kill -STOP $first
      "$reaction" import prices prices.csv
      kill -CONT $first
      wait $first
      """
    ).expect()
    #expect(
      outcome.stderr == """
        imported 540 rows into 3 new series as batch 1
        imported 60,000 rows into 75 new series (1 rejected: rejects.csv) as batch 2

        """, "\(outcome)")
    #expect(CSVTable(try workdir.text("rejects.csv"))["raw"] == ["someday"])
    #expect(try workdir.names.filter { $0.hasPrefix("reaction") } == ["reaction.sqlite"])
    #expect(CSVTable(try workdir.run("list series --format csv").expect().stdout).rows.count == 78)
  }

  @Test("Standard input cannot be read twice, and is asked for again", .timeLimit(.minutes(5)))
  func standardInputMeanwhile() throws {
    let workdir = try SmallMarket.files()
    let pipe = Pipe()
    let first = try workdir.start(["import", "prices", "-"], input: .pipe(pipe))
    try pipe.fileHandleForWriting.write(
      contentsOf: Data("date,symbol,close\n2024-01-02,A,1\n".utf8))
    while try !workdir.names.contains(where: { $0.contains(".part-") }) {}
    try workdir.run("import prices prices.csv").expect()
    try pipe.fileHandleForWriting.close()
    try first.finish().expect(
      status: 1,
      stderr: "Error: another program made 'reaction.sqlite' meanwhile; nothing was imported into "
        + "it, import again\n")
    #expect(CSVTable(try workdir.run("list series --format csv").expect().stdout).rows.count == 3)
    #expect(
      try workdir.names.filter { $0.hasPrefix("reaction") } == ["reaction.sqlite"])
  }

  @Test("What a killed first import left is removed by the next one", .timeLimit(.minutes(5)))
  func abandoned() throws {
    let workdir = try SmallMarket.files()
    try workdir.write(Self.many.utf8, to: "many.csv")
    try workdir.shell(
      """
      "$reaction" import prices many.csv --rejects rejects.csv & killed=$!
      until set -- reaction.sqlite.part-$killed-*; [ -e "$1" ]; do :; done
      kill -KILL $killed
      wait $killed || true
      ls reaction.sqlite.part-* >left.txt
      "$reaction" import prices prices.csv -q
      """
    ).expect()
    #expect(try workdir.text("left.txt").contains("reaction.sqlite.part-"))
    #expect(try workdir.names.filter { $0.hasPrefix("reaction") } == ["reaction.sqlite"])
  }

  @Test("Ctrl-C in the first import leaves nothing", .timeLimit(.minutes(5)))
  func interrupted() throws {
    let workdir = try Workdir()
    let pipe = Pipe()
    let command = try workdir.start(["import", "prices", "-"], input: .pipe(pipe))
    try pipe.fileHandleForWriting.write(
      contentsOf: Data("date,symbol,close\n2024-01-02,A,1\n".utf8))
    while try !workdir.names.contains(where: { $0.contains(".part-") }) {}
    command.interrupt()
    try command.finish().expect(status: 130, stdout: "", stderr: "")
    #expect(try workdir.names.isEmpty)
  }
}
