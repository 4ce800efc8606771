import Foundation
import MarketData
import Testing

@testable import Ingest

@Suite struct ErrorMessageTests {
  struct BadFile: CustomTestStringConvertible {
    var testDescription: String
    var text: String
    var message: String
  }

  @Test(arguments: [
    BadFile(testDescription: "empty", text: "", message: "p.csv: is empty"),
    BadFile(testDescription: "only a mark", text: "\u{FEFF}", message: "p.csv: is empty"),
    BadFile(testDescription: "blank lines", text: "\u{FEFF}\n \n", message: "p.csv: is empty"),
    BadFile(
      testDescription: "header only", text: "date,close\n",
      message: "p.csv: has a header and no rows"),
    BadFile(
      testDescription: "no date", text: "day of trade,close\n1,2\n",
      message: "p.csv: has no column 'date'; its columns are day of trade, close"),
    BadFile(
      testDescription: "a misspelt date", text: "dtae,dat,close\nx,x,2\n",
      message: "p.csv: has no column 'date'; its columns are dtae, dat, close; if 'dtae' holds the "
        + "date, rename it"),
    BadFile(
      testDescription: "no close", text: "date,open,cloze\n2024-03-04,1,2\n",
      message: "p.csv: has no column 'close'; its columns are date, open, cloze; if 'cloze' holds "
        + "the close, rename it"),
    BadFile(
      testDescription: "returns", text: "date,return\n2024-03-04,0.01\n",
      message: "p.csv: has no column 'close'; its columns are date, return"),
    BadFile(
      testDescription: "two closes", text: "date,close,Close\n2024-03-04,1,2\n",
      message: "p.csv: two columns are called 'close'; rename the one that is not meant"),
    BadFile(
      testDescription: "two series of one name", text: "date,A,A\n2024-03-04,1,2\n",
      message: "p.csv: two columns are called 'A'; rename the one that is not meant"),
    BadFile(
      testDescription: "no symbol", text: "date,close\n2024-03-04,1\n",
      message: "p.csv: names no symbol; say whose prices these are with --symbol SYMBOL"),
    BadFile(
      testDescription: "no known layout", text: "1,2,3\n4,5,6\n",
      message:
        "p.csv: is not laid out like any known file of prices; name its columns in a header, "
        + "or choose a layout with --profile"),
    BadFile(
      testDescription: "JSON", text: "{\"Error Message\": \"no key\"}\n",
      message: "p.csv: is JSON, not a CSV file; it may be the error message of a server"),
    BadFile(
      testDescription: "HTML", text: "\n<!DOCTYPE html><html></html>\n",
      message: "p.csv: is an HTML or XML page, not a CSV file; it may be the error page of a server"
    ),
    BadFile(
      testDescription: "an open quote", text: "date,symbol,close\n2024-03-04,\"A,1\n",
      message: "p.csv: unterminated quote: line 2 opens a quoted field whose closing quote is "
        + "missing"),
    BadFile(
      testDescription: "a stray quote", text: "date,symbol,close\n2024-03-04,A\"B,1\n",
      message:
        "p.csv: line 2: a quote inside a field that does not begin with one; quote the whole "
        + "field and double the quotes in it"),
    BadFile(
      testDescription: "an hour", text: "date,symbol,close\n2024-03-04 09:30,A,1\n",
      message:
        "p.csv, line 2, column date: the time '2024-03-04 09:30' has no zone; say on whose clock all "
        + "times are with --time-zone, such as --time-zone America/New_York or --time-zone UTC"),
    BadFile(
      testDescription: "an hour in a column",
      text: "date,time,symbol,close\n2024-03-04,09:30,A,1\n",
      message:
        "p.csv, line 2, column time: the time '09:30' has no zone; say on whose clock all times are "
        + "with --time-zone, such as --time-zone America/New_York or --time-zone UTC"),
    BadFile(
      testDescription: "dates of either order", text: "date,symbol,close\n03/04/2024,A,1\n",
      message:
        "p.csv, line 2, column date: '03/04/2024' can be read as month/day or as day/month, and so can "
        + "the dates around it; say which with --date-order mdy or --date-order dmy"),
  ])
  func ofAFile(_ file: BadFile) {
    #expect(message { _ = try readPrices(file.text) } == file.message)
  }

