import MarketData

/// The header of filings in EDGAR's own text files, where the time of acceptance is always that of
/// New York: `<ACCEPTANCE-DATETIME>20250501162159`.
struct EDGARHeader: EventDocumentProfile {
  let id = "edgar-header"
  let title = "EDGAR filings: text with <ACCEPTANCE-DATETIME>"

  func match(_ head: String) -> ProfileMatch? {
    guard head.hasPrefix("<"), head.contains("<ACCEPTANCE-DATETIME>") else { return nil }
    return ProfileMatch(score: 95, evidence: "the text has <ACCEPTANCE-DATETIME>")
  }

  func read(_ text: [UInt8], name: String, _ options: ImportOptions) throws(ImportError)
    -> EventDocument
  {
    var document = EventDocument([
      .init("accession_number", .id), .init("acceptance_datetime", .date),
      .init("form", .group), .init("items", .title), .init("company"), .init("cik"),
      .init("filed"),
    ])
    document.layout.zone = Zone("America/New_York")
    var filing: Filing?
    let lines = String(decoding: text, as: UTF8.self)
      .split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    for (index, line) in lines.enumerated() {
      guard let (key, value) = field(line) else { continue }
      switch key {
      case "ACCEPTANCE-DATETIME":
        if let filing { document.add(filing.cells, line: filing.line) }
        filing = Filing(line: index + 1, accepted: value)
      default: filing?.take(key, value)
      }
    }
    if let filing { document.add(filing.cells, line: filing.line) }
    return document
  }

  /// `<KEY>value` or `KEY: value`.
  private func field(_ line: Substring) -> (key: String, value: String)? {
    let isTag = line.first == "<"
    let separator: Character = isTag ? ">" : ":"
    guard let end = line.firstIndex(of: separator) else { return nil }
    let key = String(line[..<end].drop { $0 == "<" }).trimmingSpaces
    return (key, String(line[line.index(after: end)...]).trimmingSpaces)
  }
}

/// What the header of one filing says.
private struct Filing {
  let line: Int
  let accepted: String
  private var number: String?
  private var form: String?
  private var items: [String] = []
  private var company: String?
  private var cik: String?
  private var filed: String?

  init(line: Int, accepted: String) { (self.line, self.accepted) = (line, accepted) }

  var cells: [String?] {
    [
      number, accepted, form, items.isEmpty ? form : items.joined(separator: "; "), company, cik,
      filed,
    ]
  }

  /// Takes the first value of each key; the later ones belong to other parties of the filing.
  mutating func take(_ key: String, _ value: String) {
    switch key {
    case "ACCESSION NUMBER", "ACCESSION-NUMBER": number = number ?? value
    case "CONFORMED SUBMISSION TYPE", "TYPE": form = form ?? value
    case "ITEM INFORMATION", "ITEMS": items.append(value)
    case "COMPANY CONFORMED NAME", "CONFORMED-NAME": company = company ?? value
    case "CENTRAL INDEX KEY", "CIK": cik = cik ?? value
    case "FILED AS OF DATE", "FILING-DATE": filed = filed ?? value
    default: break
    }
  }
}
