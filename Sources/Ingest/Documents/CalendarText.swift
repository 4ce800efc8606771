/// One line of calendar text: `DTSTART;TZID=Europe/Berlin:20250605T140000`.
struct CalendarProperty {
  let name: String
  let parameters: [String: String]
  let value: String
  /// The physical line on which it begins.
  let line: Int

  /// Reads a line whose folds are undone; `nil` when it has no colon.
  init?(_ text: String, line: Int) {
    var parts: [String] = [""]
    var value: String?
    var isQuoted = false
    for index in text.indices {
      let character = text[index]
      if character == "\"" {
        isQuoted.toggle()
      } else if character == ":", !isQuoted {
        value = String(text[text.index(after: index)...])
        break
      } else if character == ";", !isQuoted {
        parts.append("")
      } else {
        parts[parts.count - 1].append(character)
      }
    }
    guard let value else { return nil }
    self.line = line
    self.value = value
    name = parts[0].uppercased()
    var parameters: [String: String] = [:]
    for part in parts.dropFirst() {
      let pair = part.split(separator: "=", maxSplits: 1).map(String.init)
      if pair.count == 2 { parameters[pair[0].uppercased()] = pair[1] }
    }
    self.parameters = parameters
  }

  /// The value with `\n`, `\,`, `\;` and `\\` undone.
  var text: String {
    var result = ""
    var isEscaped = false
    for character in value {
      if isEscaped {
        result.append(character == "n" || character == "N" ? "\n" : character)
        isEscaped = false
      } else if character == "\\" {
        isEscaped = true
      } else {
        result.append(character)
      }
    }
    return result
  }
}

/// The events of calendar text, and the zone that it states for times without one.
struct CalendarText {
  /// The properties of an event, in order.
  typealias Component = [CalendarProperty]

  private(set) var events: [Component] = []
  private(set) var zoneName: String?

  init(_ text: [UInt8]) throws(DocumentFailure) {
    var open: [String] = []
    var event: Component = []
    for property in unfolded(text) {
      switch property.name {
      case "BEGIN":
        open.append(property.value.uppercased())
        if open.last == "VEVENT" { event = [] }
      case "END":
        guard open.popLast() == property.value.uppercased() else {
          throw DocumentFailure(
            line: property.line, message: "END:\(property.value) closes nothing that is open")
        }
        if property.value.uppercased() == "VEVENT" { events.append(event) }
      case "X-WR-TIMEZONE" where open == ["VCALENDAR"]: zoneName = property.value.trimmingSpaces
      default: if open.last == "VEVENT" { event.append(property) }
      }
    }
    if let name = open.last {
      throw DocumentFailure(line: 1, message: "BEGIN:\(name) is not closed; the file may be cut")
    }
  }
}

extension CalendarText.Component {
  subscript(name: String) -> CalendarProperty? { first { $0.name == name } }
}

/// The lines of calendar text, each with the ones that continue it: they begin with a space.
private func unfolded(_ text: [UInt8]) -> [CalendarProperty] {
  var lines: [(text: [UInt8], line: Int)] = []
  for (index, line) in text.split(separator: 0x0A, omittingEmptySubsequences: false).enumerated() {
    let line = line.last == 0x0D ? line.dropLast() : line
    if line.first == 0x20 || line.first == 0x09, !lines.isEmpty {
      // Folds may stand inside a character, so that bytes are joined.
      lines[lines.count - 1].text += line.dropFirst()
    } else {
      lines.append((Array(line), index + 1))
    }
  }
  return lines.compactMap {
    CalendarProperty(
      String(decoding: $0.text, as: UTF8.self).trimmingPrefix("\u{FEFF}").description, line: $0.line
    )
  }
}
