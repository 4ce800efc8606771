/// The columns a text takes on a terminal.
///
/// East Asian wide characters and emoji take two, combining marks none (after Unicode TR11).
func displayWidth(_ text: String) -> Int {
  if text.utf8.allSatisfy({ $0 < 0x80 }) { return text.utf8.count }
  return text.reduce(0) { $0 + displayWidth($1) }
}

/// The columns of one character: those of its widest scalar.
func displayWidth(_ character: Character) -> Int {
  character.unicodeScalars.map(scalarWidth).max() ?? 0
}

private func scalarWidth(_ scalar: Unicode.Scalar) -> Int {
  if scalar.value < 0x300 { return 1 }
  switch scalar.properties.generalCategory {
  case .nonspacingMark, .enclosingMark:
    // The emoji variation selector turns the character before it into a wide one.
    return scalar.value == 0xFE0F ? 2 : 0
  case .format: return 0
  default:
    let wide =
      scalar.properties.isEmojiPresentation || wideRanges.contains { $0.contains(scalar.value) }
    return wide ? 2 : 1
  }
}

/// The blocks of East Asian wide and fullwidth characters (Unicode EastAsianWidth W and F).
private let wideRanges: [ClosedRange<UInt32>] = [
  0x1100...0x115F, 0x2E80...0x303E, 0x3041...0x33FF, 0x3400...0x4DBF, 0x4E00...0xA4CF,
  0xA960...0xA97F, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF01...0xFF60,
  0xFFE0...0xFFE6, 0x17000...0x18D08, 0x1B000...0x1B2FB, 0x1F200...0x1F265, 0x20000...0x3FFFD,
]

/// A text cut to a width, with a mark where something is left out.
func truncated(_ text: String, to width: Int, mark: String) -> String {
  guard displayWidth(text) > width else { return text }
  var kept = ""
  var room = width - displayWidth(mark)
  for character in text {
    room -= displayWidth(character)
    if room < 0 { break }
    kept.append(character)
  }
  return kept + mark
}

/// A text filled with spaces to a width, on the right or, for numbers, on the left.
func padded(_ text: String, to width: Int, right: Bool = false) -> String {
  let fill = String(repeating: " ", count: max(0, width - displayWidth(text)))
  return right ? fill + text : text + fill
}

/// A text that cannot steer a terminal or break a line: a line break or tab
/// becomes a space, any other control character `?`.
func printable(_ text: String) -> String {
  guard text.unicodeScalars.contains(where: isControl) else { return text }
  let shown = text.unicodeScalars.map { scalar -> Unicode.Scalar in
    if !isControl(scalar) { return scalar }
    return ["\n", "\r", "\t"].contains(scalar) ? " " : "?"
  }
  return String(String.UnicodeScalarView(shown))
}

/// Controls, and the marks that reorder text on the screen.
private func isControl(_ scalar: Unicode.Scalar) -> Bool {
  switch scalar.value {
  case 0..<0x20, 0x7F..<0xA0, 0x2028...0x202E, 0x2066...0x2069: true
  default: false
  }
}
