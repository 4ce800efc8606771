import Digest

/// An input that has been opened, and its beginning as text.
struct TextHead {
  let name: String
  let stem: String?
  let stream: ByteStream
  let encoding: EncodingChoice
  /// The decoded beginning.
  let text: [UInt8]

  /// Opens an input and decodes its beginning; refuses other kinds of files.
  init(_ input: Input, _ options: ImportOptions) throws(ImportError) {
    (name, stem) = (input.name, input.stem)
    stream = try ByteStream(input, limits: options.unpackLimits)
    try refuseOtherFormats(stream.head, name: name)
    encoding = try EncodingChoice(
      of: stream.head, isWhole: stream.isWholeHead, name: name, asked: options.encoding)
    let decoder = TextDecoder(encoding)
    text = stream.head.withUnsafeBytes { Array(decoder.decode($0) { 1 }) }
  }

  /// How the file is compressed, when it is.
  var compressionDecision: Detection.Decision? {
    stream.compression.map { compression in
      Detection.Decision(
        subject: "compression", value: compression.rawValue,
        evidence: "the file begins with \(compression == .zip ? "PK" : "1F 8B")", flag: nil)
    }
  }
}

/// A whole input as text.
struct WholeText {
  /// The most bytes that are read: documents are held in memory, several times over.
  static let limit = 256 << 20

  let text: [UInt8]
  /// What the reader of the values should know.
  let warnings: [Warning]
  /// The digest of the stored bytes.
  let sha256: String
  /// The number of the stored bytes.
  let byteCount: Int

  /// Reads and decodes everything there is.
  init(_ head: TextHead) throws(ImportError) {
    let (stream, digest) = (head.stream, SHA256())
    let decoder = TextDecoder(head.encoding)
    let chunk = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 20, alignment: 16)
    defer { chunk.deallocate() }
    var text: [UInt8] = []
    while true {
      let count = try stream.read(into: chunk)
      if count == 0 { break }
      let bytes = UnsafeRawBufferPointer(rebasing: chunk[..<count])
      digest.update(bytes)
      text += decoder.decode(bytes) { 1 + text.withUnsafeBufferPointer { lineEnds(in: $0) } }
      guard text.count <= Self.limit else {
        throw .largeDocument(head.name, limit: Self.limit)
      }
    }
    self.text = text + decoder.finish()
    warnings = decoder.warnings
    sha256 = stream.sha256 ?? digest.finish()
    byteCount = stream.readCount
  }
}

/// Recognises kinds of files that are often found under the name of a CSV file, by their bytes.
private func refuseOtherFormats(_ head: [UInt8], name: String) throws(ImportError) {
  let known: [(start: [UInt8], kind: String, remedy: String)] = [
    ([0xD0, 0xCF, 0x11, 0xE0], "an old Excel workbook", "save it as CSV"),
    (Array("SQLite format 3\0".utf8), "a SQLite database", "export a table as CSV"),
    (Array("PAR1".utf8), "a Parquet file", "export it as CSV"),
    (Array("%PDF".utf8), "a PDF document", "export its table as CSV"),
    ([0x89, 0x50, 0x4E, 0x47], "a PNG image", "export the data as CSV"),
    ([0x28, 0xB5, 0x2F, 0xFD], "compressed with zstd", "unpack it first"),
    ([0xFD, 0x37, 0x7A, 0x58], "compressed with xz", "unpack it first"),
    (Array("BZh".utf8), "compressed with bzip2", "unpack it first"),
  ]
  for format in known where head.starts(with: format.start) {
    throw .notText(name, kind: format.kind, remedy: format.remedy)
  }
}
