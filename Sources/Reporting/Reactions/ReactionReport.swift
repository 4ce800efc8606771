public import Tables

/// The reactions of a run as text for a terminal, made from the tables of `ResultSchema.ofReactions`.
///
/// Each of a few reactions is told in sentences; many are counted and listed.
public struct ReactionReport {
  /// Reactions up to which each is told by itself.
  static let few = 5
  /// Reactions up to which all are listed.
  private static let most = 40

  let name: String
  let tables: TableSet
  let records: [Record]
  let measures: ReactionMeasureWords
  let shares: DayShareSection
  let question: String?
  private let picture: ReactionPicture?
  private let style: TextStyle

  /// A report of the named run.
  ///
  /// - Parameters:
  ///   - name: The run's name in the database.
  ///   - tables: Its result tables.
  ///   - question: Every choice that was made, in a line.
  ///   - picture: The path of the only reaction, when it is known.
  ///   - style: How the text is laid out.
  public init(
    name: String, tables: TableSet, question: String? = nil, picture: ReactionPicture? = nil,
    style: TextStyle = .plain
  ) {
    self.name = name
    self.tables = tables
    records = tables.records("reactions")
    measures = ReactionMeasureWords(tables.records("reaction_measures"))
    shares = DayShareSection(tables.records("reaction_shares"))
    (self.question, self.picture, self.style) = (question, picture, style)
  }

  /// The whole report; every line ends with a line feed.
  public func text() -> String {
    var page = Page(style: style)
    if let only = records.first, records.count == 1 {
      page.title(title(only))
      tell(only, to: &page)
    } else {
      page.title(printable("Reactions: \(name)"))
      for sentence in summary { page.paragraph(sentence) }
      if records.count <= Self.few {
        for record in records {
          page.heading(title(record))
          tell(record, to: &page)
        }
      } else {
        list(to: &page)
        if let averages = measures.averages {
          page.heading(averages.title)
          page.grid(averages.columns, rows: averages.rows)
        }
      }
    }
    for part in shares.parts {
      page.heading(part.grid.title)
      page.paragraph(part.explanation)
      page.grid(part.grid.columns, rows: part.grid.rows)
    }
    return page.lines.map { $0 + "\n" }.joined()
  }

  func title(_ record: Record) -> String {
    let session = record.date("session").map { ", session \($0)" } ?? ""
    let event = record.text("event_id") ?? ""
    return printable("\(record.text("symbol") ?? "") after \(event)\(session)")
  }

  private func tell(_ record: Record, to page: inout Page) {
    let words = ReactionWords(record: record)
    page.paragraph(words.outcome)
    if let verdict = words.verdict { page.paragraph(verdict) }
    for limit in words.limits { page.paragraph(limit) }
    guard record.number("gap") != nil else { return }
    page.blank()
    for (name, text) in facts(record, words) { page.paragraph(text, mark: padded(name, to: 12)) }
  }

  func facts(_ record: Record, _ words: ReactionWords) -> [(String, String)] {
    var facts: [(String, String)] = []
    if let picture {
      let line = picture.line(width: min(style.width, 100) - 40, unicode: style.unicode)
      facts.append(("path", "\(line)  \(picture.caption)"))
      if let bar = picture.newsBar { facts.append(("news", bar)) }
    }
    facts.append(("changes", words.changes))
    facts += words.extremes.map { ($0.name, $0.text) }
    if let fade = words.fadeRatio { facts.append(("fade", fade)) }
    facts += measures.facts(of: record)
    let bars = record.text("resolution") ?? ""
    facts.append(("measured", "\(bars) bars, direction: \(record.text("direction_rule") ?? "")"))
    if let question, records.count == 1 { facts.append(("asked", printable(question))) }
    return facts
  }

  /// How many reactions have a fade ratio, how many of them an unusual one, and why others have none.
  var summary: [String] {
    let defined = records.filter { $0.number("fade_ratio") != nil }
    let counts =
      "\(counted(records.count, "reaction")): \(countText(defined.count)) with a fade ratio, "
      + "\(countText(records.count - defined.count)) without."
    let reasons = records.filter { $0.number("fade_ratio") == nil }.compactMap { $0.text("reason") }
    let without = reasons.distinct().map { reason in
      let count = reasons.count { $0 == reason }
      return "Without: \(countText(count)), \(ReactionReasonWords.sentence(reason)) (\(reason))."
    }
    return [counts] + judgement(of: defined) + without
  }

  private func judgement(of defined: [Record]) -> [String] {
    let judged = defined.compactMap { $0.number("placebo_p") }
    guard !judged.isEmpty else { return [] }
    let unusual = judged.count { $0 <= 0.05 }
    let byChance = Int((0.05 * Double(judged.count)).rounded())
    return [
      "\(countText(unusual)) of \(countText(judged.count)) faded as only 5% of ordinary days do "
        + "(p 0.05 or less); by chance alone one would expect about \(countText(byChance))."
    ]
  }

  private func list(to page: inout Page) {
    page.heading("Reactions")
    let shown = Array(records.prefix(Self.most))
    page.grid(columns(shown), rows: shown.count)
    if records.count > shown.count { page.more(records.count - shown.count, name, "reactions") }
  }

  /// One line a reaction.
  func columns(_ shown: [Record]) -> [GridColumn] {
    func column(_ title: String, right: Bool = true, _ cell: @escaping (Record) -> String)
      -> GridColumn
    { GridColumn(title, shown.map(cell), right: right) }
    return [
      column("event", right: false) { printable($0.text("event_id") ?? "") },
      column("symbol", right: false) { printable($0.text("symbol") ?? "") },
      column("session", right: false) { $0.date("session") ?? "-" },
      column("gap") { changeText($0.number("gap")) },
      column("close") { changeText($0.number("close_to_close")) },
      column("faded") { shareText($0.number("fade_ratio")) },
      column("p") { pValueText($0.number("placebo_p")) },
      GridColumn.stars { shown[$0].number("placebo_p") },
    ]
  }
}

/// A table of a report with its heading.
struct TitledGrid {
  let title: String
  let columns: [GridColumn]
  let rows: Int
}
