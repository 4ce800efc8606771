import MarketData

/// Calendar text (RFC 5545): the events of `.ics` files, whole days and times with or without a
/// zone. An event that repeats becomes one event a time when its rule says where it ends.
struct ICalendar: EventDocumentProfile {
  let id = "ics"
  let title = "iCalendar: the events of .ics files"

  func match(_ head: String) -> ProfileMatch? {
    guard head.uppercased().hasPrefix("BEGIN:VCALENDAR") else { return nil }
    return ProfileMatch(score: 95, evidence: "the text begins with BEGIN:VCALENDAR")
  }

  func read(_ text: [UInt8], name: String, _ options: ImportOptions) throws(ImportError)
    -> EventDocument
  {
    do throws(DocumentFailure) {
      return try document(CalendarText(text))
    } catch {
      throw error.inFile(name)
    }
  }

  private func document(_ calendar: CalendarText) throws(DocumentFailure) -> EventDocument {
    var document = EventDocument([
      .init("UID", .id), .init("DTSTART", .date), .init("TZID", .zone),
      .init("CATEGORIES", .group), .init("SUMMARY", .title), .init("LOCATION"),
      .init("DESCRIPTION"), .init("URL"),
    ])
    document.layout.hasExactTimes = true
    let events = calendar.events.map { CalendarEvent($0, zoneName: calendar.zoneName) }
    let live = events.filter { !$0.isCancelled }
    if live.count < events.count {
      document.notes.append("events that are cancelled: \(events.count - live.count)")
    }
    let replaced = Set(events.compactMap(\.replacedID))
    var endless: [Int] = []
    var limit = RepetitionLimit()
    for event in live {
      if event.isEndless { endless.append(event.line) }
      let texts = event.texts
      for occurrence in try event.occurrences(&limit)
      where !replaced.contains(occurrence.id ?? "")
        || event.replacedID != nil
      {
        document.add(
          [occurrence.id, occurrence.stamp, event.zoneName] + texts, line: event.line)
      }
    }
    if !endless.isEmpty {
      let lines = endless.prefix(5).map { "line \($0)" }.joined(separator: ", ")
      document.warnings.append(
        Warning(
          .endlessRule, "events that repeat without an end; only the first is taken: \(lines)"))
    }
    return document
  }
}

/// One `VEVENT`.
private struct CalendarEvent {
  let line: Int
  /// The zone of the start, unless that is in UTC or has no time.
  let zoneName: String?
  private let properties: CalendarText.Component
  private let start: String

  init(_ properties: CalendarText.Component, zoneName: String?) {
    self.properties = properties
    line = properties.first?.line ?? 0
    start = properties["DTSTART"]?.value.trimmingSpaces ?? ""
    let hasLocalTime = start.utf8.count == 15
    let given = properties["DTSTART"]?.parameters["TZID"] ?? zoneName
    self.zoneName = hasLocalTime ? given.map(zoneIdentifier) : nil
  }

  var isCancelled: Bool { properties["STATUS"]?.value.uppercased() == "CANCELLED" }

  /// Group, title, place, description and address.
  var texts: [String?] {
    let group = properties["CATEGORIES"]?.value.split(separator: ",").first.map(String.init)
    return [group]
      + ["SUMMARY", "LOCATION", "DESCRIPTION", "URL"].map { properties[$0]?.text }
  }

  private var uid: String? { properties["UID"]?.value.trimmingSpaces }
  private var rule: CalendarProperty? { properties["RRULE"] }

  var isEndless: Bool { rule.map { RecurrenceRule($0.value)?.isBounded == false } ?? false }

  /// The id of the one time of another event that this one stands for.
  var replacedID: String? {
    guard let uid, let property = properties["RECURRENCE-ID"],
      let date = localDate(property.value)
    else { return nil }
    return "\(uid)@\(date)"
  }

