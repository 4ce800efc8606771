import MarketData
import Statistics

/// Why a number about correlations cannot be computed; raw values are the stable codes of tables.
public enum Unavailable: String, Error, Hashable, Sendable {
  /// There are not enough days on which both series have returns.
  case tooFewDays = "too_few_days"
  /// One of the series does not vary.
  case zeroVariance = "zero_variance"
  /// There are too few events, or a group has too few.
  case tooFewEvents = "too_few_events"
  /// The source varies exactly alike in both sets of days.
  case equalVariance = "equal_variance"
  /// The correlation is 1 or -1, whose Fisher transform is infinite.
  case perfectCorrelation = "perfect_correlation"
}

/// The sample moments of the days on which two series both have values.
struct PairMoments: Sendable {
  /// The days with both values.
  let count: Int
  /// The variance of the first series with denominator n - 1; missing below two days.
  let variance: Double
  /// Pearson's correlation; missing below two days or when a series does not vary.
  let correlation: Double
  /// Why there is no correlation.
  var absence: Unavailable? {
    guard correlation.isMissing else { return nil }
    return count < 2 ? .tooFewDays : .zeroVariance
  }

  init(count: Int, variance: Double, correlation: Double) {
    (self.count, self.variance, self.correlation) = (count, variance, correlation)
  }

  /// The moments of values that are all there, in two passes.
  init(_ x: [Double], _ y: [Double]) {
    count = x.count
    guard let squaresX = x.sumOfSquaredDeviations, let squaresY = y.sumOfSquaredDeviations,
      let meanX = x.mean, let meanY = y.mean, x.count >= 2
    else {
      (variance, correlation) = (.missing, .missing)
      return
    }
    variance = squaresX / Double(x.count - 1)
    guard squaresX > 0, squaresY > 0 else {
      correlation = .missing
      return
    }
    var product = 0.0
    for (a, b) in zip(x, y) { product += (a - meanX) * (b - meanY) }
    correlation = withinOne(product / (squaresX.squareRoot() * squaresY.squareRoot()))
  }
}

/// A correlation without the rounding that may carry it beyond 1.
func withinOne(_ correlation: Double) -> Double { min(1, max(-1, correlation)) }

/// The values of two series at those of some positions where both are there.
func pairedValues(_ x: [Double], _ y: [Double], at positions: [Int]) -> ([Double], [Double]) {
  var (first, second) = ([Double](), [Double]())
  first.reserveCapacity(positions.count)
  second.reserveCapacity(positions.count)
  for t in positions where !x[t].isMissing && !y[t].isMissing {
    first.append(x[t])
    second.append(y[t])
  }
  return (first, second)
}
