import Foundation

/// How much the events of one group depend on each other on every day and over every window.
///
/// The default is r* = 2 / (N (N - 1)) sum over pairs of rho o, with rho the correlation of two
/// events' estimation residuals on common calendar days and o the share of calendar days that
/// their windows have in common: Kolari & Pynnonen (2010) where all events share one date,
/// in the spirit of Kolari, Pape & Pynnonen (2018) where they overlap in part.
///
/// A correlation needs 20 common days, or the least estimation days of the study when these are
/// fewer; a pair without them counts as uncorrelated.
///
/// The correlation of two signs is (2 / pi) asin(rho o). Its mean is (2 / pi) (r* + mean of
/// asin(rho o) - rho o); that last mean, which is tiny, runs over all overlapping pairs, or, of
/// more than 250,000, over 25,000 that are evenly spaced in the order of their windows.
struct GroupDependence: Sendable {
  let days: [CrossCorrelation]
  let windows: [CrossCorrelation]

  init(
    _ fitted: FittedEvents, _ study: AlignedStudy, _ spec: StudySpec, members: [Int],
    withSigns: Bool, threads: Int
  ) {
    let layout = fitted.layout
    let events = EventBundles(fitted, study, members: members)
    let pointCount = layout.eventDays.count + layout.windows.count
    let overlapping = spec.dependence == .overlap
    let sums = OverlapSums(
      events, pointCount: pointCount, leastDays: spec.leastCommonDays,
      picking: withSigns && overlapping, threads: threads)
    let common = Self.commonCorrelation(spec, fitted, members, threads: threads)
    let points = (0..<pointCount).map { point in
      let count = events.count(at: point)
      return overlapping
        ? CrossCorrelation(sums.points[point], eventCount: count, withSigns: withSigns)
        : CrossCorrelation(sums.points[point], eventCount: count, common: common)
    }
    days = Array(points[..<layout.eventDays.count])
    windows = Array(points[layout.eventDays.count...])
  }

  /// The one correlation of all days and windows; `nil` when there is none to estimate.
  private static func commonCorrelation(
    _ spec: StudySpec, _ fitted: FittedEvents, _ members: [Int], threads: Int
  ) -> Double? {
    switch spec.dependence {
    case .overlap: nil
    case .none: 0
    case .given(let value): value
    case .eventTime:
      eventTimeCorrelation(
        fitted.residuals, members.filter { fitted.isStandardizable($0) },
        leastDays: spec.leastCommonDays, threads: threads)
    }
  }
}

extension StudySpec {
  /// The common estimation days that a correlation between two events needs.
  var leastCommonDays: Int { min(20, estimation.minimum) }
}

extension EventBundles {
  /// The events that have a value on a day or in a window.
  fileprivate func count(at point: Int) -> Int {
    bundles.reduce(0) { count, bundle in
      let isPresent =
        point < bundle.days.count
        ? bundle.days[point] != Bundle.absent : !bundle.windows[point - bundle.days.count].isEmpty
      return isPresent ? count + bundle.count : count
    }
  }
}

extension CrossCorrelation {
  /// The correlations weighted by overlap.
  fileprivate init(_ sums: OverlapSums.Point, eventCount: Int, withSigns: Bool) {
    let pairs = Double(eventCount * (eventCount - 1) / 2)
    let isDefined = eventCount > 1
    let mean = sums.correlation / pairs
    let arc = sums.picked == 0 ? 0 : sums.arc / Double(sums.picked) * Double(sums.pairs) / pairs
    self.init(
      eventCount: eventCount, overlappingPairs: sums.pairs,
      pairsWithoutEstimate: sums.pairsWithoutEstimate, mean: isDefined ? mean : nil,
      signs: isDefined && withSigns ? 2 / .pi * (mean + arc) : nil)
  }

  /// One correlation for every pair, so that of signs is (2 / pi) asin r.
  fileprivate init(_ sums: OverlapSums.Point, eventCount: Int, common: Double?) {
    let mean = eventCount > 1 ? common : nil
    self.init(
      eventCount: eventCount, overlappingPairs: sums.pairs,
      pairsWithoutEstimate: sums.pairsWithoutEstimate, mean: mean,
      signs: mean.map { 2 / .pi * asin($0) })
  }
}
