/// An input that has been opened and looked at.
struct Source {
  let name: String
  let stream: ByteStream
  let sample: Sample

  /// Opens an input, refuses what is no text, and finds the delimiter.
  init(_ input: Input, _ options: ImportOptions) throws(ImportError) {
    try self.init(ByteStream(input), input, options)
  }

  /// Looks at an input that has been opened, of which nothing was read but the head.
  init(
    _ stream: ByteStream, _ input: Input, _ options: ImportOptions
  ) throws(ImportError) {
    name = input.name
    self.stream = stream
    try refuseForeignFormats(stream.head, name: name)
    let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    let hasMark = stream.head.starts(with: mark)
    let text = stream.head[(hasMark ? mark.count : 0)...]
    let delimiter =
      options.delimiter ?? Dialect.Delimiter.sniff(text, isWhole: stream.isWholeHead)
    let sampled = SampleText(text, delimiter: delimiter, isWhole: stream.isWholeHead)
    // With no more than a header before it, nothing can be recognised that would not be misleading.
    if sampled.rows.count < 2, let failure = sampled.failure { throw .malformed(name, failure) }
    guard !sampled.rows.isEmpty || !stream.isWholeHead else { throw .empty(name) }
    sample = Sample(
      name: name, stem: input.stem, text: sampled,
      dialect: Dialect(delimiter: delimiter, hasByteOrderMark: hasMark),
      isWhole: stream.isWholeHead)
  }

  /// The records, once.
  func records(_ options: ImportOptions, keeps: (Int) -> Bool = { _ in true }) -> RecordStream {
    RecordStream(
      stream, name: name, dialect: sample.dialect, chunkSize: options.chunkSize, keeps: keeps)
  }
}

/// Recognises kinds of files that are often found under the name of a CSV file.
private func refuseForeignFormats(_ head: [UInt8], name: String) throws(ImportError) {
  guard !head.allSatisfy({ $0 == 0x20 || $0 == 0x0A || $0 == 0x0D || $0 == 0x09 }) else {
    throw .empty(name)
  }
  let known: [(start: [UInt8], kind: String, remedy: String)] = [
    ([0x1F, 0x8B], "gzip-compressed", "unpack it first"),
    (Array("PK\u{3}\u{4}".utf8), "a zip archive", "unpack it first"),
    ([0xFF, 0xFE], "UTF-16 text", "save it as UTF-8"),
    ([0xFE, 0xFF], "UTF-16 text", "save it as UTF-8"),
    (Array("SQLite format 3\0".utf8), "a SQLite database", "export a table as CSV"),
  ]
  for format in known where head.starts(with: format.start) {
    throw .notText(name, kind: format.kind, remedy: format.remedy)
  }
  let zeros = head.count { $0 == 0 }
  if zeros * 10 > head.count {
    throw .notText(name, kind: "binary data or UTF-16 text", remedy: "save it as UTF-8 text")
  }
  let text = String(decoding: head.prefix(200), as: UTF8.self).drop { $0.isWhitespace }.lowercased()
  if ["<!doctype", "<html", "<head", "<body", "<?xml"].contains(where: text.hasPrefix) {
    throw .notText(
      name, kind: "an HTML or XML page", remedy: "it may be the error page of a server")
  }
  if text.hasPrefix("{") || text.hasPrefix("[{") || text.hasPrefix("[[") {
    throw .notText(name, kind: "JSON", remedy: "it may be the error message of a server")
  }
}