  @Test func suggestsTheSymbolInTheFileName() {
    let text = message { _ = try readPrices("date,close\n2024-03-04,1\n", name: "data/SPY.csv") }
    #expect(
      text == "data/SPY.csv: names no symbol; say whose prices these are with --symbol SPY")
  }

  @Test func refusesASymbolWhereTheFileNamesThem() {
    let long = message { _ = try readSeries("date,ticker,close\n2024-03-04,B,1\n") }
    #expect(long == "p.csv: names its symbols in column 'ticker'; leave --symbol out")
    let wide = message { _ = try readSeries("date,B,C\n2024-03-04,1,2\n") }
    #expect(wide == "p.csv: names its symbols in the header; leave --symbol out")
  }

  @Test func refusesAProfileThatDoesNotFit() {
    func message(_ profile: String, _ text: String) -> String {
      IngestTests.message { _ = try readPrices(text) { $0.profile = profile } }
    }
    #expect(
      message("wide", "date\n2024-03-04\n") == "p.csv: has no column 'close'; its columns are date")
    #expect(
      message("long", "date,close\n2024-03-04,1\n")
        == "p.csv: has no column 'symbol'; its columns are date, close")
    #expect(
      message("est-prices", "date,close\n2024-03-04,1\n")
        == "p.csv: is not laid out like any known file of prices; name its columns in a header, "
        + "or choose a layout with --profile")
  }

  @Test func suggestsTheNearestProfile() {
    let text = message { _ = try readSeries("date,close\n2024-03-04,1\n") { $0.profile = "yaho" } }
    #expect(text == "unknown profile 'yaho'; did you mean 'yahoo'?")
    let other = message { _ = try readSeries("date,close\n2024-03-04,1\n") { $0.profile = "x" } }
    #expect(
      other
        == "unknown profile 'x'; known are long, single, yahoo, yfinance, stooq, investing, nasdaq, "
        + "alpha-vantage, tiingo, polygon, crsp, crsp-ciz, datastream, bloomberg, metatrader, "
        + "metatrader4, ticks, wide, est-prices, headerless")
  }

  /// Of several names that come twice the first is named, in every run; a dictionary's own order
  /// differs from one to the next.
  @Test func namesTheFirstColumnThatComesTwice() {
    let prices = "Date,Open,High,Low,Close,Volume,Open,High,Low\n2025-06-05,1,2,1,2,5,1,2,1\n"
    let events = "date,title,group,symbol,title,group,symbol\n2025-06-05,a,b,c,a,b,c\n"
    let messages = (0..<20).flatMap { _ in
      [message { _ = try readSeries(prices) }, message { _ = try readEvents(events) }]
    }
    #expect(
      Set(messages) == [
        "p.csv: two columns are called 'Open'; rename the one that is not meant",
        "e.csv: two columns are called 'title'; rename the one that is not meant",
      ])
  }

  @Test func namesFilesOfOtherKinds() {
    let cases: [([UInt8], String)] = [
      (
        [0x50, 0x4B, 3, 4],
        "p.csv: the packed data ends before its contents do; fetch the file again"
      ),
      (
        [0x1F, 0x8B, 8, 0],
        "p.csv: the packed data ends before its contents do; fetch the file again"
      ),
      ([0x61, 0, 0, 0, 0x62], "p.csv: is binary data, not a CSV file; save it as UTF-8 text"),
    ]
    for (bytes, expected) in cases {
      let text = message {
        _ = try PriceImport.run(.bytes(bytes, name: "p.csv"), sink: MemorySink())
      }
      #expect(text == expected)
    }
  }

  @Test func namesFilesThatCannotBeRead() {
    let folder = NSTemporaryDirectory()
    let missing = message {
      _ = try PriceImport.run(.file("no/such.csv"), sink: MemorySink())
    }
    #expect(missing == "no/such.csv: no such file")
    let directory = message { _ = try PriceImport.run(.file(folder), sink: MemorySink()) }
    #expect(directory == "\(folder): is a folder; name the files in it")
  }

  @Test func readsAFile() throws {
    let path = NSTemporaryDirectory() + "ingest-\(UInt64.random(in: 0...UInt64.max)).csv"
    try "date,symbol,close\n2024-03-04,A,1\n".write(
      toFile: path, atomically: true, encoding: .utf8)
    defer { try? FileManager.default.removeItem(atPath: path) }
    let sink = MemorySink()
    let report = try PriceImport.run(.file(path), sink: sink)
    #expect(report.byteCount == 33)
    #expect(sink.closes("A") == ["2024-03-04 1.0"])
  }

  @Test func passesOnWhatTheSinkThrows() {
    final class Full: BarSink {
      struct Problem: Error, CustomStringConvertible { let description = "the disk is full" }
      func append(_ bars: Bars, to symbol: Symbol) throws { throw Problem() }
      func takeBack(_ symbol: Symbol) throws -> [Bars] { [] }
    }
    let text = message {
      let bytes = Array("date,symbol,close\n2024-03-04,A,1\n".utf8)
      _ = try PriceImport.run(.bytes(bytes, name: "p.csv"), sink: Full())
    }
    #expect(text == "the disk is full")
  }
}
