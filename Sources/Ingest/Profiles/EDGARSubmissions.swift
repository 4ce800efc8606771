import MarketData

/// A filer's submissions as EDGAR serves them: JSON with one array a column in `filings.recent`,
/// or the arrays alone.
///
/// `acceptanceDateTime` ends in `Z`, but for some filers, and then for all of their filings, the
/// time is that of New York. EDGAR accepts from 6:00 to 22:00 there, so that filings outside of
/// these hours tell which it is. Acceptance follows the news wire.
struct EDGARSubmissions: EventDocumentProfile {
  let id = "edgar"
  let title = "EDGAR submissions: JSON with an array a column"

  private static let columns: [(name: String, role: EventLayout.Role)] = [
    ("accessionNumber", .id), ("acceptanceDateTime", .date), ("form", .group),
    ("primaryDocDescription", .covariate), ("items", .covariate), ("filingDate", .covariate),
    ("reportDate", .covariate), ("primaryDocument", .covariate),
  ]

  func match(_ head: String) -> ProfileMatch? {
    guard head.hasPrefix("{"), head.contains("\"accessionNumber\"") else { return nil }
    return ProfileMatch(score: 90, evidence: "a JSON object with arrays of accession numbers")
  }

  func read(_ text: [UInt8], name: String, _ options: ImportOptions) throws(ImportError)
    -> EventDocument
  {
    do throws(DocumentFailure) {
      return try document(JSONValue(text))
    } catch {
      throw error.inFile(name)
    }
  }

  private func document(_ filer: JSONValue) throws(DocumentFailure) -> EventDocument {
    let filings = filer["filings"]?["recent"] ?? filer
    let columns = Self.columns.filter { filings[$0.name] != nil }
    let values = try arrays(columns.map(\.name), of: filings)
    guard let stamps = columns.firstIndex(where: { $0.role == .date }) else {
      throw DocumentFailure(line: filings.line, message: "there is no array acceptanceDateTime")
    }
    let clock = AcceptanceClock(values[stamps].compactMap(\.text))
    var document = EventDocument(
      [.init("ticker", .symbol), .init("title", .title)] + columns.map { .init($0.name, $0.role) })
    document.layout.zone = Zone("America/New_York")
    document.layout.zonePolicy = clock.policy
    document.warnings = clock.warnings
    // The other tickers of a filer are other securities of the same issuer.
    let tickers = filer["tickers"]?.elements?.compactMap(\.text) ?? []
    if tickers.count > 1 {
      document.notes.append(
        "events are those of \(tickers[0]), the first of \(tickers.count) tickers")
    }
    let titled = ["form", "items"].compactMap { filings[$0]?.elements }
    for row in values[stamps].indices {
      let cells = columns.indices.map { column -> String? in
        let text = values[column][row].text
        return column == stamps ? text.map(clock.cell) : text
      }
      let title = titled.compactMap { $0[row].text }
        .filter { !$0.isEmpty }.joined(separator: " ")
      document.add([tickers.first, title] + cells, line: values[stamps][row].line)
    }
    return document
  }

  /// The arrays of those names, which must have one length.
  private func arrays(
    _ names: [String], of filings: JSONValue
  ) throws(DocumentFailure) -> [[JSONValue]] {
    var arrays: [[JSONValue]] = []
    for name in names {
      guard let column = filings[name], let array = column.elements else {
        throw DocumentFailure(line: filings.line, message: "'\(name)' is not an array")
      }
      if let first = arrays.first, first.count != array.count {
        throw DocumentFailure(
          line: column.line,
          message: "'\(name)' has \(array.count) entries and '\(names[0])' has \(first.count); a "
            + "filing has one in each")
      }
      arrays.append(array)
    }
    return arrays
  }
}

/// Decides whether a filer's times of acceptance are in UTC, as they say, or in New York's.
private struct AcceptanceClock {
  private let isLocal: Bool
  let policy: ZonePolicy
  private let outside: Int

  init(_ stamps: [String]) {
    let read = stamps.compactMap { try? EventStamp($0, order: nil) }
    let asUTC = read.count { !Self.isAccepting(Self.newYorkSecond(of: $0)) }
    let asLocal = read.count { !Self.isAccepting(($0.millisecond ?? 0) / 1000) }
    isLocal = asUTC > asLocal
    outside = asUTC
    policy = isLocal ? .assumed : asLocal > asUTC ? .given : .uncertain
  }

  var warnings: [Warning] {
    if isLocal {
      return [
        Warning(
          .zoneUncertain,
          "\(outside) filing\(outside == 1 ? "" : "s") would have been accepted outside 06:00-22:00 "
            + "in New York if the times were in UTC, as they say; read as New York's")
      ]
    }
    guard policy == .uncertain else { return [] }
    return [
      Warning(
        .zoneUncertain,
        "the times say they are in UTC, which for some filers is wrong; nothing in the file tells")
    ]
  }

  /// A stamp as it is to be read.
  func cell(_ stamp: String) -> String {
    isLocal && stamp.hasSuffix("Z") ? String(stamp.dropLast()) : stamp
  }

  private static func newYorkSecond(of stamp: EventStamp) -> Int {
    let wall = Int64(stamp.date.ordinal) * 86_400_000 + Int64(stamp.millisecond ?? 0)
    let instant = Instant(milliseconds: wall - Int64(stamp.offset ?? 0) * 1000)
    return Zone("America/New_York")?.clock(at: instant).time.second ?? 0
  }

  private static func isAccepting(_ second: Int) -> Bool {
    (6 * 3600...22 * 3600).contains(second)
  }
}
