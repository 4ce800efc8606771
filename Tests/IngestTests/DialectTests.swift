import MarketData
import Testing

@testable import Ingest

@Suite struct DialectTests {
  private let rows = "2024-03-04,1\n2024-03-05,2\n2024-03-06,3\n"
  private let closes = ["2024-03-04 1.0", "2024-03-05 2.0", "2024-03-06 3.0"]

  @Test func takesTheDelimiterOfASeparatorLine() throws {
    for line in ["sep=;\r\n", "\"sep=;\"\n", "\u{FEFF}sep=;\r"] {
      let (sink, report) = try readSeries(
        line + "date;close\n2024-03-04;1,5\n2024-03-05;x\n"
      ) { $0.rejectsAllowed = 1 }
      #expect(sink.closes("A") == ["2024-03-04 1.5"])
      #expect(report.rejects.map(\.line) == [4])
      #expect(report.detection.dialect?.skippedLines == 1)
    }
  }

  @Test func leavesCommentsAsideAndCountsTheirLines() throws {
    let (sink, report) = try readSeries(
      "# from, a, vendor\n#\ndate,close\n2024-03-04,1\n#2024-03-07,9\n2024-03-05,2\n# \"end\n"
        + "2024-03-06,x\n2024-03-06,3\n"
    ) { $0.rejectsAllowed = 1 }
    #expect(sink.closes("A") == closes)
    #expect(report.rejects.map(\.line) == [8])
    #expect(report.detection.notes.contains { $0.hasPrefix("4 lines of comment left aside") })
  }

  @Test(arguments: 1...20)
  func leavesCommentsAsideInChunksOfAnySize(_ size: Int) throws {
    let (sink, report) = try readSeries(
      "# a\r\ndate,close,t\r\n2024-03-04,1,\"x\r\n# no comment\"\r\n#\r\n2024-03-05,2,#y\r\n"
        + "# b\r2024-03-06,x,\r\n"
    ) {
      $0.chunkSize = size
      $0.rejectsAllowed = 1
    }
    #expect(sink.closes("A") == ["2024-03-04 1.0", "2024-03-05 2.0"])
    #expect(report.rejects.map(\.line) == [8])
  }

  @Test func readsAHeaderOrSymbolsThatBeginWithAHash() throws {
    let (header, _) = try readSeries("#date,close\n" + rows)
    #expect(header.closes("A") == closes)
    let (symbols, _) = try readPrices("symbol,date,close\n#A,2024-03-04,1\n#B,2024-03-04,2\n")
    #expect(symbols.closes("#A") == ["2024-03-04 1.0"])
    #expect(symbols.closes("#B") == ["2024-03-04 2.0"])
  }

  @Test func skipsAPreamble() throws {
    for preamble in [
      "Prices of A\n\n", "Source,B\nFetched: 2024-04-01, 10:00\n", "Prices of A,,,\n,,,\n",
    ] {
      let (sink, report) = try readSeries(
        preamble + "date,open,high,close\n2024-03-04,1,1,1\n2024-03-05,1,1,x\n"
      ) {
        $0.rejectsAllowed = 1
      }
      #expect(sink.closes("A") == ["2024-03-04 1.0"])
      #expect(report.rejects.map(\.line) == [5])
      #expect(report.rejects.map(\.record) == [3])
    }
  }

  @Test func takesNoHeaderForAPreamble() throws {
    let (sink, _) = try readPrices("date,A,B\n2024-03-04,1,2\n2024-03-05,1,2\n")
    #expect(sink.closes("B").count == 2)
    let text = message {
      _ = try readSeries("date,open,close\n2024-03-04,09:00,1,2\n2024-03-05,09:00,1,2\n")
    }
    #expect(text.contains("4 fields where there should be 3"))
  }

