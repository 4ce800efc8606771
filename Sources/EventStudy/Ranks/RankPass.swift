import MarketData
import Statistics

/// Goes once through the events of a group and ranks each of them.
struct RankPass: Sendable {
  /// What a block of events adds up to.
  struct Block: Sendable {
    let abnormal: DayScores.Block?
    let standardized: DayScores.Block?
    /// By the scales of the pass.
    let generalized: [GeneralizedRankSums]
  }

  /// The number of blocks is that of the events, never that of the threads: sums are the same on
  /// any number of threads.
  private static let mostBlocks = 16
  private static let leastBlock = 64

  let scales: [ResidualScale]
  /// The deviation of SAR or SCAR over events, or why there is none, by position.
  let deviations: [Result<Double, Inapplicable>]
  /// The most days of an event that have a value.
  let maximumCount: Int
  var isEmpty: Bool { events.isEmpty }

  private let fitted: FittedEvents
  private let study: AlignedStudy
  private let evidence: Evidence
  /// In order of the length of their estimation windows, so that sums are seldom scaled.
  private let events: [Int]

  init(
    _ fitted: FittedEvents, _ study: AlignedStudy, members: [Int], evidence: Evidence,
    threads: Int
  ) {
    self.fitted = fitted
    self.study = study
    self.evidence = evidence
    scales = ResidualScale.allCases.filter { evidence.contains(.generalizedRanks($0)) }
    let varying = members.filter { fitted.isStandardizable($0) }
    events = varying.sorted {
      (fitted.observations[$0], $0) < (fitted.observations[$1], $1)
    }
    let longest = events.last.map { Int(fitted.observations[$0]) } ?? 0
    maximumCount = longest + fitted.layout.eventDays.count
    deviations = parallelMap(fitted.layout.positionCount, threads: threads) { position in
      Self.deviation(varying.map { fitted.standardized($0, at: position) })
    }
  }

  private static func deviation(_ values: [Double]) -> Result<Double, Inapplicable> {
    let present = values.filter { !$0.isMissing }
    guard let deviation = present.sampleDeviation else { return .failure(.tooFewEvents) }
    // Equal values may differ in their last bits; what rounding leaves is no deviation.
    let largest = present.reduce(0) { max($0, abs($1)) }
    return deviation > 1e-12 * largest ? .success(deviation) : .failure(.zeroVariance)
  }

  /// The blocks in the order of their events.
  func run(threads: Int) -> [Block] {
    let size = max(Self.leastBlock, (events.count + Self.mostBlocks - 1) / Self.mostBlocks)
    return parallelMap((events.count + size - 1) / size, threads: threads) { block in
      rank(events[block * size..<min(events.count, (block + 1) * size)])
    }
  }

  private func rank(_ events: ArraySlice<Int>) -> Block {
    let layout = fitted.layout
    let dayCount = layout.estimationDays.count + layout.eventDays.count
    let block = Block(
      abnormal: evidence.contains(.abnormalRanks) ? DayScores.Block(dayCount: dayCount) : nil,
      standardized: evidence.contains(.standardizedRanks)
        ? DayScores.Block(dayCount: dayCount) : nil,
      generalized: scales.map { _ in
        GeneralizedRankSums(
          pointCount: layout.positionCount, dayCount: layout.estimationDays.count)
      })
    let days = EventDays(fitted, study, maximumCount: maximumCount)
    let stars = UnsafeMutablePointer<Double>.allocate(capacity: layout.positionCount)
    defer { stars.deallocate() }
    for event in events {
      fillStars(stars, event)
      rank(event, days, stars, block)
    }
    for sums in block.generalized { sums.flush() }
    return block
  }

  private func rank(
    _ event: Int, _ days: EventDays, _ stars: UnsafePointer<Double>, _ block: Block
  ) {
    if let abnormal = block.abnormal {
      days.fill(event, scale: nil)
      appendAbnormal(event, to: days)
      abnormal.add(days)
    }
    if let standardized = block.standardized, scales.first != .leverage {
      days.fill(event, scale: .leverage)
      append(stars, to: days)
      standardized.add(days)
    }
    for (scale, sums) in zip(scales, block.generalized) {
      days.fill(event, scale: scale)
      sums.add(days, stars: stars)
      guard scale == .leverage, let standardized = block.standardized else { continue }
      append(stars, to: days)
      standardized.add(days)
    }
  }

  private func appendAbnormal(_ event: Int, to days: EventDays) {
    guard fitted.scales != nil else { return append(fitted.abnormal.row(event), to: days) }
    let comparable = (0..<fitted.layout.eventDays.count).map { fitted.comparable(event, $0) }
    append(comparable, to: days)
  }

  private func append(_ values: UnsafePointer<Double>, to days: EventDays) {
    let estimationDays = fitted.layout.estimationDays.count
    for day in 0..<fitted.layout.eventDays.count where !values[day].isMissing {
      days.append(values[day], day: estimationDays + day)
    }
  }

  /// SAR and SCAR in units of their deviation over events.
  private func fillStars(_ stars: UnsafeMutablePointer<Double>, _ event: Int) {
    for (position, deviation) in deviations.enumerated() {
      switch deviation {
      case .success(let deviation):
        stars[position] = fitted.standardized(event, at: position) / deviation
      case .failure: stars[position] = .missing
      }
    }
  }
}

extension StudyLayout {
  /// The number of event days and windows.
  var positionCount: Int { eventDays.count + windows.count }
}

extension FittedEvents {
  /// SAR of an event day or SCAR of a window; positions are the event days, then the windows.
  func standardized(_ event: Int, at position: Int) -> Double {
    let days = layout.eventDays.count
    return position < days
      ? abnormal[event, position] / abnormalErrors[event, position]
      : cumulative[event, position - days] / cumulativeErrors[event, position - days]
  }
}