  /// The id and the stamp of each time the event takes place.
  func occurrences(
    _ limit: inout RepetitionLimit
  ) throws(DocumentFailure) -> [(id: String?, stamp: String)] {
    if let replacedID { return [(replacedID, start)] }
    let extra = dates("RDATE")
    guard rule != nil || !extra.isEmpty, let first = localDate(start) else {
      return [(uid, start)]
    }
    let excluded = Set(dates("EXDATE"))
    let days = Set(try ruledDays(from: first, &limit) + extra).subtracting(excluded).sorted()
    let time = start.dropFirst(8)
    return days.map { day in
      let digits = day.description.filter { $0 != "-" }
      return (uid.map { "\($0)@\(day)" }, digits + time)
    }
  }

  private func ruledDays(
    from first: CalendarDate, _ limit: inout RepetitionLimit
  ) throws(DocumentFailure) -> [CalendarDate] {
    guard let property = rule else { return [first] }
    guard let rule = RecurrenceRule(property.value) else {
      throw DocumentFailure(
        line: property.line,
        message: "the rule '\(property.value)' is not followed; write its times out as RDATE")
    }
    guard rule.isBounded else { return [first] }
    var last = rule.until.flatMap(localDate)
    // The last time may be earlier in the day than the event.
    if let until = rule.until, let date = last, isLater(than: until) {
      last = date.adding(days: -1)
    }
    if rule.until != nil, last == nil {
      throw DocumentFailure(line: property.line, message: "UNTIL=\(rule.until ?? "") is no date")
    }
    guard let days = rule.days(from: first, through: last, limit: &limit) else {
      throw DocumentFailure(
        line: property.line,
        message: "the rules of the file up to '\(property.value)' meet no end within "
          + "\(RepetitionLimit.events) events; give it a COUNT or an UNTIL that does")
    }
    return days
  }

  /// Whether the event begins later in the day than a stamp.
  private func isLater(than stamp: String) -> Bool {
    guard let a = clock(start)?.time, let b = clock(stamp)?.time else { return false }
    return a > b
  }

  private func dates(_ name: String) -> [CalendarDate] {
    properties.filter { $0.name == name }.flatMap { $0.value.split(separator: ",") }
      .compactMap { localDate(String($0)) }
  }

  private func localDate(_ stamp: String) -> CalendarDate? { clock(stamp)?.date }

  /// A stamp on the clock on which the event begins.
  private func clock(_ text: String) -> (date: CalendarDate, time: ClockTime?)? {
    guard let stamp = try? EventStamp(text, order: nil) else { return nil }
    let time = stamp.millisecond.flatMap { ClockTime(second: $0 / 1000) }
    guard stamp.offset == 0, let time, let zone = zoneName.flatMap({ Zone($0) }) else {
      return (stamp.date, time)
    }
    let second = Int64(stamp.date.ordinal) * 86_400 + Int64(time.second)
    return zone.clock(at: Instant(milliseconds: second * 1000))
  }
}

/// The zone of the IANA database that a calendar program means: some put a path before its name,
/// others use the names of Windows.
private func zoneIdentifier(_ name: String) -> String {
  let parts = name.split(separator: "/").map(String.init)
  for start in parts.indices {
    let candidate = parts[start...].joined(separator: "/")
    if Zone(candidate) != nil { return candidate }
  }
  return windowsZones[name] ?? name
}

/// Windows' names of the zones of the large exchanges (Unicode CLDR, windowsZones.xml).
private let windowsZones = [
  "Eastern Standard Time": "America/New_York", "Central Standard Time": "America/Chicago",
  "Mountain Standard Time": "America/Denver", "Pacific Standard Time": "America/Los_Angeles",
  "GMT Standard Time": "Europe/London", "W. Europe Standard Time": "Europe/Berlin",
  "Romance Standard Time": "Europe/Paris", "Central Europe Standard Time": "Europe/Budapest",
  "Tokyo Standard Time": "Asia/Tokyo", "China Standard Time": "Asia/Shanghai",
  "Korea Standard Time": "Asia/Seoul", "India Standard Time": "Asia/Kolkata",
  "Singapore Standard Time": "Asia/Singapore", "AUS Eastern Standard Time": "Australia/Sydney",
]
