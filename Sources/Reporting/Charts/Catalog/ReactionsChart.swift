import Statistics
import Tables

/// Where prices went after news and where they closed.
///
/// Few reactions are drawn by name, from the lowest price to the highest; many as dots of how far each
/// went and how much of it held.
struct ReactionsChart: Chart {
  let id = "reactions"
  let title = "Reactions: gap, peak and close"
  let shows = "How far prices went after news, and how much of the move was left at the close."
  let choices: Set<ChartChoice> = [.group]
  let table: String? = "reactions"

  private static let mostNamed = 40

  func figure(_ scope: ChartScope) throws(ChartProblem) -> Figure {
    let drawn = try DrawnReactions(scope)
    return drawn.all.count <= Self.mostNamed ? named(drawn) : dots(drawn)
  }

  private func data(_ reactions: [DrawnReaction]) -> Table {
    Table(
      id,
      reactions.columns + [
        Column("gap", numbers: reactions.map(\.gap)),
        Column("peak", numbers: reactions.map(\.peak)),
        Column("trough", numbers: reactions.map(\.trough)),
        Column("close", numbers: reactions.map(\.close)),
        Column("furthest", numbers: reactions.map(\.peak.magnitude)),
        Column("retention", numbers: reactions.map(\.retention)),
        Column("fade_ratio", numbers: reactions.map(\.fade)),
        Column("placebo_p", numbers: reactions.map(\.p)),
        Column("verdict", texts: reactions.map(verdict)),
      ])
  }

  private let fields = [
    Field("reaction", "reaction"), Field("event_id", "event"), Field("gap", "gap", .percent),
    Field("peak", "peak", .percent), Field("trough", "trough", .percent),
    Field("close", "close", .percent), Field("furthest", "furthest move", .percent),
    Field("retention", "retained", .percent), Field("fade_ratio", "faded", .percent),
    Field("placebo_p", "p", .pValue), Field("verdict", "among ordinary days"),
  ]

  private static let verdicts = ["ordinary", "unusual", "not judged"]

  private func verdict(_ reaction: DrawnReaction) -> String {
    reaction.p.isNaN ? Self.verdicts[2] : Self.verdicts[reaction.p <= 0.05 ? 1 : 0]
  }

  // MARK: Few, by name

  private func named(_ drawn: DrawnReactions) -> Figure {
    let name = Position.column("reaction")
    let tooltip = ["reaction", "event_id", "gap", "peak", "close", "fade_ratio", "placebo_p"]
    let marks = [("gap", 1), ("peak", 2), ("close", 0)]
    return Figure(
      title: title, subtitle: drawn.subtitle, summary: summary(drawn.all),
      notes: [
        "Changes from the last price before the news; lines go from the lowest to the highest price."
      ], data: data(drawn.all), fields: fields,
      x: Axis(title: "change", scale: .linear(.percent), showsGrid: true),
      y: Axis(title: "", scale: .band(drawn.all.map(\.name))),
      layers: [
        Layer(mark: .rule, x: .constant(0), paint: .quiet),
        Layer(
          mark: .rule, x: .column("trough"), x2: .column("peak"), y: name, paint: .series(0)),
      ]
        + marks.map { column, color in
          Layer(
            mark: .dot, x: .column(column), y: name, paint: .series(color), tooltip: tooltip)
        },
      legend: marks.map { LegendEntry(mark: .dot, paint: .series($1), text: $0) })
  }

  // MARK: Many, as dots

  private func dots(_ drawn: DrawnReactions) -> Figure {
    let measured = drawn.all.filter { !$0.retention.isNaN }
    let verdicts = Self.verdicts.filter(Set(measured.map(verdict)).contains)
    let limits = -1.5...1.0
    let isCut = measured.contains { $0.retention < limits.lowerBound }
    return Figure(
      title: title, subtitle: drawn.subtitle, summary: summary(drawn.all),
      notes: ["At 100% all of the move held to the close, at 0% the price came back."]
        + (isCut ? ["Below -150% dots stand at the edge."] : []),
      data: data(measured), fields: fields,
      x: Axis(title: "furthest move, either way", scale: .linear(.percent), showsGrid: true),
      y: Axis(
        title: "share of it retained at the close", scale: .linear(.percent), showsGrid: true,
        limits: limits),
      layers: [
        Layer(mark: .rule, y: .constant(0), paint: .quiet),
        Layer(mark: .rule, y: .constant(1), paint: .quiet),
        Layer(
          mark: .dot, x: .column("furthest"), y: .column("retention"),
          paint: .category(column: "verdict", values: verdicts),
          tooltip: ["reaction", "event_id", "gap", "peak", "close", "fade_ratio", "placebo_p"]),
      ],
      legend: verdicts.enumerated().map {
        LegendEntry(mark: .dot, paint: .series($0), text: $1)
      })
  }

  private func summary(_ reactions: [DrawnReaction]) -> String {
    let fades = reactions.map(\.fade).filter { !$0.isNaN }.sorted()
    guard let least = fades.first, let greatest = fades.last else {
      return "None of \(counted(reactions.count, "reaction")) has a fade ratio."
    }
    guard fades.count > 1 else {
      return "\(shareText(least)) of the move was undone by the close."
    }
    let unusual = reactions.count { $0.p <= 0.05 }
    let judged = reactions.count { !$0.p.isNaN }
    return "Of \(counted(reactions.count, "reaction")), by the close \(shareText(least)) to "
      + "\(shareText(greatest)) of the moves were undone; \(countText(unusual)) of "
      + "\(countText(judged)) compared with ordinary days faded unusually far (p 0.05 or less)."
  }
}
