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
    try self.init(TextHead(input, options), options, skipsPreamble: skipsPreamble)
  }

  /// Looks at an input of which nothing was read but the head.
  init(
    _ head: TextHead, _ options: ImportOptions, skipsPreamble: Bool
  ) throws(ImportError) {
    (name, stream, encoding, text) = (head.name, head.stream, head.encoding, head.text)
    try refusePages(text, name: name)
    var finder = DialectFinder(text[...], isWhole: stream.isWholeHead, options)
    finder.dialect.encoding = encoding.encoding
    finder.dialect.compression = stream.compression
    finder.find(markCount: encoding.markCount, skipsPreamble: skipsPreamble)
    let sampled = finder.sample
    // With no more than a header before it, nothing can be recognised that would not be misleading.
    if sampled.rows.count < 2, let failure = sampled.failure { throw .malformed(name, failure) }
    guard !sampled.rows.isEmpty || !stream.isWholeHead else { throw .empty(name) }
    sample = Sample(
      name: name, stem: head.stem, text: sampled, dialect: finder.dialect,
      isWhole: stream.isWholeHead,
      decisions: (head.compressionDecision.map { [$0] } ?? []) + [encoding.decision]
        + finder.decisions, skipped: finder.skipped)
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
