/// An input that has been opened and looked at.
struct Source {
  let name: String
  let stream: ByteStream
  let sample: Sample
  private let encoding: EncodingChoice
  /// The decoded beginning.
  private let text: [UInt8]

  /// Opens an input, refuses what is no text, and finds out how its table is written.
  ///
  /// - Parameter skipsPreamble: Whether lines before the header are left out.
  init(
    _ input: Input, _ options: ImportOptions, skipsPreamble: Bool = false
  ) throws(ImportError) {
    let stream = try ByteStream(input, limits: options.unpackLimits)
    try self.init(stream, input, options, skipsPreamble: skipsPreamble)
  }

  /// Looks at an input that has been opened, of which nothing was read but the head.
  init(
    _ stream: ByteStream, _ input: Input, _ options: ImportOptions, skipsPreamble: Bool
  ) throws(ImportError) {
    (self.stream, name) = (stream, input.name)
    try refuseOtherFormats(stream.head, name: name)
    encoding = try EncodingChoice(
      of: stream.head, isWhole: stream.isWholeHead, name: name, asked: options.encoding)
    let decoder = TextDecoder(encoding)
    text = stream.head.withUnsafeBytes { Array(decoder.decode($0) { 1 }) }
    try refusePages(text, name: name)
    var finder = DialectFinder(text[...], isWhole: stream.isWholeHead, options)
    finder.dialect.encoding = encoding.encoding
    finder.dialect.isCompressed = stream.isPacked
    finder.find(markCount: encoding.markCount, skipsPreamble: skipsPreamble)
    let sampled = finder.sample
    // With no more than a header before it, nothing can be recognised that would not be misleading.
    if sampled.rows.count < 2, let failure = sampled.failure { throw .malformed(name, failure) }
    guard !sampled.rows.isEmpty || !stream.isWholeHead else { throw .empty(name) }
    sample = Sample(
      name: name, stem: input.stem, text: sampled, dialect: finder.dialect,
      isWhole: stream.isWholeHead,
      decisions: [encoding.decision] + finder.decisions, skipped: finder.skipped)
  }

  /// The records, once.
  func records(_ options: ImportOptions, keeps: (Int) -> Bool = { _ in true }) -> RecordStream {
    RecordStream(
      stream, name: name, dialect: sample.dialect, decoder: TextDecoder(encoding),
      chunkSize: options.chunkSize, keeps: keeps)
  }

  /// The beginning up to some records, read as the whole is.
  func beginning(records count: Int) throws(ImportError) -> Source {
    let end =
      sample.rows.count > count
      ? start(ofLine: sample.rows[count].position.line, in: text[...]) : text.count
    var choice = encoding
    (choice.encoding, choice.isOpen, choice.badByte) = (.utf8, false, nil)
    return Source(
      name: name, stream: try ByteStream(.bytes(Array(text[..<end]), name: name)), sample: sample,
      encoding: choice, text: Array(text[..<end]))
  }

  private init(
    name: String, stream: ByteStream, sample: Sample, encoding: EncodingChoice, text: [UInt8]
  ) {
    (self.name, self.stream, self.sample) = (name, stream, sample)
    (self.encoding, self.text) = (encoding, text)
  }
}

/// Recognises kinds of files that are often found under the name of a CSV file, by their bytes.
private func refuseOtherFormats(_ head: [UInt8], name: String) throws(ImportError) {
  let known: [(start: [UInt8], kind: String, remedy: String)] = [
    (Array("PK\u{3}\u{4}".utf8), "a zip archive or an Excel workbook", "unpack it, or save as CSV"),
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

/// Recognises what a server sends in place of a table, and what is no text at all.
private func refusePages(_ text: [UInt8], name: String) throws(ImportError) {
  guard !text.allSatisfy({ $0 == 0x20 || $0 == 0x0A || $0 == 0x0D || $0 == 0x09 }) else {
    throw .empty(name)
  }
  if text.count(where: { $0 == 0 }) * 10 > text.count {
    throw .notText(name, kind: "binary data", remedy: "save it as UTF-8 text")
  }
  let start = String(decoding: text.prefix(200), as: UTF8.self)
    .drop { $0.isWhitespace || $0 == "\u{FEFF}" }.lowercased()
  if ["<!doctype", "<html", "<head", "<body", "<?xml"].contains(where: start.hasPrefix) {
    throw .notText(
      name, kind: "an HTML or XML page", remedy: "it may be the error page of a server")
  }
  if start.hasPrefix("{") || start.hasPrefix("[{") || start.hasPrefix("[[") {
    throw .notText(name, kind: "JSON", remedy: "it may be the error message of a server")
  }
}
