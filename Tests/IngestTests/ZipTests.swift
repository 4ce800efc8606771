import MarketData
import Testing

@testable import Ingest

/// Archives by Python 3.11's `zipfile`, but `encrypted`, which is by Info-ZIP 3.0.
@Suite struct ZipTests {
  /// The name would lead out of the folder; it is not used.
  private static let packed =
    "UEsDBBQAAAAIAAAAIQClgnpuKwAAADQAAAAIAAAALi4vcC5jc3ZLSSxJ1SmuzE3Kz9FJzskvTuUyMjAy0TUw1DUw"
    + "0nHUMdQzRQgYAwWMgAIAUEsBAhQDFAAAAAgAAAAhAKWCem4rAAAANAAAAAgAAAAAAAAAAAAAAIABAAAAAC4uL3Au"
    + "Y3N2UEsFBgAAAAABAAEANgAAAFEAAAAAAA=="
  /// With its check value behind the bytes, as programs write it that cannot go back.
  private static let described =
    "UEsDBBQACAAIAAAAIQAAAAAAAAAAAAAAAAAFAAAAcC5jc3ZLSSxJ1SmuzE3Kz9FJzskvTuUyMjAy0TUw1DUw0nHU"
    + "MdQzRQgYAwWMgAIAUEsHCKWCem4rAAAANAAAAFBLAQIUAxQACAAIAAAAIQClgnpuKwAAADQAAAAFAAAAAAAAAAAA"
    + "AACAAQAAAABwLmNzdlBLBQYAAAAAAQABADMAAABeAAAAAAA="
  private static let stored =
    "UEsDBBQAAAAAAAAAIQClgnpuNAAAADQAAAAFAAAAcC5jc3ZkYXRlLHN5bWJvbCxjbG9zZQoyMDI0LTAxLTAyLEEs"
    + "MS41CjIwMjQtMDEtMDMsQSwyLjUKUEsBAhQDFAAAAAAAAAAhAKWCem40AAAANAAAAAUAAAAAAAAAAAAAAIABAAAA"
    + "AHAuY3N2UEsFBgAAAAABAAEAMwAAAFcAAAAAAA=="
  private static let several =
    "UEsDBBQAAAAIAAAAIQClgnpuKwAAADQAAAAFAAAAcC5jc3ZLSSxJ1SmuzE3Kz9FJzskvTuUyMjAy0TUw1DUw0nHU"
    + "MdQzRQgYAwWMgAIAUEsDBBQAAAAIAAAAIQClgnpuKwAAADQAAAAFAAAAcS5jc3ZLSSxJ1SmuzE3Kz9FJzskvTuUy"
    + "MjAy0TUw1DUw0nHUMdQzRQgYAwWMgAIAUEsBAhQDFAAAAAgAAAAhAKWCem4rAAAANAAAAAUAAAAAAAAAAAAAAIAB"
    + "AAAAAHAuY3N2UEsBAhQDFAAAAAgAAAAhAKWCem4rAAAANAAAAAUAAAAAAAAAAAAAAIABTgAAAHEuY3N2UEsFBgAA"
    + "AAACAAIAZgAAAJwAAAAAAA=="
  private static let severalDescribed =
    "UEsDBBQACAAIAAAAIQAAAAAAAAAAAAAAAAAFAAAAcC5jc3ZLSSxJ1SmuzE3Kz9FJzskvTuUyMjAy0TUw1DUw0nHU"
    + "MdQzRQgYAwWMgAIAUEsHCKWCem4rAAAANAAAAFBLAwQUAAgACAAAACEAAAAAAAAAAAAAAAAABQAAAHEuY3N2S0ks"
    + "SdUprsxNys/RSc7JL07lMjIwMtE1MNQ1MNJx1DHUM0UIGAMFjIACAFBLBwilgnpuKwAAADQAAABQSwECFAMUAAgA"
    + "CAAAACEApYJ6bisAAAA0AAAABQAAAAAAAAAAAAAAgAEAAAAAcC5jc3ZQSwECFAMUAAgACAAAACEApYJ6bisAAAA0"
    + "AAAABQAAAAAAAAAAAAAAgAFeAAAAcS5jc3ZQSwUGAAAAAAIAAgBmAAAAvAAAAAAA"
  private static let workbook =
    "UEsDBBQAAAAAAAAAIQDUHNEBBAAAAAQAAAATAAAAW0NvbnRlbnRfVHlwZXNdLnhtbDxhLz5QSwECFAMUAAAAAAAA"
    + "ACEA1BzRAQQAAAAEAAAAEwAAAAAAAAAAAAAAgAEAAAAAW0NvbnRlbnRfVHlwZXNdLnhtbFBLBQYAAAAAAQABAEEA"
    + "AAA1AAAAAAA="
  private static let bzip2 =
    "UEsDBC4AAAAMAAAAIQClgnpuVQAAADQAAAAFAAAAcC5jc3ZCWmg5MUFZJlNZLu44jQAAFF2AABAAB34AIAA+Bowg"
    + "IAAxRoyBo0yNBok9JjFMI8ppQwwu6uHKqkYNwxmwoSBwg3ynf0REzxLzf8XckU4UJAu7jiNAUEsBAi4DLgAAAAwA"
    + "AAAhAKWCem5VAAAANAAAAAUAAAAAAAAAAAAAAIABAAAAAHAuY3N2UEsFBgAAAAABAAEAMwAAAHgAAAAAAA=="
  private static let encrypted =
    "UEsDBBQACQAIAKy2fF2lgnpuNwAAADQAAAAFAAAAcC5jc3YoLubeOjzdFSVjpGnEHS3r3Nuyz8Nb6Xu+ImqZt25D"
    + "fcUjrWaWWn6sibmuRQnsmg/uxdC4W31AUEsHCKWCem43AAAANAAAAFBLAQIeAxQACQAIAKy2fF2lgnpuNwAAADQA"
    + "AAAFAAAAAAAAAAEAAACkgQAAAABwLmNzdlBLBQYAAAAAAQABADMAAABqAAAAAAA="

