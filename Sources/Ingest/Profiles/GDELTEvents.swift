import MarketData

/// The event files of GDELT 2: 61 columns separated by tabs, without a header although their names
/// end in `.CSV`; or an export of them with the columns' names.
///
/// `SQLDATE` says when something happened, `DATEADDED` when news of it was first seen: events get
/// the latter, which is in UTC and counts quarters of an hour.
///
/// Source: The GDELT Event Database, Data Format Codebook V2.0 (2015).
struct GDELTEvents: EventProfile {
  let id = "gdelt"
  let title = "GDELT 2 events: 61 columns separated by tabs, without a header"

  private static let columnCount = 61

  /// The columns that are kept, by their place in a file without a header.
  private static let kept: [(place: Int, name: String, role: EventLayout.Role)] = [
    (0, "GLOBALEVENTID", .id), (1, "SQLDATE", .covariate), (6, "Actor1Name", .covariate),
    (16, "Actor2Name", .covariate), (26, "EventCode", .covariate), (28, "EventRootCode", .group),
    (29, "QuadClass", .covariate), (30, "GoldsteinScale", .covariate),
    (31, "NumMentions", .covariate), (32, "NumSources", .covariate),
    (33, "NumArticles", .covariate), (34, "AvgTone", .covariate),
    (52, "ActionGeo_FullName", .covariate), (59, "DATEADDED", .date), (60, "SOURCEURL", .title),
  ]

  func match(_ sample: Sample, _ options: ImportOptions) -> ProfileMatch? {
    if sample.keys.contains("globaleventid"), sample.keys.contains("dateadded") {
      return ProfileMatch(score: 95, evidence: "the header names GLOBALEVENTID and DATEADDED")
    }
    guard sample.header.count == Self.columnCount,
      sample.rows.allSatisfy({
        isDigits($0.cells, at: 0, 1...20) && isDigits($0.cells, at: 59, 14...14)
      })
    else { return nil }
    return ProfileMatch(
      score: 95,
      evidence: "there is no header, and records have 61 columns of which the 60th is a time of 14 "
        + "digits")
  }

  func layout(_ sample: Sample, _ options: ImportOptions) throws(ImportError) -> EventLayout {
    let isNamed = sample.keys.contains("globaleventid")
    guard isNamed || sample.header.count == Self.columnCount else {
      throw .unrecognised(sample.name, kind: "events")
    }
    var columns = sample.header.indices.map { index in
      EventLayout.Column(name: isNamed ? sample.header[index] : "\(index + 1)", role: .ignored)
    }
    for column in Self.kept {
      let place = isNamed ? sample.keys.firstIndex(of: columnKey(column.name)) : column.place
      if let place { columns[place] = EventLayout.Column(column.name, column.role) }
    }
    var layout = EventLayout(columns: columns, headerCount: isNamed ? 1 : 0)
    guard layout.place(.date) != nil else {
      throw .noColumn(sample.name, wanted: "DATEADDED", header: sample.header)
    }
    layout.zone = Zone("UTC")
    layout.hasExactTimes = true
    return layout
  }

  private func isDigits(_ cells: [String], at index: Int, _ length: ClosedRange<Int>) -> Bool {
    guard index < cells.count else { return false }
    let digits = cells[index].utf8
    return length.contains(digits.count) && digits.allSatisfy { (0x30...0x39).contains($0) }
  }
}
