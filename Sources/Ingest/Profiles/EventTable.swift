import MarketData

/// A table of events with a header: a date and whatever else is known of each.
struct EventTable: EventProfile {
  let id = "events"
  let title = "one event per row, columns named in a header"

  /// Names of columns by role, the likelier first; compared as `columnKey`.
  private static let names: [(EventLayout.Role, [String])] = [
    (.id, ["eventid", "id", "guid", "uid"]),
    (.time, ["time", "eventtime", "timeofday", "announcementtime"]),
    (.zone, ["timezone", "tz", "zone"]),
    (
      .symbol,
      [
        "symbol", "ticker", "symbols", "tickers", "permno", "cusip", "cusip8", "securityticker",
        "affectedtickers",
      ]
    ),
    (.market, ["market", "marketticker", "marketsymbol", "benchmark"]),
    (.group, ["group", "category", "type", "eventgroup", "eventtype", "eventcategory"]),
    (
      .title,
      [
        "title", "headline", "event", "description", "eventname", "eventtitle", "label", "summary",
        "subject", "news", "content", "text",
      ]
    ),
  ]

  /// Names of columns of dates, the likelier first; the same with `utc` at the end is in UTC.
  private static let dateNames = [
    "date", "eventdate", "datetime", "timestamp", "eventdatetime", "eventtimestamp",
    "announcementdate", "announcementdatetime", "published", "publishedat", "publishedon",
    "publicationdate", "pubdate", "createdat", "created", "releasedate", "newsdate",
  ]

  func match(_ sample: Sample, _ options: ImportOptions) -> ProfileMatch? {
    guard sample.hasHeader, let date = places(sample)[.date] else { return nil }
    return ProfileMatch(score: 80, evidence: "the header names a date: '\(sample.header[date])'")
  }

  func layout(_ sample: Sample, _ options: ImportOptions) throws(ImportError) -> EventLayout {
    let places = places(sample)
    guard let date = places[.date] else { throw .noDateColumn(sample.name, header: sample.header) }
    for place in places.values.sorted()
    where sample.keys.count(where: { $0 == sample.keys[place] }) > 1 {
      throw .duplicateColumn(sample.name, column: sample.header[place])
    }
    let roles = Dictionary(uniqueKeysWithValues: places.map { ($0.value, $0.key) })
    let columns = sample.header.enumerated().map { index, name in
      EventLayout.Column(
        name: name, role: roles[index] ?? (name.isEmpty ? .ignored : .covariate))
    }
    var layout = EventLayout(
      columns: columns, headerCount: 1, dateOrder: sample.eventDateOrder(date, options))
    let clock = sample.keys[places[.time] ?? date]
    if clock.hasSuffix("utc") { layout.zone = Zone("UTC") }
    return layout
  }

  private func places(_ sample: Sample) -> [EventLayout.Role: Int] {
    var places: [EventLayout.Role: Int] = [:]
    for (role, names) in Self.names {
      places[role] = names.lazy.compactMap { sample.keys.firstIndex(of: $0) }
        .first { role != .title || !sample.isNumeric($0) }
    }
    places[.time] = places[.time] ?? sample.keys.firstIndex(of: "timeutc")
    placeDate(sample, &places)
    // A column has one role, even one that is called 'date/tickers'.
    let free = Set(sample.keys.indices).subtracting(places.values)
    places[.symbol] =
      places[.symbol] ?? sample.only { free.contains($0) && sample.keys[$0].hasSuffix("tickers") }
    let others = sample.keys.indices.filter { place in
      !sample.keys[place].isEmpty && !places.values.contains(place)
    }
    // Beside a date, a single column of unknown name can only be what happened, unless it measures
    // something.
    if places[.title] == nil, others.count == 1, !sample.isNumeric(others[0]) {
      places[.title] = others[0]
    }
    return places
  }

  /// Finds the date: of several columns the first that has times of day, unless these have a
  /// column of their own.
  private func placeDate(_ sample: Sample, _ places: inout [EventLayout.Role: Int]) {
    let found = Self.dateNames.flatMap { [$0, $0 + "utc"] }
      .compactMap { sample.keys.firstIndex(of: $0) }
    if let first = found.first {
      let timed = places[.time] == nil ? found.first { sample.share($0, of: hasTime) > 0.5 } : nil
      places[.date] = timed ?? first
    } else if let date = onlyDate(sample, besides: Set(places.values)) {
      places[.date] = date
    } else if let time = places[.time], sample.share(time, of: isEventStamp) > 0.8 {
      (places[.date], places[.time]) = (time, nil)
    }
  }

  /// The only column that has `date` at an end of its name and dates in it.
  private func onlyDate(_ sample: Sample, besides taken: Set<Int>) -> Int? {
    let found = sample.keys.indices.filter { place in
      let key = sample.keys[place]
      return !taken.contains(place) && (key.hasPrefix("date") || key.hasSuffix("date"))
        && (sample.body.isEmpty || sample.share(place, of: isEventStamp) > 0.8)
    }
    return found.count == 1 ? found[0] : nil
  }
}

extension Sample {
  /// Whether most cells of a column are numbers, which tell nothing of what happened.
  fileprivate func isNumeric(_ column: Int) -> Bool { share(column, of: isNumber) > 0.8 }

  /// The only column that is as asked; `nil` when none or several are.
  fileprivate func only(_ matches: (Int) -> Bool) -> Int? {
    let found = keys.indices.filter(matches)
    return found.count == 1 ? found[0] : nil
  }
}

/// Whether a cell says when an event was, in whatever order the parts of its date are.
func isEventStamp(_ cell: String) -> Bool {
  do throws(StampText.Failure) {
    _ = try EventStamp(cell, order: nil)
    return true
  } catch {
    return error == .ambiguous
  }
}

/// Whether a cell has a time of day that is not midnight.
private func hasTime(_ cell: String) -> Bool {
  guard cell.contains(":") else {
    let stamp = try? EventStamp(cell, order: nil)
    return stamp?.millisecond ?? 0 != 0
  }
  return cell.contains { ("1"..."9").contains($0) }
    && cell.split { $0 == " " || $0 == "T" }.last { $0.contains(":") }
      .map { $0.prefix(8).contains { ("1"..."9").contains($0) } } == true
}