  private func read(
    _ bytes: [UInt8], _ change: (inout ImportOptions) -> Void = { _ in }
  ) throws -> (sink: MemorySink, report: ImportReport) {
    try readPrices(bytes, named: "p.zip", change)
  }

  @Test(arguments: [packed, described, stored])
  func readsTheOneFile(_ text: String) throws {
    let archive = try bytes(text)
    let (sink, report) = try read(archive)
    #expect(sink.closes("A") == ["2024-01-02 1.5", "2024-01-03 2.5"])
    #expect(report.detection.decisions.first?.value == "zip")
    #expect(report.byteCount == archive.count)
    #expect(report.sha256.count == 64)
  }

  @Test(arguments: [several, severalDescribed])
  func refusesSeveralFiles(_ text: String) throws {
    let archive = try bytes(text)
    #expect(
      message { _ = try read(archive) }
        == "p.zip: is a zip archive of several files; unpack it, for example with unzip, and "
        + "import those that are meant")
  }

  @Test func refusesWhatItCannotUnpack() throws {
    let cases = [
      (Self.encrypted, "is an encrypted zip archive; unpack it first, for example with unzip"),
      (
        Self.bzip2,
        "is a zip archive packed with method 12, which is not read; unpack it first, for example "
          + "with unzip"
      ),
      (
        Self.workbook,
        "is a workbook of Excel or another spreadsheet, not a CSV file; save the sheet as CSV"
      ),
    ]
    for (text, expected) in cases {
      let archive = try bytes(text)
      #expect(message { _ = try read(archive) } == "p.zip: \(expected)")
    }
  }

  /// Wherever an archive is cut, and whichever of its bytes is another, it is read as it was or
  /// refused: a damage of the rows themselves never passes.
  @Test(arguments: [packed, described, stored])
  func noticesDamage(_ text: String) throws {
    let archive = try bytes(text)
    let whole = try read(archive).sink.lines("A")
    for count in 0..<archive.count {
      let sink = try? read(Array(archive.prefix(count))).sink
      #expect(sink == nil || sink?.lines("A") == whole, "\(count)")
    }
    for index in archive.indices {
      var damaged = archive
      damaged[index] ^= 0x10
      let sink = try? read(damaged).sink
      #expect(sink == nil || sink?.lines("A") == whole, "\(index)")
    }
  }

  @Test func stopsAtItsLimits() throws {
    let archive = try bytes(Self.packed)
    let size = message { _ = try read(archive) { $0.unpackLimits = UnpackLimits(bytes: 20) } }
    #expect(size.contains("unpacks to more than 20 bytes, the limit"))
  }
}
