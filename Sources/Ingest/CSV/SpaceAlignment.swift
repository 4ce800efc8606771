/// Turns text whose columns are aligned with spaces into text with one tab between two columns.
final class SpaceAlignment {
  private let quote: UInt8
  private var output = UnsafeMutableRawBufferPointer.allocate(byteCount: 64, alignment: 1)
  private var isAtLineStart = true
  private var isInQuotes = false
  private var hasGap = false

  init(_ quote: Dialect.Quote) { self.quote = quote.rawValue }

  deinit { output.deallocate() }

  /// The text of the next chunk, valid until the next call.
  func columns(_ text: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer {
    // A gap that the chunk before ended with adds one byte.
    if output.count < text.count + 1 {
      output.deallocate()
      output = .allocate(byteCount: text.count + 1, alignment: 1)
    }
    var count = 0
    for byte in text {
      if byte == quote { isInQuotes.toggle() }
      if !isInQuotes, byte == 0x20 || byte == 0x09 {
        hasGap = true
        continue
      }
      let isLineEnd = byte == 0x0A || byte == 0x0D
      if hasGap, !isAtLineStart, !isLineEnd {
        output[count] = 0x09
        count += 1
      }
      (hasGap, isAtLineStart) = (false, isLineEnd)
      output[count] = byte
      count += 1
    }
    return UnsafeRawBufferPointer(rebasing: output[..<count])
  }
}
