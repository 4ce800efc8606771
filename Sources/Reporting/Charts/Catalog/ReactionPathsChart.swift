import Foundation
import Tables

/// The way of prices after news, as intraday bars show it.
struct ReactionPathsChart: Chart {
  let id = "paths"
  let title = "Paths of prices after news"
  let shows = "The way of prices after news on intraday bars, with peak and close."
  let choices: Set<ChartChoice> = [.group]
  let table: String? = "reaction_paths"

  /// Paths that are told apart by their colours.
  private static let most = 6

  func figure(_ scope: ChartScope) throws(ChartProblem) -> Figure {
    let drawn = try DrawnReactions(scope)
    let paths = Self.paths(scope.study.tables, of: drawn.all)
    let furthest = paths.enumerated().sorted {
      ($1.element.reaction.peak.magnitude, $0.offset)
        < ($0.element.reaction.peak.magnitude, $1.offset)
    }
    let shown = furthest.prefix(Self.most).map(\.element)
    guard !shown.isEmpty else { throw .nothing("no reaction was measured on intraday bars") }
    let points = shown.flatMap(\.points)
    let data = Table(
      id,
      [
        Column("reaction", texts: points.map(\.path)),
        Column("line", texts: points.map { $0.mark == nil ? $0.path : nil }),
        Column("mark", texts: points.map(\.mark)), Column("time", texts: points.map(\.time)),
        Column("minutes", numbers: points.map(\.minutes)),
        Column("price", numbers: points.map(\.price)),
        Column("change", numbers: points.map(\.change)),
      ])
    let names = shown.map(\.reaction.name)
    let (x, y) = (Position.column("minutes"), Position.column("change"))
    return Figure(
      title: title, subtitle: drawn.subtitle, summary: summary(shown.map(\.reaction)),
      notes: Self.notes(shown.count, of: paths.count), data: data,
      fields: [
        Field("reaction", "reaction"), Field("line", "line of"), Field("mark", "mark"),
        Field("time", "time"), Field("minutes", "minutes", .count),
        Field("price", "price", .price), Field("change", "change", .percent),
      ],
      x: Axis(title: "minutes from the start of the path", scale: .linear(.count)),
      y: Axis(
        title: "change from the last price before the news", scale: .linear(.percent),
        showsGrid: true),
      layers: [Layer(mark: .rule, y: .constant(0), paint: .quiet)]
        + names.enumerated().map {
          Layer(mark: .line, x: x, y: y, paint: .series($0), only: ("line", $1))
        }
        + ["first", "peak", "close"].map {
          Layer(
            mark: .dot, x: x, y: y, paint: .category(column: "reaction", values: names),
            only: ("mark", $0), tooltip: ["reaction", "mark", "time", "price", "change"])
        } + [Layer(mark: .label(column: "mark"), x: x, y: y)],
      legend: names.count == 1
        ? []
        : names.enumerated().map { LegendEntry(mark: .line, paint: .series($0), text: $1) })
  }

  private static func notes(_ shown: Int, of all: Int) -> [String] {
    ["The line joins the closes of bars, and the peak may lie between them."]
      + (shown < all
        ? ["The \(shown) paths that went furthest, of \(countText(all))."] : [])
  }

  private func summary(_ reactions: [DrawnReaction]) -> String {
    reactions.map {
      "\($0.name): first \(percentText($0.gap)), furthest \(percentText($0.peak)), "
        + "at the close \(percentText($0.close))."
    }.joined(separator: " ")
  }

  /// The paths of the reactions that have one, in their order.
  private static func paths(_ tables: TableSet, of reactions: [DrawnReaction]) -> [DrawnPath] {
    let steps = Dictionary(grouping: tables.records("reaction_paths"), by: EventKey.init)
    return reactions.compactMap { reaction in
      steps[EventKey(reaction.record)].flatMap { DrawnPath(reaction, $0) }
    }
  }
}

/// A path and its marks.
private struct DrawnPath {
  struct Point {
    let path: String
    /// What is special about the price; `nil` of one on the line.
    var mark: String?
    let time: String?
    let minutes: Double
    let price: Double
    let change: Double
  }

  let reaction: DrawnReaction
  let points: [Point]

  /// `nil` when the steps hold no price after the news.
  init?(_ reaction: DrawnReaction, _ steps: [Record]) {
    self.reaction = reaction
    let line = steps.filter { $0.number("minutes") != nil }.map { step in
      Point(
        path: reaction.name, time: step.text("time"), minutes: step.number("minutes") ?? .nan,
        price: step.number("price") ?? .nan, change: expm1(step.number("change") ?? .nan))
    }
    guard var first = line.first, var close = line.last else { return nil }
    (first.mark, close.mark) = ("first", "close")
    points = line + [first] + [Self.peak(of: reaction)].compactMap { $0 } + [close]
  }

  private static func peak(of reaction: DrawnReaction) -> Point? {
    let record = reaction.record
    guard let minutes = record.number("minutes_to_peak"), let price = record.number("peak") else {
      return nil
    }
    return Point(
      path: reaction.name, mark: "peak", time: record.text("peak_time"), minutes: minutes,
      price: price, change: reaction.peak)
  }
}
