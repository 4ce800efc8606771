import MarketData

/// Adds up generalized ranks and signs of some events, for all days and windows of a study at once.
///
/// One more value among M raises the ranks above it by one and those equal to it by a half, and
/// moves the median by at most one place. So an event is sorted once, and each of its SAR and SCAR
/// then costs one comparison a day. Sums of ranks are whole numbers over events of equal M.
final class GeneralizedRankSums: @unchecked Sendable {
  /// Sums over events on one estimation day: of the scaled ranks, of one, of the signs.
  struct Day {
    var rank = 0.0
    var count: Int32 = 0
    var sign: Int32 = 0
  }

  /// Sums over the events' own day; of the variance of a rank in units of 1/12, too.
  struct EventDay {
    var rank = 0.0
    var count: Int32 = 0
    var sign: Int32 = 0
    var variance = 0.0
  }

  /// More events of equal M might overflow a sum.
  private static let mostPending = 16_000

  let pointCount: Int
  let dayCount: Int
  /// Point by point.
  let days: UnsafeMutableBufferPointer<Day>
  let eventDays: UnsafeMutableBufferPointer<EventDay>

  /// The M of the pending events, and their number.
  private var length = 0
  private var pending = 0
  /// What all points share of the pending events.
  private let base: BaseSums
  /// What a point has more than the base.
  private let shifts: UnsafeMutablePointer<SIMD4<Int32>>
  /// What a point's values add to the doubled ranks.
  private let raised: UnsafeMutablePointer<UInt16>
  /// The doubled ranks of one event; 0 on a day without a value.
  private let row: UnsafeMutablePointer<UInt16>
  /// Which values of one event are next to its median.
  private let middle: UnsafeMutablePointer<Int>

  init(pointCount: Int, dayCount: Int) {
    self.pointCount = pointCount
    self.dayCount = dayCount
    days = .allocate(capacity: pointCount * dayCount)
    eventDays = .allocate(capacity: pointCount)
    base = BaseSums(dayCount: dayCount)
    shifts = .allocate(capacity: pointCount * dayCount)
    raised = .allocate(capacity: pointCount * dayCount)
    row = .allocate(capacity: dayCount)
    middle = .allocate(capacity: dayCount)
    days.initialize(repeating: Day())
    eventDays.initialize(repeating: EventDay())
    clearPending()
  }

  deinit {
    days.deallocate()
    eventDays.deallocate()
    shifts.deallocate()
    raised.deallocate()
    row.deallocate()
    middle.deallocate()
  }

  private func clearPending() {
    pending = 0
    base.clear()
    shifts.initialize(repeating: .zero, count: pointCount * dayCount)
    raised.initialize(repeating: 0, count: pointCount * dayCount)
  }

  /// Ranks an event's residuals and adds them with every one of its values.
  ///
  /// - Parameter stars: One value a point, missing where the event has none.
  func add(_ event: EventDays, stars: UnsafePointer<Double>) {
    event.rank()
    if event.count != length || pending == Self.mostPending {
      flush()
      length = event.count
    }
    pending += 1
    let median = MedianOfOneMore(event.sorted)
    let middleCount = addBase(event, median)
    for point in 0..<pointCount {
      let star = stars[point]
      if star.isMissing {
        remove(event, median, from: point)
      } else {
        place(star, event, median, middleCount: middleCount, at: point)
      }
    }
  }

  /// Adds the residuals alone; returns how many of them are next to the median.
  private func addBase(_ event: EventDays, _ median: MedianOfOneMore) -> Int {
    let (days, ranks) = (event.days, event.doubledRanks)
    row.update(repeating: 0, count: dayCount)
    for index in 0..<event.count { row[days[index]] = ranks[index] }
    let (below, notAbove) = positions(of: median.centre, in: event.sorted)
    base.add(row, below: UInt16(2 * below), notAbove: UInt16(2 * notAbove))
    return findMiddle(event, median)
  }

  /// Lists the values next to the median, from its place among the ordered ones outwards.
  private func findMiddle(_ event: EventDays, _ median: MedianOfOneMore) -> Int {
    let sorted = event.sorted
    var (first, end) = ((event.count - 1) / 2, event.count / 2 + 1)
    while first > 0, sorted[first - 1] == median.lower { first -= 1 }
    while end < sorted.count, sorted[end] == median.upper { end += 1 }
    for place in first..<end { middle[place - first] = event.position(ofPlace: place) }
    return end - first
  }

  private func remove(_ event: EventDays, _ median: MedianOfOneMore, from point: Int) {
    let shifts = shifts + point * dayCount
    for index in 0..<event.count {
      shifts[event.days[index]] &-= SIMD4(
        Int32(event.doubledRanks[index]), 1, sign(event.values[index] - median.centre), 0)
    }
  }

  private func place(
    _ star: Double, _ event: EventDays, _ median: MedianOfOneMore, middleCount: Int,
    at point: Int
  ) {
    let (below, notAbove) = positions(of: star, in: event.sorted)
    raise(raised + point * dayCount, above: UInt16(2 * below), and: UInt16(2 * notAbove))
    let centre = median.with(star)
    let shifts = shifts + point * dayCount
    for position in 0..<middleCount {
      let index = middle[position]
      let value = event.values[index]
      shifts[event.days[index]][2] &+= sign(value - centre) &- sign(value - median.centre)
    }
    let length = Double(event.count)
    eventDays[point].count += 1
    eventDays[point].rank += (Double(below + notAbove) - length) / (2 * (length + 2))
    eventDays[point].sign += sign(star - centre)
    eventDays[point].variance += length / (length + 2)
  }

  /// A doubled rank above twice the number of smaller values is of a value at least as large;
  /// above twice the number of values not larger, of a larger one.
  private func raise(_ raised: UnsafeMutablePointer<UInt16>, above lower: UInt16, and upper: UInt16)
  {
    let row = row
    for day in 0..<dayCount {
      raised[day] &+= (row[day] > lower ? 1 : 0) &+ (row[day] > upper ? 1 : 0)
    }
  }

  /// Adds the sums of other events, none of them pending.
  func add(_ other: GeneralizedRankSums) {
    for cell in days.indices {
      days[cell].rank += other.days[cell].rank
      days[cell].count &+= other.days[cell].count
      days[cell].sign &+= other.days[cell].sign
    }
    for point in eventDays.indices {
      eventDays[point].rank += other.eventDays[point].rank
      eventDays[point].count &+= other.eventDays[point].count
      eventDays[point].sign &+= other.eventDays[point].sign
      eventDays[point].variance += other.eventDays[point].variance
    }
  }

  /// Scales the sums of the pending events, whose K / (T + 1) - 1/2 is (2K - M - 2) / (2 (M + 2)).
  func flush() {
    guard pending > 0 else { return }
    let (total, scale) = (Double(length + 2), 0.5 / Double(length + 2))
    for point in 0..<pointCount {
      for day in 0..<dayCount {
        let cell = point * dayCount + day
        let sums = base[day] &+ shifts[cell]
        let ranks = Double(sums[0]) + Double(raised[cell])
        days[cell].rank += (ranks - total * Double(sums[1])) * scale
        days[cell].count &+= sums[1]
        days[cell].sign &+= sums[2]
      }
    }
    clearPending()
  }
}
