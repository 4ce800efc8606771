/// A text that Markdown shows as it is, in a line or in a cell of a table.
///
/// An underscore between letters or digits, as in `bmp_t`, marks nothing and stays.
func markdownEscaped(_ text: String) -> String {
  let characters = Array(printable(text))
  return characters.indices.reduce(into: "") { escaped, position in
    let character = characters[position]
    switch character {
    case "_" where isInsideWord(position, characters): escaped.append(character)
    case "|", "\\", "*", "_", "`", "[", "]", "~", "$": escaped += "\\" + String(character)
    case "<": escaped += "&lt;"
    case "&": escaped += "&amp;"
    default: escaped.append(character)
    }
  }
}

private func isInsideWord(_ position: Int, _ characters: [Character]) -> Bool {
  func isWord(_ place: Int) -> Bool {
    characters.indices.contains(place) && (characters[place].isLetter || characters[place].isNumber)
  }
  return isWord(position - 1) && isWord(position + 1)
}
