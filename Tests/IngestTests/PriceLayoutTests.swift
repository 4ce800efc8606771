import MarketData
import Testing

@testable import Ingest

@Suite struct PriceLayoutTests {
  @Test func readsLongPricesByName() throws {
    let (sink, report) = try readPrices(
      """
      Volume,Ticker,Adj_Close,Date,Price,note
      100,AAA,9.5,2024-03-04,10,x
      200,BBB,,2024-03-04,20.25,
      ,AAA,9.75,2024-03-05,10.5,
      """)
    #expect(
      sink.lines("AAA") == ["2024-03-04 - - - 10.0 9.5 100.0", "2024-03-05 - - - 10.5 9.75 -"])
    #expect(sink.lines("BBB") == ["2024-03-04 - - - 20.25 - 200.0"])
    #expect(report.detection.profile == "long")
    #expect(report.detection.notes == ["columns left aside: note"])
    #expect(report.series.map(\.symbol) == ["AAA", "BBB"])
    #expect(report.series.map(\.bars) == [2, 1])
  }

  @Test func keepsDecimalsAsWritten() throws {
    let (sink, _) = try readSeries(
      "date,close,volume\n2024-03-04,10.50,5000000000\n2024-03-05,10.5,7\n2024-03-06,10.125,\n")
    let bars = try #require(sink.runs["A"]?.first)
    #expect(bars.close == .scaled([10500, 10500, 10125], decimals: 3))
    #expect(bars.volume == .doubles([5e9, 7, .missing]) || bars.volume.values[0] == 5e9)
    #expect(bars.open == .absent)
  }

  @Test func writesDoublesWhenIntegersAreTooShort() throws {
    let (sink, _) = try readSeries(
      "date,close\n2024-03-04,4.449999809265137\n2024-03-05,300000000\n2024-03-06,0.0000001\n")
    #expect(sink.runs["A"]?.first?.close == .doubles([4.449999809265137, 3e8, 1e-7]))
  }

  @Test func marksMissingValuesInScaledColumns() throws {
    let (sink, _) = try readSeries("date,open,close\n2024-03-04,,10\n2024-03-05,9.5,10\n")
    #expect(
      sink.runs["A"]?.first?.open == .scaled([PriceColumn.missingInteger, 95], decimals: 1))
  }

  @Test func readsYahooDownloads() throws {
    let (sink, report) = try readSeries(
      """
      Date,Open,High,Low,Close,Adj Close,Volume
      2020-01-02,1,2,0.5,1.5,1.25,100
      2020-01-03,null,null,null,null,null,null
      2020-01-06,1.5,2.5,1,2,1.75,0
      """)
    #expect(
      sink.lines("A") == [
        "2020-01-02 1.0 2.0 0.5 1.5 1.25 100.0", "2020-01-06 1.5 2.5 1.0 2.0 1.75 0.0",
      ])
    #expect(report.detection.profile == "yahoo")
    #expect(report.rejectCounts == [.missingClose: 1])
    #expect(report.rejects.first?.line == 3)
  }

  @Test func meltsWidePrices() throws {
    let (sink, report) = try readPrices(
      "date,AAA,bbb\n2024-03-04,1.5,NA\n2024-03-05,,2\n2024-03-06,1.75,2.5\n")
    #expect(sink.closes("AAA") == ["2024-03-04 1.5", "2024-03-06 1.75"])
    #expect(sink.closes("bbb") == ["2024-03-05 2.0", "2024-03-06 2.5"])
    #expect(report.detection.profile == "wide")
    #expect(report.rejectCounts.isEmpty)
    #expect(report.rowsRead == 3)
    #expect(report.valuesRead == 4)
  }

  @Test func readsAWideFileOfOneSeries() throws {
    let (sink, _) = try readPrices("observation_date,SP500\n2016-02-12,1864.78\n2016-02-15,\n")
    #expect(sink.closes("SP500") == ["2016-02-12 1864.78"])
  }

  @Test func readsEventStudyToolsPrices() throws {
    let (sink, report) = try readPrices(
      """
      Progressive ;25.07.1997;80.5
      10145;28.07.1997;-81.25
      Progressive;28.07.1997;82
      """)
    #expect(sink.closes("Progressive") == ["1997-07-25 80.5", "1997-07-28 82.0"])
    #expect(sink.closes("10145") == ["1997-07-28 81.25"])
    #expect(report.detection.profile == "est-prices")
    #expect(
      report.warnings == [
        Warning(
          .bidAskAverage,
          "1 close is an average of bid and ask, not a trade; a minus sign that says so is left out (line 2)"
        )
      ])
  }

  @Test(arguments: [
    "Date,Close\n2025-06-05 00:00:00,5\n", "Date,Close\n2025-06-05 00:00:00-04:00,5\n",
    "timestamp;price\n2025-06-05T00:00:00Z;5\n", "DATE\tCLOSE\r\n05.06.2025\t5\r\n",
    "date|close\n20250605|5\n", "\u{FEFF}date,close\n2025/06/05,5\n",
    "date,close\n06/05/2025,5\n06/30/2025,6\n", ",Date,Close\n0,2025-06-05,5\n",
    "date,close,\n2025-06-05,5,\n", "date,close\n2025-06-05,5,\n",
    "Date,Time,Close\n2025-06-05,00:00,5\n",
    "\"Date\",\"Close\"\n\"2025-06-05\",\"5\"\n", "date,close\r2025-06-05,5\r",
    "<DATE>,<CLOSE>\n20250605,5.00\n", "date,close\n2025-06-05,5\ndate,close\n,\n",
  ])
  func readsADailyBar(_ text: String) throws {
    let (sink, _) = try readSeries(text)
    #expect(sink.closes("A").first == "2025-06-05 5.0")
  }

  @Test func readsTheSameInChunksOfAnySizeAndRunsOfAnyLength() throws {
    let text = Self.panel()
    let (whole, report) = try readPrices(text)
    for size in 1...64 {
      let (sink, again) = try readPrices(text) {
        $0.chunkSize = size
        $0.bufferedBars = 1 + size * 3
      }
      for symbol in report.series.map(\.symbol) {
        #expect(sink.lines(symbol) == whole.lines(symbol))
      }
      #expect(again.sha256 == report.sha256)
      #expect(again.series.map(\.bars) == report.series.map(\.bars))
      #expect(again.rejectCounts == report.rejectCounts)
    }
  }

  /// Bytes put in, taken out and replaced at random must neither crash nor read differently.
  @Test func readsDamagedTextTheSameInChunksOfAnySize() {
    var dice = Dice(state: 3)
    let panel = Array(Self.panel().utf8)
    let damage = Array("\",;\r\n \u{0}-.0/#".utf8) + [0xFF]
    for _ in 0..<200 {
      var bytes = Array(panel.prefix(Int.random(in: 1...panel.count, using: &dice)))
      for _ in 0..<Int.random(in: 0...5, using: &dice) {
        let place = Int.random(in: 0..<bytes.count, using: &dice)
        let byte = damage.randomElement(using: &dice) ?? 0
        if Bool.random(using: &dice) {
          bytes[place] = byte
        } else {
          bytes.insert(byte, at: place)
        }
      }
      let size = Int.random(in: 1...64, using: &dice)
      #expect(outcome(bytes, chunk: size, buffered: size) == outcome(bytes))
    }
  }

  /// Bars and counts of rejects, or the first line of the error.
  private func outcome(_ bytes: [UInt8], chunk: Int = 1 << 18, buffered: Int = 1 << 20) -> String {
    let sink = MemorySink()
    let options = ImportOptions().with {
      $0.chunkSize = chunk
      $0.bufferedBars = buffered
      $0.rejectsAllowed = .max
    }
    do {
      let report = try PriceImport.run(.bytes(bytes, name: "p.csv"), options, sink: sink)
      let bars = report.series.map { "\($0.symbol) \($0.bars) \(sink.lines($0.symbol))" }
      let counts = report.rejectCounts.map { "\($0.key) \($0.value)" }.sorted()
      return "\(bars) \(counts)"
    } catch {
      return "\(error)".prefix { $0 != "\n" }.description
    }
  }

  /// Seven symbols over thirty dates, by date, with gaps, quotes and line ends of both kinds.
  private static func panel() -> String {
    var dice = Dice(state: 11)
    var text = "symbol,date,close,volume\r\n"
    let first: CalendarDate = "2024-01-30"
    for day in 0..<30 {
      for series in 0..<7 where Int.random(in: 0..<9, using: &dice) > 0 {
        let name = series == 3 ? "\"Long, name of a series \(series)\"" : "S\(series)"
        let close = Double(Int.random(in: 1...99999, using: &dice)) / 100
        text += "\(name),\(first.adding(days: day)),\(close),"
        text += "\(Int.random(in: 0...9_999_999_999, using: &dice))"
        text += Bool.random(using: &dice) ? "\n" : "\r\n"
      }
    }
    return text
  }

  @Test func previewsWithoutASink() throws {
    let text = "date,symbol,close\n2024-03-04,A,1\n2024-03-05,A,x\n"
    let preview = try PriceImport.preview(.bytes(Array(text.utf8), name: "p.csv"))
    #expect(preview.firstRows.first == ["date", "symbol", "close"])
    #expect(preview.report.detection.columns.map(\.role) == ["date", "symbol", "close"])
    #expect(
      preview.report.detection.evidence == [
        "the header names a date, a symbol and a close",
        "the comma gives 3 of the first 3 records 3 columns",
      ])
    #expect(preview.report.rejectCounts == [.badNumber: 1])
    #expect(preview.report.valuesRead == 1)
  }

  /// From sha256sum (GNU coreutils 9.1).
  @Test func digestsEveryByte() throws {
    let (_, report) = try readSeries("\u{FEFF}date,close\n2025-06-05,5\n")
    #expect(report.byteCount == 27)
    #expect(report.sha256 == "4cadf020966d004f0cfa00d693f7e33b7a0a533bd1dcd477f6a29a1cf59a9f6f")
  }

  @Test func everyProfileHasItsOwnName() {
    #expect(Set(Profiles.all.map(\.id)).count == Profiles.all.count)
  }
}
