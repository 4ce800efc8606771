import Foundation
import MarketData
import Testing

@testable import Ingest

/// Lists of events in JSON, XML and calendar text.
@Suite struct EventDocumentTests {
  @Test func readsBenzinga() throws {
    let (events, report) = try readEvents(
      #"""
      [{"id": 45000001, "author": "A", "created": "Thu, 05 Jun 2025 08:45:00 -0400",
        "updated": "Thu, 05 Jun 2025 09:00:00 -0400", "title": "Calls &amp; talks \u2014 done",
        "teaser": "", "body": "<p>x</p>", "url": "https://example.org/1",
        "channels": [{"name": "News"}], "stocks": [{"name": "SPY"}, {"name": "KWEB"}], "tags": []},
       {"id": 45000002, "created": "Fri, 06 Jun 2025 16:05:00 -0400", "title": "No stock",
        "stocks": []}]
      """#)
    #expect(report.detection.profile == "benzinga")
    #expect(events.map(\.id) == ["45000001", "45000001", "45000002"])
    #expect(events.map(\.symbol) == ["SPY", "KWEB", nil])
    #expect(events[0].instant == 1_749_127_500_000)
    #expect(events[0].title == "Calls & talks — done")
    #expect(events[0].group == "News")
    #expect(events[0].zonePolicy == .given)
  }

  private func edgar(_ stamps: [String], forms: Int? = nil) -> String {
    let quoted = { (texts: [String]) in "[" + texts.map { "\"\($0)\"" }.joined(separator: ",") + "]"
    }
    let numbers = stamps.indices.map { "0000320193-25-00000\($0)" }
    return """
      {"cik": "320193", "tickers": ["AAPL", "AAPL-P"], "filings": {"recent": {
      "accessionNumber": \(quoted(numbers)),
      "filingDate": \(quoted(stamps.map { String($0.prefix(10)) })),
      "acceptanceDateTime": \(quoted(stamps)),
      "form": \(quoted(Array(repeating: "8-K", count: forms ?? stamps.count))),
      "items": \(quoted(stamps.map { _ in "2.02,9.01" }))}, "files": []}}
      """
  }

  @Test func readsEDGARTimesThatCanOnlyBeUTC() throws {
    // 23:30 in UTC is 19:30 in New York; EDGAR is closed at 23:30 in New York.
    let (events, report) = try readEvents(
      edgar(["2025-05-01T20:30:43.000Z", "2025-05-02T23:30:00.000Z"]))
    #expect(report.detection.profile == "edgar")
    #expect(events.map(\.symbol) == ["AAPL", "AAPL"])
    #expect(events.map(\.group) == ["8-K", "8-K"])
    #expect(events[0].title == "8-K 2.02,9.01")
    // date -u -d '2025-05-01T20:30:43Z' +%s (GNU coreutils 9.1)
    #expect(events[0].instant == 1_746_131_443_000)
    #expect(events[0].zonePolicy == .given)
    #expect(report.warnings.isEmpty)
  }

  @Test func readsEDGARTimesThatCanOnlyBeNewYorks() throws {
    // 08:01 in UTC is 04:01 in New York, when EDGAR is closed.
    let (events, report) = try readEvents(
      edgar(["2025-05-01T16:30:43.000Z", "2025-05-02T08:01:00.000Z"]))
    #expect(events[0].instant == 1_746_131_443_000)
    #expect(events.map(\.zonePolicy) == [.assumed, .assumed])
    #expect(report.warnings.map(\.code) == [.zoneUncertain])
  }

  @Test func marksEDGARTimesThatCanBeEither() throws {
    let (events, report) = try readEvents(edgar(["2025-05-01T16:30:43.000Z"]))
    #expect(events[0].zonePolicy == .uncertain)
    #expect(report.warnings.map(\.code) == [.zoneUncertain])
  }

  @Test func readsEDGARHeaders() throws {
    let (events, _) = try readEvents(
      """
      <SEC-DOCUMENT>0000320193-25-000055.txt : 20250501
      <SEC-HEADER>0000320193-25-000055.hdr.sgml : 20250501
      <ACCEPTANCE-DATETIME>20250501163043
      ACCESSION NUMBER:\t\t0000320193-25-000055
      CONFORMED SUBMISSION TYPE:\t8-K
      ITEM INFORMATION:\t\tResults of Operations and Financial Condition
      FILED AS OF DATE:\t\t20250501
      \tCOMPANY DATA:
      \t\tCOMPANY CONFORMED NAME:\t\t\tApple Inc.
      """)
    #expect(events.map(\.id) == ["0000320193-25-000055"])
    #expect(events[0].instant == 1_746_131_443_000)
    #expect(events[0].group == "8-K")
    #expect(events[0].title == "Results of Operations and Financial Condition")
    #expect(events[0].zonePolicy == .given)
  }

  @Test func readsRSS() throws {
    let (events, report) = try readEvents(
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel>
      <title>Feed</title><pubDate>Mon, 09 Jun 2025 00:00:00 GMT</pubDate>
      <!-- news -->
      <item><title>Calls &amp; talks</title><link>https://example.org/1</link>
        <guid isPermaLink="false">urn:1</guid><pubDate>Thu, 05 Jun 25 08:45 EDT</pubDate>
        <category>Trade</category><description><![CDATA[<p>A &amp; B</p>]]></description></item>
      <item><title><![CDATA[Second <b>one</b>]]></title><guid>urn:2</guid>
        <pubDate>Fri, 06 Jun 2025 20:05:00 +0000</pubDate></item>
      </channel></rss>
      """)
    #expect(report.detection.profile == "feed")
    #expect(events.map(\.id) == ["urn:1", "urn:2"])
    #expect(events.map(\.title) == ["Calls & talks", "Second one"])
    // date -u -d '2025-06-06T20:05Z' +%s (GNU coreutils 9.1)
    #expect(events.map(\.instant) == [1_749_127_500_000, 1_749_240_300_000])
    #expect(events[0].group == "Trade")
    #expect(
      events[0].covariates == [
        .init(name: "link", value: "https://example.org/1"), .init(name: "summary", value: "A & B"),
      ])
  }

  @Test func prefersThePublicationOfAnAtomEntry() throws {
    let (events, _) = try readEvents(
      """
      <feed xmlns="http://www.w3.org/2005/Atom"><updated>2025-06-09T00:00:00Z</updated>
      <entry><id>tag:1</id><title type="html">A &lt;b&gt;bold&lt;/b&gt; move</title>
      <updated>2025-06-07T00:00:00Z</updated><published>2025-06-05T08:45:00.25-04:00</published>
      <link rel="alternate" href="https://example.org/1"/><category term="Trade"/></entry>
      <entry><id>tag:2</id><title>Only changed</title><updated>2025-06-05T12:45:00Z</updated></entry>
      </feed>
      """)
    #expect(events.map(\.instant) == [1_749_127_500_250, 1_749_127_500_000])
    #expect(events[0].title == "A bold move")
    #expect(events[0].group == "Trade")
    #expect(events[0].covariates == [.init(name: "link", value: "https://example.org/1")])
  }

  @Test(arguments: [
    ("[{\"created\": \"x\", \"title\": \"y\",\n}]", "e.csv, line 2: a name in quotes is missing"),
    ("[{\"created\": 1, \"title\": \"a\nb\"}]", "e.csv, line 1: a text is not closed on its line"),
    (
      "<rss><channel><item><title>x</item>", "e.csv, line 1: </item> closes no element that is open"
    ),
    ("<rss>\n<channel>", "e.csv, line 2: <channel> is not closed"),
    (
      "<?xml version=\"1.0\"?><!DOCTYPE x [<!ENTITY a \"b\">]><rss/>",
      "e.csv, line 1: a document type is not read; remove <!...>"
    ),
    (
      "BEGIN:VCALENDAR\nBEGIN:VEVENT\n",
      "e.csv, line 1: BEGIN:VEVENT is not closed; the file may be cut"
    ),
  ])
  func saysWhereADocumentIsWrong(_ text: String, _ expected: String) {
    #expect(message { _ = try readEvents(text) } == expected)
  }

  @Test func refusesArraysOfDifferentLengths() {
    let text = edgar(["2025-05-01T20:30:43.000Z", "2025-05-02T23:30:00.000Z"], forms: 1)
    #expect(
      message { _ = try readEvents(text) }
        == "e.csv, line 5: 'form' has 1 entries and 'accessionNumber' has 2; a filing has one in each"
    )
  }

  @Test(arguments: ["{\"error\": \"limit reached\"}", "<html><body>no</body></html>"])
  func refusesOtherDocuments(_ text: String) {
    #expect(message { _ = try readEvents(text) }.hasPrefix("e.csv: is "))
  }

  private func read(_ bytes: [UInt8], _ name: String = "e") throws -> (
    events: [NewsEvent], report: ImportReport
  ) {
    try EventImport.run(.bytes(bytes, name: name))
  }

  /// One text in every encoding that tables may have; bytes by Python's str.encode.
  @Test(arguments: [
    #"[{"id": 1, "created": "Thu, 05 Jun 2025 08:45:00 -0400", "title": "Zölle"}]"#,
    "<rss><channel><item><guid>1</guid><title>Zölle</title>"
      + "<pubDate>Thu, 05 Jun 2025 08:45:00 -0400</pubDate></item></channel></rss>",
    "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:1\nDTSTART:20250605T124500Z\nSUMMARY:Zölle\n"
      + "END:VEVENT\nEND:VCALENDAR\n",
  ])
  func readsDocumentsInEveryEncoding(_ text: String) throws {
    let units = Array(text.utf16)
    let western = text.unicodeScalars.map { UInt8($0.value) }
    let files: [(bytes: [UInt8], encoding: String)] = [
      (Array(text.utf8), "UTF-8"),
      ([0xEF, 0xBB, 0xBF] + Array(text.utf8), "UTF-8, with a byte-order mark"),
      (
        [0xFF, 0xFE] + units.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] },
        "UTF-16LE, with a byte-order mark"
      ),
      (
        [0xFE, 0xFF] + units.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] },
        "UTF-16BE, with a byte-order mark"
      ),
      (western, "Windows-1252"),
    ]
    for (bytes, encoding) in files {
      let (events, report) = try read(bytes)
      #expect(events.map(\.title) == ["Zölle"], "\(encoding)")
      #expect(events.map(\.instant) == [1_749_127_500_000], "\(encoding)")
      #expect(report.detection.decisions.first { $0.subject == "encoding" }?.value == encoding)
      #expect(report.warnings.map(\.code) == (bytes == western ? [.mojibakeFallback] : []))
      #expect(report.byteCount == bytes.count)
    }
  }

  /// Python's `gzip.compress(text, mtime=0)`; the digest is that of the packed bytes, by sha256sum.
  @Test func readsPackedDocuments() throws {
    let packed = try #require(
      Data(
        base64Encoded:
          "H4sIAAAAAAACA3Nydff0swpzdvRx9XNxDOJygvBdw1z9QrhCPV2sDLlcQoJDHINCrIwMjEwNzAxMQwyN"
          + "TEwNDKK4gDpgKsFMuCEAgERd/FUAAAA="
      ))
    let (events, report) = try read(Array(packed), "e.ics.gz")
    #expect(events.map(\.id) == ["1"])
    #expect(report.byteCount == packed.count)
    #expect(
      report.sha256 == "47ed1185a0835b69726573be1e6cf2c1e0b4bc724a7e15d8654b44760c5a6f89")
    #expect(report.detection.decisions.first?.value == "gzip")
  }
}
