import MarketData
import TestSupport
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
  func asksWhichOfSeveralFiles(_ text: String) throws {
    let archive = try bytes(text)
    #expect(
      message { _ = try read(archive) }
        == "p.zip: is a zip archive of 2 files: p.csv, q.csv; name one behind a slash, as in "
        + "ARCHIVE.zip/FILE, or import all with 'ARCHIVE.zip/*'")
    // Without the directory, as of a stream, the names are not known.
    #expect(
      message { _ = try read(archive.dropLast(30) + [0]) }
        == "p.zip: is a zip archive of several files, which are not known yet; save it, and name one "
        + "as ARCHIVE.zip/FILE, or unpack it")
  }

  /// Two files, one of them stored and the other packed, a folder, and what macOS adds.
  private static let tree =
    "UEsDBBQAAAAAAAAAIQAAAAAAAAAAAAAAAAAFAAAAZGF0YS9QSwMEFAAAAAgAAAAhAFTLsmklAAAAIwAAAAoAAABkYXRh"
    + "L2EuY3N2S0ksSdUprsxNys/RSc7JL07lMjIwMtE1MNQ1MNJx1DHUM+UCAFBLAwQUAAAAAAAAACEA3wO7wyMAAAAjAAAA"
    + "CgAAAGRhdGEvYi5jc3ZkYXRlLHN5bWJvbCxjbG9zZQoyMDI0LTAxLTAyLEEsMy41ClBLAwQUAAAAAAAAACEAgz1zpQQA"
    + "AAAEAAAAFQAAAF9fTUFDT1NYL2RhdGEvLl9hLmNzdgAFFgdQSwMEFAAAAAAAAAAhAP8S2UECAAAAAgAAAA4AAABkYXRh"
    + "Ly5EU19TdG9yZQAAUEsBAhQDFAAAAAAAAAAhAAAAAAAAAAAAAAAAAAUAAAAAAAAAAAAAAIABAAAAAGRhdGEvUEsBAhQD"
    + "FAAAAAgAAAAhAFTLsmklAAAAIwAAAAoAAAAAAAAAAAAAAIABIwAAAGRhdGEvYS5jc3ZQSwECFAMUAAAAAAAAACEA3wO7"
    + "wyMAAAAjAAAACgAAAAAAAAAAAAAAgAFwAAAAZGF0YS9iLmNzdlBLAQIUAxQAAAAAAAAAIQCDPXOlBAAAAAQAAAAVAAAA"
    + "AAAAAAAAAACAAbsAAABfX01BQ09TWC9kYXRhLy5fYS5jc3ZQSwECFAMUAAAAAAAAACEA/xLZQQIAAAACAAAADgAAAAAA"
    + "AAAAAAAAgAHyAAAAZGF0YS8uRFNfU3RvcmVQSwUGAAAAAAUABQAiAQAAIAEAAAAA"

  @Test func readsTheFileThatIsNamed() throws {
    let folder = try Workdir()
    try folder.write(try bytes(Self.tree), to: "tree.zip")
    let path = folder.path + "/tree.zip"
    let wanted = [("data/a.csv", "2024-01-02 1.5"), ("data/b.csv", "2024-01-02 3.5")]
    for (name, first) in wanted {
      let sink = MemorySink()
      let report = try PriceImport.run(Input(path: "\(path)/\(name)"), sink: sink)
      #expect(sink.closes("A").first == first)
      #expect(report.detection.dialect?.compression == .zip)
      // The digest is that of the file itself, so that it is known again when it is unpacked.
      let rows =
        "date,symbol,close\n" + (name == "data/a.csv" ? "2024-01-02,A,1.5\n" : "2024-01-02,A,3.5\n")
      let plain = try PriceImport.run(.bytes(Array(rows.utf8), name: "x"), sink: MemorySink())
      #expect(report.sha256 == plain.sha256)
      #expect(report.byteCount == plain.byteCount)
    }
    #expect(
      message { _ = try PriceImport.run(Input(path: "\(path)/data/c.csv"), sink: MemorySink()) }
        == "\(path)/data/c.csv: the archive has no file 'data/c.csv'; did you mean 'data/a.csv'?")
    #expect(
      message { _ = try PriceImport.run(Input(path: "\(path)/zzz"), sink: MemorySink()) }
        == "\(path)/zzz: the archive has no file 'zzz'; it has data/a.csv, data/b.csv")
  }

  @Test func findsTheFilesOfAPattern() throws {
    let folder = try Workdir()
    try folder.write(try bytes(Self.tree), to: "tree.zip")
    let path = folder.path + "/tree.zip"
    #expect(
      try Input.paths(matching: "\(path)/*") == ["\(path)/data/a.csv", "\(path)/data/b.csv"])
    #expect(try Input.paths(matching: "\(path)/*b.csv") == ["\(path)/data/b.csv"])
    #expect(try Input.paths(matching: path) == [path])
    #expect(try Input.paths(matching: "\(path)x/*") == ["\(path)x/*"])
    #expect(
      message { _ = try Input.paths(matching: "\(path)/*.txt") }
        == "\(path)/*.txt: the archive has no file '*.txt'; it has data/a.csv, data/b.csv")
  }

  /// What Finder packs of one file is that file.
  @Test func readsTheOnlyFileBesideWhatIsLeftAside() throws {
    let (sink, _) = try read(bytes(Self.finder))
    #expect(sink.closes("A") == ["2024-01-02 1.5"])
  }

  private static let finder =
    "UEsDBBQAAAAIAAAAIQBUy7JpJQAAACMAAAAFAAAAcC5jc3ZLSSxJ1SmuzE3Kz9FJzskvTuUyMjAy0TUw1DUw0nHUMdQz"
    + "5QIAUEsDBBQAAAAAAAAAIQCDPXOlBAAAAAQAAAAQAAAAX19NQUNPU1gvLl9wLmNzdgAFFgdQSwECFAMUAAAACAAAACEA"
    + "VMuyaSUAAAAjAAAABQAAAAAAAAAAAAAAgAEAAAAAcC5jc3ZQSwECFAMUAAAAAAAAACEAgz1zpQQAAAAEAAAAEAAAAAAA"
    + "AAAAAAAAgAFIAAAAX19NQUNPU1gvLl9wLmNzdlBLBQYAAAAAAgACAHEAAAB6AAAAAAA="

  @Test func noticesDamageOfTheFileThatIsNamed() throws {
    let folder = try Workdir()
    let archive = try bytes(Self.tree)
    func closes(_ archive: [UInt8]) throws -> [String] {
      try folder.write(archive, to: "tree.zip")
      let path = folder.path + "/tree.zip"
      let sink = MemorySink()
      _ = try PriceImport.run(
        .member(archive: path, name: "data/a.csv"), sink: sink)
      return sink.closes("A")
    }
    let whole = try closes(archive)
    for index in archive.indices {
      var damaged = archive
      damaged[index] ^= 0x10
      let found = try? closes(damaged)
      #expect(found == nil || found == whole, "\(index)")
    }
    for count in 0..<archive.count {
      let found = try? closes(Array(archive.prefix(count)))
      #expect(found == nil || found == whole, "\(count)")
    }
  }

  @Test func stopsAtItsLimitsInAFileThatIsNamed() throws {
    let folder = try Workdir()
    try folder.write(try bytes(Self.tree), to: "tree.zip")
    let path = folder.path + "/tree.zip"
    let options = ImportOptions().with { $0.unpackLimits = UnpackLimits(bytes: 20) }
    let size = message {
      _ = try PriceImport.run(Input(path: "\(path)/data/a.csv"), options, sink: MemorySink())
    }
    #expect(size.contains("unpacks to more than 20 bytes, the limit"), "\(size)")
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
