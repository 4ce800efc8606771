import Foundation
import Tables

/// The reactions that a chart draws: those to a study's events, or all of a run of reactions.
struct DrawnReactions {
  let all: [DrawnReaction]
  /// What the figure is of.
  let subtitle: String

  init(_ scope: ChartScope) throws(ChartProblem) {
    let events = Set(scope.events.map(Place.init))
    let isRun = scope.study.included.isEmpty && scope.study.excluded.isEmpty
    let records = scope.study.tables.records("reactions").filter {
      $0.number("gap") != nil && (isRun || events.contains(Place($0)))
    }
    guard !records.isEmpty else {
      throw .nothing(
        "no reaction to its events is stored; measure some with: reaction react --events LIST")
    }
    let names = Self.names(records)
    all = zip(records, names).map(DrawnReaction.init)
    let group = scope.group == ChartScope.everything ? "" : ", group \(scope.group)"
    subtitle = "\(scope.study.name)\(group), \(counted(all.count, "reaction"))"
  }

  /// An asset and a session, by which reactions belong to events whatever both are called.
  struct Place: Hashable {
    let symbol: String?
    let session: String?

    init(_ record: Record) {
      (symbol, session) = (record.text("symbol"), record.date("session"))
    }
  }

  /// The asset and the session, with the event where that does not tell reactions apart.
  private static func names(_ records: [Record]) -> [String] {
    let short = records.map { "\($0.text("symbol") ?? "-") \($0.date("session") ?? "-")" }
    let counts = short.reduce(into: [:]) { $0[$1, default: 0] += 1 }
    return zip(records, short).map { record, name in
      counts[name] == 1 ? name : "\(name) \(record.text("event_id") ?? "-")"
    }
  }
}

/// A reaction with its prices as changes from the last one before the news, as decimals; NaN for what
/// is not known.
struct DrawnReaction {
  let record: Record
  let name: String

  var gap: Double { change(record.number("gap")) }
  var close: Double { change(record.number("close_to_close")) }
  var peak: Double { change(furthest) }
  var trough: Double {
    guard let peak = record.number("peak"), let trough = record.number("trough") else {
      return .nan
    }
    return change(furthest.map { $0 + log(trough / peak) })
  }
  var retention: Double { record.number("retention") ?? .nan }
  var fade: Double { record.number("fade_ratio") ?? .nan }
  var p: Double { record.number("placebo_p") ?? .nan }

  /// The logarithm of the peak over the last price before the news, which the share of it that was
  /// retained tells; not of a price that closed where it began.
  private var furthest: Double? {
    guard let close = record.number("close_to_close"), let retention = record.number("retention"),
      retention != 0
    else { return nil }
    return close / retention
  }

  private func change(_ logarithm: Double?) -> Double { logarithm.map { expm1($0) } ?? .nan }
}

extension [DrawnReaction] {
  /// The columns that tell reactions apart.
  var columns: [Column] {
    [
      Column("reaction", texts: map(\.name)),
      Column("event_id", texts: map { $0.record.text("event_id") }),
    ]
  }
}
