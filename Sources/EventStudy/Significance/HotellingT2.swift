import MarketData
import Statistics

/// Whether the average abnormal returns of all sessions of a window are zero together.
///
/// The covariance between sessions is taken across events, so it allows for a variance that the
/// event raises. Over one session it is the square of `csect_t`; over sessions before the event it
/// tests for a pre-trend.
struct HotellingT2: SignificanceTest {
  let id: TestID = "hotelling_t2"
  let title = "Hotelling T2 of all sessions of a window"
  let null = "The average abnormal returns of all sessions of the window are zero."
  let assumption = "Events are independent of each other, with normal returns or in large number."
  let takesEventsAsIndependent = true
  let estimand = Estimand.abnormalReturn
  let formula =
    "F = (N - L)/(L(N - 1)) T2, T2 = N a' S^-1 a, a the AAR of the L sessions, S the covariance of "
    + "AR across events"
  let distribution = "F with L and N - L degrees of freedom"
  let useWhen = "Any pattern in the window counts, whatever its sign; and before the event."
  let avoidWhen = "Events share dates, or N is little more than the sessions of the window."
  let reference = "Hotelling (1931), Annals of Mathematical Statistics 2"

  func evaluate(_ sample: Sample) throws(Inapplicable) -> TestStatistic {
    let origin = try sample.events()
    return try AverageReturnVector(origin.context.fitted, origin.events, sample.window).hotelling()
  }
}

/// The average abnormal returns of the sessions of a window and their covariance across events,
/// over the events with a return in every session.
struct AverageReturnVector {
  private let days: Int
  private let count: Int
  private var means: [Double]
  /// The covariance matrix row by row, of which the lower triangle is filled.
  private var covariance: [Double]

  /// - Throws: `Inapplicable.tooFewEvents` unless there are more complete events than sessions.
  init(_ fitted: FittedEvents, _ events: [Int], _ window: Window) throws(Inapplicable) {
    let (days, first) = (window.count, window.first - fitted.layout.eventDays.first)
    let rows = events.map { UnsafePointer(fitted.abnormal.row($0) + first) }
      .filter { row in (0..<days).allSatisfy { !row[$0].isMissing } }
    guard rows.count > max(days, 1) else { throw .tooFewEvents }
    self.days = days
    count = rows.count
    means = [Double](repeating: 0, count: days)
    covariance = [Double](repeating: 0, count: days * days)
    for row in rows { for day in 0..<days { means[day] += row[day] } }
    for day in 0..<days { means[day] /= Double(rows.count) }
    addProducts(of: rows)
  }

  private mutating func addProducts(of rows: [UnsafePointer<Double>]) {
    var deviations = means
    deviations.withUnsafeMutableBufferPointer { deviations in
      covariance.withUnsafeMutableBufferPointer { covariance in
        for row in rows {
          for i in 0..<days {
            deviations[i] = row[i] - means[i]
            let (value, target) = (deviations[i], i * days)
            for j in 0...i { covariance[target + j] += value * deviations[j] }
          }
        }
        for index in covariance.indices { covariance[index] /= Double(rows.count - 1) }
      }
    }
  }

  /// Judges N a' S^-1 a by F with L and N - L degrees of freedom.
  ///
  /// - Throws: `Inapplicable.zeroVariance` when a session's returns do not vary,
  ///   `.singularCovariance` when sessions repeat each other.
  func hotelling() throws(Inapplicable) -> TestStatistic {
    for day in 0..<days {
      let deviation = covariance[day * days + day].squareRoot()
      // What rounding leaves of equal values is no variance.
      guard deviation > 1e-12 * abs(means[day]) else { throw .zeroVariance }
    }
    guard let squares = squaredDistance(means, under: covariance) else {
      throw .singularCovariance
    }
    let (n, l) = (Double(count), Double(days))
    return .fisherF(
      squares * n * (n - l) / (l * (n - 1)), days, count - days, eventCount: count,
      estimate: means.reduce(0, +))
  }
}

/// x' M^-1 x for a matrix given by its lower triangle, row by row; `nil` when it has no inverse.
func squaredDistance(_ x: [Double], under matrix: [Double]) -> Double? {
  var (vector, factor) = (x, matrix)
  return factor.withUnsafeMutableBufferPointer { factor in
    vector.withUnsafeMutableBufferPointer { vector in
      guard let rows = factor.baseAddress, let x = vector.baseAddress,
        Cholesky.factorise(rows, size: vector.count)
      else { return nil }
      return Cholesky.inverseQuadraticForm(rows, size: vector.count, x)
    }
  }
}