  @Test func leavesAFooterAside() throws {
    let (sink, report) = try readSeries(
      "date,close\n" + rows + "\nSource: B\nAll rights reserved\n")
    #expect(sink.closes("A") == closes)
    #expect(report.rejects.isEmpty)
    #expect(
      report.detection.notes == ["a footer of 2 lines left aside, from line 6: 'Source: B'"])
  }

  @Test func rejectsAShortRowThatIsNoFooter() throws {
    let (_, middle) = try readSeries("date,close\n2024-03-04,1\nwords\n2024-03-05,2\n") {
      $0.rejectsAllowed = .max
    }
    #expect(middle.rejects.map(\.description) == ["line 3: 1 field where there should be 2"])
    let (_, cut) = try readSeries("date,close\n2024-03-04,1\n2024-03-0") {
      $0.rejectsAllowed = .max
    }
    #expect(cut.rejects.map(\.line) == [3])
  }

  @Test func leavesRepeatedHeadersAside() throws {
    let (sink, report) = try readPrices(
      "date,A,B\n2024-03-04,1,2\ndate,A,B\n2024-03-05,1,2\n2024-03-06,1,2\n2024-03-07,1,2\n"
        + "2024-03-08,1,2\n")
    #expect(sink.closes("A").count == 5)
    #expect(report.rejects.isEmpty)
  }

  @Test func readsTablesAlignedWithSpaces() throws {
    for chunkSize in [1, 3, 1 << 16] {
      let (sink, report) = try readSeries(
        "  date        open   close\n2024-03-04   1.0     1\n2024-03-05  10.25    2  \n"
      ) {
        $0.chunkSize = chunkSize
      }
      #expect(sink.closes("A") == ["2024-03-04 1.0", "2024-03-05 2.0"])
      #expect(report.detection.dialect?.delimiter == .space)
    }
  }

  @Test func readsFieldsQuotedWithApostrophes() throws {
    let (sink, report) = try readPrices(
      "'date','symbol','close'\n'2024-03-04','A, Inc.','1'\n'2024-03-05','A, Inc.','2'\n")
    #expect(sink.closes("A, Inc.") == ["2024-03-04 1.0", "2024-03-05 2.0"])
    #expect(report.detection.dialect?.quote == .single)
    let (plain, _) = try readPrices("date;symbol;close\n2024-03-04;O'Neil;1'000.5\n")
    #expect(plain.closes("O'Neil") == ["2024-03-04 1000.5"])
  }

  @Test func prefersTheDelimiterThatGivesDatesAndNumbers() {
    let text = "a;30.04.1997;58,0000\na;02.05.1997;58,1250\n"
    #expect(Dialect.Delimiter.sniff(Array(text.utf8)[...], isWhole: true) == .semicolon)
    let two = "30.04.1997;58,5\n02.05.1997;58,1\n"
    #expect(Dialect.Delimiter.sniff(Array(two.utf8)[...], isWhole: true) == .semicolon)
  }

  @Test(arguments: [
    ("comma", Dialect.Delimiter.comma), (";", .semicolon), ("tab", .tab), ("bar", .bar),
    ("|", .bar), ("Space", .space), ("vertical bar", .bar),
  ])
  func namesDelimiters(_ text: String, _ delimiter: Dialect.Delimiter) {
    #expect(Dialect.Delimiter(text) == delimiter)
    #expect(Dialect.Delimiter("x") == nil)
  }

  @Test func explainsItsDecisions() throws {
    let (_, report) = try readSeries("Prices\ndate;close\n13.03.2024;1.234,5\n14.03.2024;1.235,5\n")
    let lines = report.detection.decisions.map { "\($0.subject): \($0.value): \($0.evidence)" }
    #expect(
      lines == [
        "encoding: UTF-8: the first 56 bytes are ASCII",
        "delimiter: semicolon: it gives 3 of the first 3 records 2 columns",
        "decimal mark: comma: 2 numbers show it, as '1.234,5'",
        "preamble: 1 record: before the first record of the usual width, from line 1: 'Prices'",
        "header: 1 row: line 2 has no date and names columns",
        "layout: single: the header names a date and a close, but no symbol",
        "dates: as '13.03.2024': 2 of 2 cells of column date are dates",
        "resolution: daily: the first 2 dates have no time of day",
      ])
    #expect(
      report.detection.decisions.map(\.flag) == [
        "--encoding", "--delimiter", "--decimal", nil, nil, "--profile", "--date-order", nil,
      ])
  }
}
