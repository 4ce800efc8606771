/// A text with its entities replaced: the five of XML, those of numbers, and the few of HTML that
/// headlines have. Others stay as they are.
func withoutEntities(_ text: String) -> String {
  guard text.contains("&") else { return text }
  var result = ""
  var rest = text[...]
  while let start = rest.firstIndex(of: "&") {
    result += rest[..<start]
    rest = rest[start...]
    // The longest name is short; a lone & is only a character.
    guard let end = rest.prefix(12).firstIndex(of: ";"),
      let character = entity(rest[rest.index(after: start)..<end])
    else {
      result.append("&")
      rest = rest.dropFirst()
      continue
    }
    result.append(character)
    rest = rest[rest.index(after: end)...]
  }
  return result + rest
}

private let namedEntities: [Substring: Character] = [
  "amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'", "nbsp": " ", "ndash": "–",
  "mdash": "—", "lsquo": "‘", "rsquo": "’", "ldquo": "“", "rdquo": "”", "hellip": "…",
  "euro": "€", "pound": "£",
]

private func entity(_ name: Substring) -> Character? {
  guard name.first == "#" else { return namedEntities[name] }
  let digits = name.dropFirst()
  let number =
    digits.first?.lowercased() == "x" ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits)
  return number.flatMap(UnicodeScalar.init).map { Character($0) }
}

/// A text without its tags, entities replaced, in one line.
func withoutMarkup(_ text: String) -> String {
  var result = ""
  var isTag = false
  for character in text {
    switch character {
    case "<": isTag = true
    case ">" where isTag:
      isTag = false
      result.append(" ")
    case _ where !isTag: result.append(character)
    default: break
    }
  }
  // A < that no > closes is no tag.
  let plain = isTag ? text : result
  return withoutEntities(plain).split { $0.isWhitespace }.joined(separator: " ")
}
