import Statistics

/// Rank scores of a group's events, added up by day over the estimation and the event window.
///
/// K is the mid-rank of an event's day among the T days of that event that have a value.
struct DayScores: Sendable {
  /// What is averaged over the events of a day.
  enum Score: Sendable {
    /// K - (T + 1) / 2.
    case rank
    /// K / (T + 1) - 1/2.
    case scaledRank
    /// The sign of the value less the median of the event's days.
    case sign
  }

  /// How the deviation of a score over all days is taken.
  enum Deviation: Sendable {
    /// The root of the mean square over the T days.
    case aboutZero
    /// About the mean of all days, with n - 1.
    case aboutMean
    /// As estudy2 has it where events lack days: the score of a day counts times N / n of that
    /// day, and the mean is over the mean number of days of an event.
    case scaledToAllEvents
  }

  /// Sums over events; of the ranks twice, of the scores of ``Score`` in its order.
  private let sums: [SIMD4<Double>]
  /// The mean of T + 1 over events.
  private let meanLength: Double
  private let eventCount: Int

  /// Adds up blocks of events, in their order.
  init(_ blocks: [Block]) {
    var sums = blocks[0].result
    for block in blocks.dropFirst() {
      for (day, scores) in block.result.enumerated() { sums[day] += scores }
    }
    self.sums = sums
    eventCount = blocks.reduce(0) { $0 + $1.eventCount }
    meanLength = blocks.reduce(0) { $0 + $1.lengths } / Double(eventCount)
  }

  /// A statistic with the estimate it is about, in units of a scaled rank or a mean sign.
  struct Statistic {
    let value: Double
    let estimate: Double
    let standardError: Double
  }

  /// The sum of a score's statistics of single days, over the root of their number (Cowan 1992);
  /// `nil` when no day has a value.
  ///
  /// - Throws: `Inapplicable.zeroVariance` when the score is the same on all days.
  func statistic(
    _ score: Score, days: ClosedRange<Int>, _ kind: Deviation = .aboutZero
  ) throws(Inapplicable) -> Statistic? {
    let scalesUp = kind == .scaledToAllEvents
    let deviation = deviation(
      of: means(score, over: 0...sums.count - 1, scalesUp: scalesUp).values, kind)
    let (own, weight) = means(score, over: days, scalesUp: scalesUp)
    guard !own.isEmpty else { return nil }
    guard deviation > 0 else { throw .zeroVariance }
    let (sum, root) = (own.reduce(0, +), Double(own.count).squareRoot())
    let unit = score == .rank ? meanLength : 1
    return Statistic(
      value: sum / (deviation * root), estimate: sum / (weight * unit),
      standardError: deviation * root / (weight * unit))
  }

  /// The score of every day that has one, and the sum of their weights: the mean of ranks, but
  /// sqrt(n) times the mean of scores made for days with unequal n (Corrado & Zivney 1992).
  ///
  /// - Parameter scalesUp: Whether scores and weights count times N / n of their day.
  private func means(
    _ score: Score, over days: ClosedRange<Int>, scalesUp: Bool
  ) -> (values: [Double], weight: Double) {
    var (values, total) = ([Double](), 0.0)
    for day in days where sums[day][0] > 0 {
      let count = sums[day][0]
      let weight =
        (score == .rank ? 1 : count.squareRoot()) * (scalesUp ? Double(eventCount) / count : 1)
      let sum =
        switch score {
        case .rank: sums[day][1] / 2
        case .scaledRank: sums[day][2]
        case .sign: sums[day][3]
        }
      values.append(sum * weight / count)
      total += weight
    }
    return (values, total)
  }

  private func deviation(of values: [Double], _ kind: Deviation) -> Double {
    if kind == .aboutMean { return values.sampleDeviation ?? 0 }
    let days = kind == .aboutZero ? Double(values.count) : meanLength - 1
    return (values.reduce(0) { $0 + $1 * $1 } / days).squareRoot()
  }
}

extension DayScores {
  /// The sums of some of the events.
  final class Block: @unchecked Sendable {
    private let sums: UnsafeMutableBufferPointer<SIMD4<Double>>
    private(set) var lengths = 0.0
    private(set) var eventCount = 0

    init(dayCount: Int) {
      sums = .allocate(capacity: dayCount)
      sums.initialize(repeating: .zero)
    }

    deinit { sums.deallocate() }

    var result: [SIMD4<Double>] { Array(sums) }

    /// Ranks an event and adds its scores.
    func add(_ event: EventDays) {
      event.rank()
      let (values, days, ranks) = (event.values, event.days, event.doubledRanks)
      let length = Double(event.count + 1)
      let scale = 0.5 / length
      let median = (event.sorted[(event.count - 1) / 2] + event.sorted[event.count / 2]) / 2
      for index in 0..<event.count {
        let rank = Double(ranks[index]) - length
        let sign = Double(sign(values[index] - median))
        sums[days[index]] += SIMD4(1, rank, rank * scale, sign)
      }
      lengths += length
      eventCount += 1
    }
  }
}
