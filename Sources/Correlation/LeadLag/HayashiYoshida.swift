import Foundation
public import MarketData
import Statistics

/// Observations of a price at times of its own, as logarithmic increments.
public struct AsynchronousSeries: Sendable {
  /// Whose prices these are.
  public let symbol: Symbol
  /// The times of the observations in milliseconds, strictly rising.
  let times: [Int64]
  /// The increment that ends at each time; 0 for the first and after a gap, where there is none.
  let increments: [Double]
  /// The sums of the increments up to each time.
  let sums: [Double]
  /// Whether an increment ends at a time.
  let isPresent: [Bool]

  /// The increments of prices; a price that is missing or not positive is no observation.
  ///
  /// - Parameters:
  ///   - symbol: Whose prices these are.
  ///   - times: Milliseconds, strictly rising.
  ///   - prices: One a time.
  ///   - longestGap: The longest time an increment may span, in milliseconds: a night is no bar.
  public init(symbol: Symbol, times: [Int64], prices: [Double], longestGap: Int64) {
    let observed = prices.indices.filter { prices[$0] > 0 }
    var (increments, isPresent, sums, sum) = ([Double](), [Bool](), [Double](), 0.0)
    for (position, index) in observed.enumerated() {
      let before = position > 0 ? observed[position - 1] : nil
      let present = before.map { times[index] - times[$0] <= longestGap } ?? false
      let increment = present ? log(prices[index] / prices[before ?? index]) : 0
      sum += increment
      increments.append(increment)
      isPresent.append(present)
      sums.append(sum)
    }
    self.symbol = symbol
    self.times = observed.map { times[$0] }
    (self.increments, self.isPresent, self.sums) = (increments, isPresent, sums)
  }

  /// The number of increments.
  var count: Int { isPresent.count { $0 } }

  /// The increments squared and summed by date in UTC.
  func variances(by days: DayIndex) -> [Double] {
    var result = [Double](repeating: 0, count: days.count)
    for (time, increment) in zip(times, increments) {
      guard let day = days.position(of: time) else { continue }
      result[day] += increment * increment
    }
    return result
  }
}

/// The dates, in UTC, on which both of two series have observations.
struct DayIndex: Sendable {
  private let positions: [Int64: Int]

  init(_ a: AsynchronousSeries, _ b: AsynchronousSeries) {
    let common = Set(a.times.map(Self.date)).intersection(b.times.map(Self.date)).sorted()
    positions = Dictionary(uniqueKeysWithValues: common.enumerated().map { ($1, $0) })
  }

  var count: Int { positions.count }

  func position(of time: Int64) -> Int? { positions[Self.date(time)] }

  private static func date(_ time: Int64) -> Int64 {
    Int64((Double(time) / 86_400_000).rounded(.down))
  }
}

/// The covariance of asynchronous series (Hayashi and Yoshida 2005, Bernoulli 11:359-379): the sum of
/// the products of all increments whose times overlap.
///
/// It needs no common clock and has no bias towards zero from stale prices. With the second series'
/// times moved back by a lag it finds which one leads (Hoffmann, Rosenbaum and Yoshida 2013,
/// Bernoulli 19:426-461).
enum HayashiYoshida {
  /// The covariance by the date, in UTC, on which the first series' increment ends.
  ///
  /// - Parameter lag: By how many milliseconds the second series follows the first.
  static func covariances(
    _ x: AsynchronousSeries, _ y: AsynchronousSeries, lag: Int64, days: DayIndex
  ) -> [Double] {
    var result = [Double](repeating: 0, count: days.count)
    // The increments of y that end after x's begins, and that begin before x's ends.
    var (first, last) = (0, 0)
    for index in x.times.indices.dropFirst() {
      let (begin, end) = (x.times[index - 1] + lag, x.times[index] + lag)
      while first < y.times.count, y.times[first] <= begin { first += 1 }
      while last < y.times.count, y.times[last] < end { last += 1 }
      guard x.isPresent[index], first < y.times.count, first > 0 || last > 0,
        let day = days.position(of: x.times[index])
      else { continue }
      let upper = y.sums[min(last, y.times.count - 1)]
      let lower = first > 0 ? y.sums[first - 1] : 0
      result[day] += x.increments[index] * (upper - lower)
    }
    return result
  }
}
