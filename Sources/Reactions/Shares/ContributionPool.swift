import EventStudy
import Statistics

/// Days that are alike but for news: those of some events about the same assets, and the assets' ordinary
/// sessions with the same hours.
///
/// A day stands for all its assets at once, so that what moves them together moves them together in
/// a draw too.
struct ContributionPool {
  private let width: Int
  /// One row of sums over the assets a day, the days with news first.
  private var sums: [Double]
  /// How many days have news.
  let eventCount: Int
  /// The days, in an order that draws change.
  private var order: [Int]

  /// - Parameters:
  ///   - events: The sessions with news.
  ///   - ordinary: The sessions without.
  ///   - width: The number of parts.
  ///   - add: Adds the parts of a session to sums.
  init(
    events: [Int], ordinary: [Int], width: Int, _ add: (Int, inout ArraySlice<Double>) -> Void
  ) {
    (self.width, eventCount) = (width, events.count)
    let days = events + ordinary
    sums = []
    sums.reserveCapacity(days.count * width)
    for day in days {
      var row = ArraySlice([Double](repeating: 0, count: width))
      add(day, &row)
      sums += row
    }
    order = Array(days.indices)
  }

  /// How many days have no news.
  var ordinaryCount: Int { order.count - eventCount }

  /// Adds the days with news to a total.
  func addEvents(to total: inout [Double]) {
    for day in 0..<eventCount { add(day, 1, to: &total) }
  }

  /// Adds as much of the ordinary days to a total as there are days with news.
  func addOrdinary(to total: inout [Double]) {
    let weight = Double(eventCount) / Double(ordinaryCount)
    for day in eventCount..<order.count { add(day, weight, to: &total) }
  }

  /// The parts of each ordinary day.
  var ordinaryRows: [[Double]] {
    (eventCount..<order.count).map { Array(sums[$0 * width..<($0 + 1) * width]) }
  }

  /// Adds as many different days as there are with news to a total, drawn from all.
  mutating func addDraw(to total: inout [Double], _ random: inout RandomStream) {
    for place in 0..<eventCount {
      order.swapAt(place, place + Int(random.integer(below: UInt64(order.count - place))))
      add(order[place], 1, to: &total)
    }
  }

  private func add(_ day: Int, _ weight: Double, to total: inout [Double]) {
    for part in 0..<width { total[part] += weight * sums[day * width + part] }
  }
}
