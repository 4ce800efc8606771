/// The number of line ends in a text: LF, CR LF and CR count one each.
func lineEnds(in text: UnsafeBufferPointer<UInt8>) -> Int {
  var ends = 0
  for index in text.indices {
    if text[index] == UInt8(ascii: "\n") {
      ends += 1
    } else if text[index] == UInt8(ascii: "\r"),
      index + 1 == text.count || text[index + 1] != UInt8(ascii: "\n")
    {
      ends += 1
    }
  }
  return ends
}

/// Where a line begins, counted from 1; the end of the text when there is no such line.
func start(ofLine line: Int, in text: ArraySlice<UInt8>) -> Int {
  var current = 1
  var index = text.startIndex
  while current < line, index < text.endIndex {
    let next = index + 1
    let isReturn = text[index] == UInt8(ascii: "\r")
    let isHalf = isReturn && next < text.endIndex && text[next] == UInt8(ascii: "\n")
    if text[index] == UInt8(ascii: "\n") || (isReturn && !isHalf) { current += 1 }
    index = next
  }
  return index
}
