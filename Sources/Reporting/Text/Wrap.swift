/// A text broken into lines of at most `width` columns, at spaces where there are any.
///
/// A word longer than a line is broken inside. A no-break space binds two words and is printed as
/// a space. An empty text is one empty line.
public func wrap(_ text: String, width: Int) -> [String] {
  var lines: [String] = []
  var line = ""
  for word in words(of: text).flatMap({ pieces(of: $0, width: width) }) {
    if line.isEmpty {
      line = word
    } else if displayWidth(line) + 1 + displayWidth(word) <= width {
      line += " " + word
    } else {
      lines.append(line)
      line = word
    }
  }
  return (lines + [line]).map { $0.replacing("\u{A0}", with: " ") }
}

/// The words between spaces; a window such as `[-1, +1]` is one word.
private func words(of text: String) -> [String] {
  var words: [String] = []
  for word in text.split(separator: " ").map(String.init) {
    if let last = words.last, last.hasPrefix("["), last.hasSuffix(","), !last.contains("]") {
      words[words.count - 1] = last + " " + word
    } else {
      words.append(word)
    }
  }
  return words
}

private func pieces(of word: String, width: Int) -> [String] {
  var pieces: [String] = []
  var piece = ""
  for character in word {
    if !piece.isEmpty, displayWidth(piece) + displayWidth(character) > width {
      pieces.append(piece)
      piece = ""
    }
    piece.append(character)
  }
  return pieces + [piece]
}
