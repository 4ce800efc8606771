import MarketData

/// The news analytics of RavenPack: `TIMESTAMP_UTC,RP_ENTITY_ID,...,RELEVANCE,...`, times in UTC to
/// the millisecond.
///
/// Most rows are about an entity in passing or repeat older news: `relevant` and `novel` keep those
/// with a relevance of 100, and those with nothing similar in 90 days.
struct RavenPackNews: EventProfile {
  let id = "ravenpack"
  let title = "RavenPack news analytics: TIMESTAMP_UTC,RP_ENTITY_ID,..."

  private static let names: [(EventLayout.Role, [String])] = [
    (.date, ["timestamputc"]),
    (.symbol, ["ticker", "entityticker", "symbol", "rpentityid"]),
    (.group, ["group", "category", "topic", "type"]),
    (.title, ["headline", "eventtext", "title"]),
  ]

  private static let ratings: [(NewsFilter, [String])] = [
    (.relevant, ["relevance"]), (.novel, ["eventsimilaritydays"]),
  ]

  func match(_ sample: Sample, _ options: ImportOptions) -> ProfileMatch? {
    guard sample.keys.contains("timestamputc"), sample.keys.contains("rpentityid") else {
      return nil
    }
    return ProfileMatch(score: 95, evidence: "the header names TIMESTAMP_UTC and RP_ENTITY_ID")
  }

  func layout(_ sample: Sample, _ options: ImportOptions) throws(ImportError) -> EventLayout {
    var columns = sample.header.map { name in
      EventLayout.Column(name: name, role: name.isEmpty ? .ignored : .covariate)
    }
    for (role, names) in Self.names {
      if let place = place(of: names, sample) { columns[place].role = role }
    }
    var layout = EventLayout(columns: columns, headerCount: 1)
    guard layout.place(.date) != nil else {
      throw .noColumn(sample.name, wanted: "TIMESTAMP_UTC", header: sample.header)
    }
    layout.zone = Zone("UTC")
    layout.hasExactTimes = true
    layout.ratings = Self.ratings.compactMap { filter, names in
      place(of: names, sample).map { EventLayout.Rating(filter: filter, column: $0) }
    }
    return layout
  }

  private func place(of names: [String], _ sample: Sample) -> Int? {
    names.first { sample.keys.contains($0) }.flatMap { sample.keys.firstIndex(of: $0) }
  }
}
