import MarketData

/// Events in bundles whose estimation windows have values on the very same days.
///
/// Residuals that share their days can be summed before they are multiplied, which is what makes
/// correlations of many events cheap.
final class ResidualBundles: @unchecked Sendable {
  struct Bundle {
    /// The positions of the bundle's events among all rows.
    let members: Range<Int>
    /// The days on which they have residuals.
    let days: DayMask
  }

  let bundles: UnsafeMutableBufferPointer<Bundle>
  /// The residuals of every event from its first day to its last, zero where it has none.
  let rows: UnsafeMutablePointer<UnsafePointer<Double>>
  /// The sum of every event's residuals, and of their squares.
  let moments: UnsafeMutablePointer<(sum: Double, squares: Double)>
  /// The most events of any bundle, and the most days from first to last.
  let largest: (members: Int, days: Int)
  /// The rows that cannot be read where they are, because days are missing.
  private let copies: [UnsafeMutablePointer<Double>]

  /// - Parameters:
  ///   - events: The events of every bundle.
  ///   - place: The columns in which a bundle's events have residuals, and the days these are.
  init(
    _ residuals: Matrix, _ events: [[Int]], place: (Int) -> (columns: [Int], days: [Int])
  ) {
    let eventCount = max(1, events.reduce(0) { $0 + $1.count })
    (rows, moments) = (.allocate(capacity: eventCount), .allocate(capacity: eventCount))
    var bundles: [Bundle] = []
    var copies: [UnsafeMutablePointer<Double>] = []
    var next = 0
    for (index, members) in events.enumerated() {
      let (columns, days) = place(index)
      guard let mask = DayMask(days) else { continue }
      let isWhole = Self.isUnbroken(columns) && Self.isUnbroken(days)
      for (offset, event) in members.enumerated() {
        let row = residuals.row(event)
        if isWhole {
          rows[next + offset] = UnsafePointer(row + columns[0])
        } else {
          let copy = Self.copy(row, columns, days)
          copies.append(copy)
          rows[next + offset] = UnsafePointer(copy)
        }
      }
      for place in next..<next + members.count {
        (moments + place).initialize(
          to: VectorSums.moments(rows[place], count: mask.last - mask.first + 1))
      }
      bundles.append(Bundle(members: next..<next + members.count, days: mask))
      next += members.count
    }
    self.bundles = .allocate(capacity: bundles.count)
    _ = self.bundles.initialize(from: bundles)
    self.copies = copies
    largest = (
      bundles.reduce(0) { max($0, $1.members.count) },
      bundles.reduce(0) { max($0, $1.days.last - $1.days.first + 1) }
    )
  }

  deinit {
    for bundle in bundles { bundle.days.deallocate() }
    bundles.deallocate()
    rows.deallocate()
    moments.deallocate()
    for copy in copies { copy.deallocate() }
  }

  private static func isUnbroken(_ rising: [Int]) -> Bool {
    rising[rising.count - 1] - rising[0] + 1 == rising.count
  }

  private static func copy(_ row: UnsafePointer<Double>, _ columns: [Int], _ days: [Int])
    -> UnsafeMutablePointer<Double>
  {
    let count = days[days.count - 1] - days[0] + 1
    let copy = UnsafeMutablePointer<Double>.allocate(capacity: count)
    copy.initialize(repeating: 0, count: count)
    for (column, day) in zip(columns, days) { copy[day - days[0]] = row[column] }
    return copy
  }
}
