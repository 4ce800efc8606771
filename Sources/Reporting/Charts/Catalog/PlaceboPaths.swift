import EventStudy
import Tables

/// Where 95% of the paths of cumulative average abnormal returns are, day by day, when the events
/// are moved to ordinary sessions: table `placebo_paths`, of studies with the test `placebo_dates`.
struct PlaceboPaths {
  private let scope: ChartScope
  private let days: [Record]
  /// How many draws there are.
  private let count: Int

  /// The 2.5% quantile of fewer draws would lie below the least of them.
  private static let fewest = 39

  var isEmpty: Bool { count < Self.fewest }

  init(_ scope: ChartScope) {
    self.scope = scope
    days = scope.sample?.days ?? []
    count = scope.sample?.placebos.values.compactMap { $0.integer("n_draws") }.max() ?? 0
  }

  /// The interval on the day of a row of table `aar`.
  func interval(_ day: Record) -> ClosedRange<Double>? {
    guard let placebo = day.integer("rel_day").flatMap({ scope.sample?.placebos[$0] }),
      let low = placebo.number("caar_low"), let high = placebo.number("caar_high"), low <= high
    else { return nil }
    return low...high
  }

  /// The columns of a figure's data, in the order of `fields`.
  var columns: [Column] {
    let intervals = days.map(interval)
    return isEmpty
      ? []
      : [
        Column("placebo_low", numbers: intervals.map { $0?.lowerBound ?? .nan }),
        Column("placebo_high", numbers: intervals.map { $0?.upperBound ?? .nan }),
      ]
  }

  var fields: [Field] {
    isEmpty
      ? []
      : [
        Field("placebo_low", "placebo 95% from", scope.unit),
        Field("placebo_high", "placebo 95% to", scope.unit),
      ]
  }

  /// Lines, for a second area would blend with that of the path's own band.
  var layers: [Layer] {
    columns.map {
      Layer(mark: .line, x: .column("rel_day"), y: .column($0.name), paint: .quiet)
    }
  }

  var legend: [LegendEntry] {
    isEmpty ? [] : [LegendEntry(mark: .line, paint: .quiet, text: "95% of placebo paths")]
  }

  /// - Parameter name: What the path is of.
  func notes(_ name: String) -> [String] {
    guard count > 0 else { return [] }
    return isEmpty
      ? [
        "No placebo paths: the events can be moved in \(counted(count, "way")) only, too few for 95% "
          + "of them."
      ]
      : [
        "Placebo paths are those of \(counted(count, "draw")) that move the events to ordinary "
          + "sessions of the same firms: 95% of their \(name)s are between the grey lines on each "
          + "\(scope.study.words.day)."
      ]
  }
}
