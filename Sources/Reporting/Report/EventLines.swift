/// One line of a list of events: an event, with the symbols for which the line reads the same.
struct EventLine {
  let event: Record
  var symbolCount: Int
}

extension StudyReport {
  /// Events that agree in the given texts as one line, however many symbols they have.
  func lines(of events: [Record], agreeingIn texts: (Record) -> [String?]) -> [EventLine] {
    var lines: [EventLine] = []
    var positions: [[String?]: Int] = [:]
    for event in events {
      let key = [event.text("event_id")] + texts(event)
      if let position = positions[key] {
        lines[position].symbolCount += 1
      } else {
        positions[key] = lines.count
        lines.append(EventLine(event: event, symbolCount: 1))
      }
    }
    return lines
  }

  /// The one symbol of a line, or how many it has.
  func symbolText(_ line: EventLine) -> String {
    line.symbolCount == 1
      ? cell(line.event, "symbol") : "\(style.times) \(counted(line.symbolCount, "symbol"))"
  }
}
