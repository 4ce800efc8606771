import MarketData
import Testing

@testable import Ingest

@Suite struct EncodingTests {
  private func read(
    _ bytes: [UInt8], _ change: (inout ImportOptions) -> Void = { _ in }
  ) throws -> (sink: MemorySink, report: ImportReport) {
    let sink = MemorySink()
    let report = try PriceImport.run(
      .bytes(bytes, name: "p.csv"), ImportOptions().with(change), sink: sink)
    return (sink, report)
  }

  private func wide(_ text: String, littleEndian: Bool) -> [UInt8] {
    text.utf16.flatMap { unit in
      let (low, high) = (UInt8(unit & 0xFF), UInt8(unit >> 8))
      return littleEndian ? [low, high] : [high, low]
    }
  }

  private func choice(_ bytes: [UInt8]) throws -> TextEncoding {
    try EncodingChoice(of: bytes, isWhole: true, name: "p", asked: nil).encoding
  }

  private let table = "date,symbol,close\r\n2024-03-04,Zürich 😀,1.5\r\n2024-03-05,Zürich 😀,2\r\n"

  @Test(arguments: [true, false], [true, false])
  func readsUTF16(littleEndian: Bool, hasMark: Bool) throws {
    let text = (hasMark ? "\u{FEFF}" : "") + table
    let (sink, report) = try read(wide(text, littleEndian: littleEndian))
    #expect(sink.closes("Zürich 😀") == ["2024-03-04 1.5", "2024-03-05 2.0"])
    #expect(report.detection.dialect?.hasByteOrderMark == hasMark)
    #expect(
      report.detection.dialect?.encoding == (littleEndian ? .utf16LittleEndian : .utf16BigEndian))
    #expect(report.byteCount == text.utf16.count * 2)
    #expect(report.warnings.isEmpty)
  }

  /// Characters and pairs of bytes may be cut anywhere.
  @Test(arguments: [1, 2, 3, 5, 7, 64])
  func decodesTheSameInChunksOfAnySize(_ size: Int) throws {
    for bytes in [
      wide("\u{FEFF}" + table, littleEndian: true), wide(table, littleEndian: false),
      Array(table.utf8), [0xEF, 0xBB, 0xBF] + Array(table.utf8),
    ] {
      let (sink, _) = try read(bytes) { $0.chunkSize = size }
      #expect(sink.closes("Zürich 😀") == ["2024-03-04 1.5", "2024-03-05 2.0"])
    }
  }

  @Test func replacesHalfOfACharacter() {
    let decoder = TextDecoder(EncodingChoice(encoding: .utf16LittleEndian, evidence: ""))
    let bytes: [UInt8] = [0x61, 0, 0x00, 0xD8, 0x62, 0, 0x63]
    let text = bytes.withUnsafeBytes { String(decoding: decoder.decode($0) { 1 }, as: UTF8.self) }
    #expect(text == "a\u{FFFD}b")
    #expect(String(decoding: decoder.finish(), as: UTF8.self) == "\u{FFFD}")
    #expect(decoder.finish().isEmpty)
  }

  @Test func readsOtherBytesAsWindows1252AndSaysWhere() throws {
    let bytes: [UInt8] =
      Array("date,symbol,close\n\n2024-03-04,K".utf8) + [0xF6] + Array("ln,1\n".utf8)
    let (sink, report) = try read(bytes)
    #expect(sink.closes("Köln") == ["2024-03-04 1.0"])
    #expect(report.warnings.map(\.code) == [.mojibakeFallback])
    #expect(
      report.warnings[0].message
        == "line 3: the byte 0xF6 is not UTF-8; the file is read as Windows-1252, where it is 'ö'; "
        + "say otherwise with --encoding")
  }

  /// The first byte beyond ASCII may stand behind what is looked at before reading.
  @Test(arguments: [1 << 18, 1000, 7])
  func decidesAtTheFirstByteBeyondASCII(_ chunkSize: Int) throws {
    let rows = (0..<5000).map { "2024-03-04,S\($0),1\n" }.joined()
    let start = Array(("date,symbol,close\n" + rows + "2024-03-04,K").utf8)
    let (sink, report) = try read(
      start + [0xF6] + Array("ln,1\n2024-03-05,K".utf8) + [0xF6, 0x2C, 0x31]
    ) { $0.chunkSize = chunkSize }
    #expect(sink.closes("Kö") == ["2024-03-05 1.0"])
    #expect(sink.closes("Köln") == ["2024-03-04 1.0"])
    #expect(report.warnings.first?.message.hasPrefix("line 5002: the byte 0xF6") == true)
    let (plain, other) = try read(start + Array("öln,1\n".utf8)) { $0.chunkSize = 1 << 16 }
    #expect(plain.closes("Köln") == ["2024-03-04 1.0"])
    #expect(other.warnings.isEmpty)
  }

  @Test func keepsUTF8WithOneBadByteAndRejectsItsCell() throws {
    let start = Array(
      "date,symbol,close\n2024-03-04,Köln,1\n2024-03-05,Zürich,1\n2024-03-04,B".utf8)
    let (_, report) = try read(start + [0xFF, 0x2C, 0x31, 0x0A]) { $0.rejectsAllowed = 1 }
    #expect(report.rejects.map(\.reason) == [.badEncoding])
    #expect(report.warnings.isEmpty)
  }

  /// Bytes of cells from iconv: Shift-JIS and GB2312 for 'date', Windows-1251 for 'price'.
  @Test(arguments: [
    [0x93, 0xFA, 0x95, 0x74, 0x8E, 0x6E, 0x92, 0x6C, 0x8D, 0x82],
    [0xC8, 0xD5, 0xC6, 0xDA] as [UInt8], [0xD6, 0xE5, 0xED, 0xE0],
  ])
  func refusesOtherScripts(_ header: [UInt8]) {
    let text = message { _ = try read(header + Array(",close\n2024-03-04,1\n".utf8)) }
    #expect(text.contains("neither UTF-8 nor Windows-1252 (line 1, byte 0x"))
    #expect(text.contains("--encoding windows-1252"))
  }

  @Test func takesWesternTextInWindows1252() throws {
    #expect(try choice([0x43, 0x72, 0xE9, 0xE9]) == .windows1252)
    #expect(try choice([0x93, 0x61, 0x94, 0x96, 0x20, 0x80, 0x35]) == .windows1252)
    #expect(try choice(Array("naïve".utf8)) == .utf8)
  }

  @Test func readsAsAsked() throws {
    let bytes = Array("date,symbol,close\n2024-03-04,Kö,1\n".utf8)
    let (sink, report) = try read(bytes) { $0.encoding = .windows1252 }
    #expect(sink.closes("KÃ¶") == ["2024-03-04 1.0"])
    #expect(report.warnings.isEmpty)
  }

  /// The forms that RFC 3629 forbids: overlong, surrogates, beyond U+10FFFF, cut.
  @Test(arguments: [
    ([0x61, 0xC3, 0xB6] as [UInt8], 1, 0), ([0xC0, 0x80], 0, 2), ([0xE0, 0x80, 0x80], 0, 3),
    ([0xED, 0xA0, 0x80], 0, 3), ([0xF4, 0x90, 0x80, 0x80], 0, 4), ([0xF0, 0x9F, 0x98, 0x80], 1, 0),
    ([0xE2, 0x82], 0, 2), ([0xE2, 0x61], 0, 1),
  ])
  func scansUTF8(_ bytes: [UInt8], _ multibyte: Int, _ invalid: Int) {
    let scan = UTF8Scan(bytes, isWhole: true)
    #expect(scan.multibyte == multibyte)
    #expect(scan.invalid == invalid)
    #expect(UTF8Scan([0xE2, 0x82], isWhole: false).invalid == 0)
  }
}
