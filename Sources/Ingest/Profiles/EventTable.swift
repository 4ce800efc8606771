/// A table of events with a header: a date and whatever else is known of each.
struct EventTable: EventProfile {
  let id = "events"
  let title = "one event per row, columns named in a header"

  /// Names of columns by role, the likelier first; compared as `columnKey`.
  private static let names: [(EventLayout.Role, [String])] = [
    (.id, ["eventid", "id"]),
    (.date, ["date", "eventdate", "datetime", "timestamp"]),
    (.time, ["time", "eventtime"]),
    (.zone, ["timezone", "tz", "zone"]),
    (.symbol, ["symbol", "ticker", "symbols", "tickers", "securityticker", "affectedtickers"]),
    (.market, ["market", "marketticker", "marketsymbol"]),
    (.group, ["group", "category", "type", "eventgroup", "eventtype"]),
    (.title, ["title", "headline", "event", "description"]),
  ]

  func match(_ sample: Sample, _ options: ImportOptions) -> ProfileMatch? {
    guard sample.hasHeader, let date = places(sample)[.date] else { return nil }
    return ProfileMatch(score: 80, evidence: "the header names a date: '\(sample.header[date])'")
  }

  func layout(_ sample: Sample, _ options: ImportOptions) throws(ImportError) -> EventLayout {
    let places = places(sample)
    guard let date = places[.date] else { throw .noDateColumn(sample.name, header: sample.header) }
    for place in places.values where sample.keys.count(where: { $0 == sample.keys[place] }) > 1 {
      throw .duplicateColumn(sample.name, column: sample.header[place])
    }
    let roles = Dictionary(uniqueKeysWithValues: places.map { ($0.value, $0.key) })
    let columns = sample.header.enumerated().map { index, name in
      EventLayout.Column(
        name: name, role: roles[index] ?? (name.isEmpty ? .ignored : .covariate))
    }
    return EventLayout(
      columns: columns, headerCount: 1, dateOrder: sample.dateOrder(date, options))
  }

  private func places(_ sample: Sample) -> [EventLayout.Role: Int] {
    var places: [EventLayout.Role: Int] = [:]
    for (role, names) in Self.names {
      let name = names.first { sample.keys.contains($0) }
      places[role] = name.flatMap { sample.keys.firstIndex(of: $0) }
    }
    places[.date] = places[.date] ?? onlyDate(sample)
    let others = sample.keys.indices.filter { place in
      !sample.keys[place].isEmpty && !places.values.contains(place)
    }
    // Beside a date, a single column of unknown name can only be what happened.
    if places[.title] == nil, others.count == 1 { places[.title] = others[0] }
    return places
  }

  /// The only column that has `date` at an end of its name and dates in it.
  private func onlyDate(_ sample: Sample) -> Int? {
    let found = sample.keys.indices.filter { place in
      let key = sample.keys[place]
      return (key.hasPrefix("date") || key.hasSuffix("date"))
        && (sample.body.isEmpty || sample.share(place, of: startsWithDate) > 0.8)
    }
    return found.count == 1 ? found[0] : nil
  }

  private func startsWithDate(_ cell: String) -> Bool {
    isDate(String(cell.trimmingSpaces.prefix { $0 != " " && $0 != "T" }))
  }
}
