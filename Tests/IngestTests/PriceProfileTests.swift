import MarketData
import Testing

@testable import Ingest

/// One small file in the layout of each source, its numbers made up.
@Suite struct PriceProfileTests {
  @Test func readsFramesOfOneTicker() throws {
    let (sink, report) = try readPrices(
      """
      Price,Close,High,Low,Open,Volume
      Ticker,NOVA,NOVA,NOVA,NOVA,NOVA
      Date,,,,,
      2025-04-01,2,4,1,3,500
      2025-04-02,2.5,4,1,3,600
      """)
    #expect(report.detection.profile == "yfinance")
    #expect(
      sink.lines("NOVA") == [
        "2025-04-01 3.0 4.0 1.0 2.0 - 500.0", "2025-04-02 3.0 4.0 1.0 2.5 - 600.0",
      ])
  }

  @Test(arguments: [
    """
    Price,Close,Close,Volume,Volume
    Ticker,NOVA,ORBT,NOVA,ORBT
    Date,,,,
    2025-04-01,2,,500,
    2025-04-02,2.5,7,600,80

    """,
    """
    Ticker,NOVA,ORBT,NOVA,ORBT
    Price,Close,Close,Volume,Volume
    Date,,,,
    2025-04-01,2,,500,
    2025-04-02,2.5,7,600,80

    """,
    """
    ,Close,Close,Volume,Volume
    ,NOVA,ORBT,NOVA,ORBT
    2025-04-01,2,,500,
    2025-04-02,2.5,7,600,80

    """,
  ])
  func readsFramesOfManyTickers(_ text: String) throws {
    for buffered in [1, 1000] {
      let (sink, report) = try readPrices(text) { $0.bufferedBars = buffered }
      #expect(report.detection.profile == "yfinance")
      #expect(
        sink.lines("NOVA") == ["2025-04-01 - - - 2.0 - 500.0", "2025-04-02 - - - 2.5 - 600.0"])
      #expect(sink.lines("ORBT") == ["2025-04-02 - - - 7.0 - 80.0"])
      #expect(report.rejectCounts.isEmpty)
    }
  }

  @Test func readsIntradayFrames() throws {
    let (sink, _) = try readPrices(
      """
      Price,Close,Volume
      Ticker,NOVA,NOVA
      Datetime,,
      2025-06-05 09:30:00-04:00,2,500
      2025-06-05 09:31:00-04:00,3,500
      """)
    #expect(sink.instants("NOVA") == ["2025-06-05T13:30:00Z 2.0", "2025-06-05T13:31:00Z 3.0"])
  }

  @Test func readsStooqDatabases() throws {
    let (sink, report) = try readPrices(
      """
      <TICKER>,<PER>,<DATE>,<TIME>,<OPEN>,<HIGH>,<LOW>,<CLOSE>,<VOL>,<OPENINT>
      KLMX.UK,D,20260302,000000,3,4,1,2,500,0
      ORBT.US,D,20260302,000000,3,4,1,2.5,600,0
      """)
    #expect(report.detection.profile == "stooq")
    #expect(sink.lines("KLMX.UK") == ["2026-03-02 3.0 4.0 1.0 2.0 - 500.0"])
    #expect(sink.closes("ORBT.US") == ["2026-03-02 2.5"])
  }

  @Test func readsInvestingDownloads() throws {
    let (sink, report) = try readPrices(
      """
      "Date","Price","Open","High","Low","Vol.","Change %"
      "Nov 02, 2023","2.5","3","4","1","600","25%"
      "Nov 01, 2023","2","3","4","1","500","0%"
      """, name: "NOVA Historical Data.csv")
    #expect(report.detection.profile == "investing")
    #expect(
      sink.lines("NOVA") == [
        "2023-11-01 3.0 4.0 1.0 2.0 - 500.0", "2023-11-02 3.0 4.0 1.0 2.5 - 600.0",
      ])
    #expect(report.warnings.isEmpty)
  }

  @Test func readsNasdaqDownloads() throws {
    let (sink, report) = try readSeries(
      "Date,Close/Last,Volume,Open,High,Low\n06/23/2025,2,500,3,4,1\n06/20/2025,2.5,600,3,4,1\n")
    #expect(report.detection.profile == "nasdaq")
    #expect(sink.lines("A").first == "2025-06-20 3.0 4.0 1.0 2.5 - 600.0")
  }

  @Test func readsAlphaVantageDaysAndMinutes() throws {
    let header = "timestamp,open,high,low,close,volume\n"
    let (days, report) = try readSeries(header + "2025-06-05,3,4,1,2,5\n2025-06-04,3,4,1,2.5,6\n")
    #expect(report.detection.profile == "alpha-vantage")
    #expect(days.closes("A") == ["2025-06-04 2.5", "2025-06-05 2.0"])
    let minutes = "2025-06-05 16:00:00,3,4,1,2,5\n2025-06-05 15:55:00,3,4,1,2.5,6\n"
    let (sink, _) = try readSeries(header + minutes)
    #expect(sink.instants("A") == ["2025-06-05T19:55:00Z 2.5", "2025-06-05T20:00:00Z 2.0"])
  }

  @Test func readsTiingoByName() throws {
    let (sink, report) = try readSeries(
      """
      date,close,high,low,open,volume,adjClose,adjHigh,adjLow,adjOpen,adjVolume,divCash,splitFactor
      2022-01-03T00:00:00.000Z,2,4,1,3,500,1.5,3,0.5,2,500,0.0,1.0
      """)
    #expect(report.detection.profile == "tiingo")
    #expect(sink.lines("A") == ["2022-01-03 3.0 4.0 1.0 2.0 1.5 500.0"])
  }

  @Test func readsPolygonFlatFiles() throws {
    let (sink, report) = try readPrices(
      """
      ticker,volume,open,close,high,low,window_start,transactions
      NOVA,500.5,3,2,4,1,1772461800000000000,17
      ORBT,600,3,2.5,4,1,1772461800000000000,17
      """)
    #expect(report.detection.profile == "polygon")
    #expect(sink.instants("NOVA") == ["2026-03-02T14:30:00Z 2.0"])
    #expect(sink.instants("ORBT") == ["2026-03-02T14:30:00Z 2.5"])
    #expect(sink.runs["NOVA"]?.first?.volume.values == [500.5])
  }

  @Test func readsLegacyCRSPPrices() throws {
    let (sink, report) = try readPrices(
      """
      PERMNO,date,TICKER,PRC,VOL,RET
      70011,20250602,KLMX,24.12,500,C
      70011,20250603,KLMX,-23.5,600,-66.0
      70011,05JUN2025,KLMX,0,0,B
      """)
    #expect(report.detection.profile == "crsp")
    #expect(
      sink.lines("KLMX") == [
        "2025-06-02 - - - 24.12 - 500.0", "2025-06-03 - - - 23.5 - 600.0",
      ])
    #expect(report.warnings.map(\.code) == [.bidAskAverage])
    #expect(report.rejectCounts == [.missingClose: 1])
  }

  @Test(arguments: [
    "PERMNO,date,PRC\n70011,20250602,24\n",
    "PERMNO,date,TICKER,PRC\n70011,20250602,,24\n70011,20250603,KLMX,24\n",
    "PERMNO,date,TICKER,PRC\n70011,20250602,KLMX,24\n80022,20250602,KLMX,24\n",
  ])
  func namesSecuritiesByPermnoWhereTickersDoNot(_ text: String) throws {
    let (sink, _) = try readPrices(text)
    #expect(sink.closes("70011").first == "2025-06-02 24.0")
  }

  @Test func readsFlatCRSPPrices() throws {
    let (sink, report) = try readPrices(
      """
      PERMNO,DlyCalDt,DlyPrc,DlyRet,DlyVol,DlyPrcFlg
      81000,2025-04-01,54.72,0.001,500,TR
      81000,2025-04-02,55.29,0.001,0,BA
      """)
    #expect(report.detection.profile == "crsp-ciz")
    #expect(
      sink.lines("81000") == ["2025-04-01 - - - 54.72 - 500.0", "2025-04-02 - - - 55.29 - 0.0"])
    #expect(report.warnings.map(\.code) == [.bidAskAverage])
    #expect(report.warnings.first?.message.contains("line 3") == true)
  }

  @Test func readsDatastreamTables() throws {
    let (sink, report) = try readPrices(
      """
      Name,ALFA HOLDINGS,DEAD - BETA WORKS - 27/05/25,#ERROR
      Code,@NOVA(P),905123(P),"$$ER: 0904,NO DATA AVAILABLE"
      14/04/2025,2,7,
      15/04/2025,#N/A,7,
      16/04/2025,"$$ER: 4540,NO DATA",7,
      """)
    #expect(report.detection.profile == "datastream")
    #expect(sink.closes("@NOVA(P)") == ["2025-04-14 2.0"])
    #expect(sink.closes("905123(P)").count == 3)
    #expect(report.series.count == 2)
    #expect(report.rejectCounts.isEmpty)
    #expect(report.detection.notes.contains { $0.hasPrefix("905123(P) is marked DEAD") })
  }

  @Test func readsBloombergPastes() throws {
    let (sink, report) = try readPrices(
      """
      NOVA US Equity,,,ORBT US Equity,
      Date,PX_LAST,PX_VOLUME,Date,PX_LAST
      45748,2,500,45748,7
      45749,2.5,#N/A N/A,45750,7.5
      45751,3,600,,
      #N/A Requesting Data...,,,,
      """)
    #expect(report.detection.profile == "bloomberg")
    #expect(
      sink.lines("NOVA US Equity") == [
        "2025-04-01 - - - 2.0 - 500.0", "2025-04-02 - - - 2.5 - -", "2025-04-04 - - - 3.0 - 600.0",
      ])
    #expect(sink.closes("ORBT US Equity") == ["2025-04-01 7.0", "2025-04-03 7.5"])
    #expect(report.rejectCounts.isEmpty)
  }

  @Test func readsMetaTraderExports() throws {
    let (sink, report) = try readSeries(
      "<DATE>\t<TIME>\t<OPEN>\t<HIGH>\t<LOW>\t<CLOSE>\t<TICKVOL>\t<VOL>\t<SPREAD>\n"
        + "2025.06.02\t08:00:00\t3\t4\t1\t2\t100\t0\t2\n"
        + "2025.06.02\t08:15:00\t3\t4\t1\t2.5\t100\t0\t2\n"
    ) { $0.timeZone = Zone("Europe/Athens") }
    #expect(report.detection.profile == "metatrader")
    #expect(sink.instants("A") == ["2025-06-02T05:00:00Z 2.0", "2025-06-02T05:15:00Z 2.5"])
  }

  @Test func readsMetaTrader4Exports() throws {
    let (sink, report) = try readSeries(
      "2025.06.05,13:30,3,4,1,2,7\n2025.06.05,13:35,3,4,1,2.5,8\n"
    ) { $0.timeZone = Zone("UTC") }
    #expect(report.detection.profile == "metatrader4")
    #expect(sink.instants("A") == ["2025-06-05T13:30:00Z 2.0", "2025-06-05T13:35:00Z 2.5"])
  }

  @Test func readsTicks() throws {
    let (sink, report) = try readSeries(
      "DateTime,Price,Volume\n2025-06-05 09:30:00.083,2,8\n2025-06-05 09:30:00.083,2.5,1\n"
        + "2025-06-05 09:30:01,3,1\n2025-06-05 09:30:01,3,1\n"
    ) { $0.timeZone = Zone("UTC") }
    #expect(report.detection.profile == "ticks")
    #expect(sink.instants("A") == ["2025-06-05T09:30:00.083Z 2.5", "2025-06-05T09:30:01Z 3.0"])
    #expect(report.warnings.map(\.code) == [.duplicatesCollapsed, .duplicateConflict])
  }

  @Test(arguments: [
    ("2025-06-05,3,4,1,2,500\n2025-06-06,3,4,1,2.5,600\n", "2025-06-05 3.0 4.0 1.0 2.0 - 500.0"),
    ("2025-06-05;2\n2025-06-06;2.5\n", "2025-06-05 - - - 2.0 - -"),
    ("20250605,3,4,1,2\n20250606,3,4,1,2\n", "2025-06-05 3.0 4.0 1.0 2.0 - -"),
  ])
  func readsShapesWithoutAHeader(_ text: String, _ line: String) throws {
    let (sink, report) = try readSeries(text)
    #expect(report.detection.profile == "headerless")
    #expect(sink.lines("A").first == line)
  }

  @Test func readsSymbolsWithoutAHeader() throws {
    let (sink, _) = try readPrices("NOVA,2025-06-05,3,4,1,2,500\nORBT,2025-06-05,3,4,1,2.5,600\n")
    #expect(sink.closes("ORBT") == ["2025-06-05 2.5"])
  }

  @Test func refusesFourNumbersThatAreNoBars() {
    let message = message { _ = try readSeries("2025-06-05,3,1,4,2\n2025-06-06,3,1,4,2\n") }
    #expect(message.contains("is not laid out like any known file of prices"))
  }

  @Test func keepsSymbolsThatLookLikeValues() throws {
    let names = ["NA", "NAN", "TRUE", "INF", "1E5", "null", "-"]
    let (sink, report) = try readPrices(
      "date,symbol,close\n" + names.map { "2025-06-05,\($0),1\n" }.joined())
    #expect(report.series.map(\.symbol.rawValue) == names)
    #expect(sink.closes("NAN") == ["2025-06-05 1.0"])
  }

  @Test func readsNamesInOtherLanguages() throws {
    let (sink, _) = try readSeries(
      "Datum;Eröffnung;Höchst;Tiefst;Schluss;Volumen\n05.06.2025;3;4;1;2;500\n")
    #expect(sink.lines("A") == ["2025-06-05 3.0 4.0 1.0 2.0 - 500.0"])
  }
}
