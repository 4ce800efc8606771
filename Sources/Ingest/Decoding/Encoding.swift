/// Whether bytes are well-formed UTF-8 without NUL, which no text of a table contains.
func isText(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
  !bytes.contains(0) && String(validating: bytes, as: UTF8.self) != nil
}

/// A name as a message shows it.
func shown(_ name: String) -> String {
  Array(name.utf8).withUnsafeBufferPointer { shown($0) }
}

/// Bytes as a message shows them: malformed parts replaced, control characters written out, and
/// the end of a long text left out.
func shown(_ bytes: UnsafeBufferPointer<UInt8>, limit: Int = 200) -> String {
  let text = String(decoding: bytes.prefix(limit), as: UTF8.self)
  let visible = text.unicodeScalars.map { scalar in
    scalar.value < 0x20 || scalar.value == 0x7F
      ? "\\u{\(String(scalar.value, radix: 16))}" : String(scalar)
  }
  return visible.joined() + (bytes.count > limit ? "…" : "")
}
