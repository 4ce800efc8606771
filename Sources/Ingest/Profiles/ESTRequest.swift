/// The request file of EventStudyTools: no header,
/// `id;firm;market;dd.mm.yyyy;group;-2;2;-11;120`, the numbers being the ends of the event window,
/// the end of the estimation window and its length.
struct ESTRequest: EventProfile {
  let id = "est-request"
  let title = "EventStudyTools request file: events with windows, without a header"

  private static let roles: [EventLayout.Role] = [
    .id, .symbol, .market, .date, .group, .windowStart, .windowEnd, .estimationEnd,
    .estimationLength,
  ]

  func match(_ sample: Sample, _ options: ImportOptions) -> ProfileMatch? {
    guard !sample.hasHeader, sample.header.count == Self.roles.count,
      sample.share(3, of: isDate) > 0.9,
      (5..<9).allSatisfy({ sample.share($0, of: isNumber) > 0.9 })
    else { return nil }
    return ProfileMatch(
      score: 90,
      evidence: "there is no header, and records are an id, two names, a date, a group and four "
        + "numbers")
  }

  func layout(_ sample: Sample, _ options: ImportOptions) throws(ImportError) -> EventLayout {
    guard sample.header.count == Self.roles.count else {
      throw .unrecognised(sample.name, kind: "events")
    }
    let columns = Self.roles.map { EventLayout.Column(name: $0.rawValue, role: $0) }
    return EventLayout(
      columns: columns, headerCount: 0, dateOrder: sample.dateOrder(3, options))
  }
}
