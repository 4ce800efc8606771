import MarketData
import Testing

@testable import Ingest

/// The packed bytes are Python's `gzip.compress(text, mtime=0)`.
@Suite struct UnpackerTests {
  private static let plain =
    "H4sIAAAAAAACA0tJLEnVKa7MTcrP0UnOyS9O5TIyMDLRNTDUNTDScdQx1DNFCBgDBYyAAgClgnpuNAAAAA=="
  /// The same text in two members.
  private static let twoMembers =
    "H4sIAAAAAAACA0tJLEnVKa7MTcrP0UnOyS9O5TIyMDLRNTDUNTDScdQx1DPlAgBUy7JpIwAAAB+LCAAAAAAAAgMzMjAy"
    + "0TUw1DUw1nHUMdIz5QIAwvkQdxEAAAA="
  /// 5,118 bytes, of which 300 equal rows are most.
  private static let repetitive =
    "H4sIAAAAAAACA+3Iuw3AIAxAwT6zGGRbMEBGyYcORGEats8ckd6V916rSexxzy5Pn9EOVy9JLanLKZYrQRAEQRAEQRAEQRAEQRD/jA/iGFKZ/hMAAA=="

  private func read(
    _ bytes: [UInt8], _ change: (inout ImportOptions) -> Void = { _ in }
  ) throws -> (sink: MemorySink, report: ImportReport) {
    try readPrices(bytes, named: "p.csv.gz", change)
  }

  @Test(arguments: [plain, twoMembers])
  func readsWhatIsPacked(_ text: String) throws {
    let (sink, report) = try read(bytes(text))
    #expect(sink.closes("A") == ["2024-01-02 1.5", "2024-01-03 2.5"])
    #expect(report.detection.dialect?.compression == .gzip)
    #expect(report.detection.decisions.first?.value == "gzip")
  }

  /// The digest is that of the file, as sha256sum gives it, and so is the number of bytes.
  @Test func identifiesThePackedBytes() throws {
    let packed = try bytes(Self.plain) + [UInt8](repeating: 0, count: 100_000)
    let (_, report) = try read(packed)
    #expect(report.byteCount == packed.count)
    let plain = try PriceImport.run(
      .bytes(Array("date,symbol,close\n2024-01-02,A,1.5\n2024-01-03,A,2.5\n".utf8), name: "p"),
      sink: MemorySink())
    #expect(report.sha256.count == 64)
    #expect(report.sha256 != plain.sha256)
    #expect(try read(bytes(Self.plain)).report.sha256 != report.sha256)
  }

  @Test func refusesWhatIsCutOrDamaged() throws {
    let packed = try bytes(Self.plain)
    for count in [20, packed.count - 1] {
      let text = message { _ = try read(Array(packed.prefix(count))) }
      #expect(text.contains("the packed data ends before its contents do"), "\(count): \(text)")
    }
    var damaged = packed
    damaged[damaged.count - 6] ^= 1
    #expect(
      message { _ = try read(damaged) }
        == "p.csv.gz: the packed data is damaged: incorrect data check")
  }

  @Test func stopsAtItsLimits() throws {
    let packed = try bytes(Self.repetitive)
    let ratio = message {
      _ = try read(packed) { $0.unpackLimits = UnpackLimits(ratio: 20, freeBytes: 1000) }
    }
    #expect(ratio.contains("unpacks to more than 20 times its size, the limit"))
    let size = message { _ = try read(packed) { $0.unpackLimits = UnpackLimits(bytes: 5000) } }
    #expect(size.contains("unpacks to more than 5000 bytes, the limit"))
    #expect(try read(packed).report.rowsRead == 300)
  }

  @Test func asksForAtMostTwoHundredTimesAndFourGibibytes() {
    #expect(UnpackLimits().ratio == 200)
    #expect(UnpackLimits().bytes == 4 << 30)
  }
}
