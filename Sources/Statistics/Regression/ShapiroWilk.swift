import CDistributions
import Foundation

/// Shapiro and Wilk's test of normality in Royston's approximation (1995, Applied Statistics
/// 44:547-551, algorithm AS R94), for 3 to 5000 values.
///
/// A workspace: memory is allocated in `init`, and the coefficients of a sample size are kept
/// until another one is asked for. One instance serves one thread at a time.
public final class ShapiroWilk {
  /// The sample sizes for which the approximation was fitted.
  public static let sizes = 3...5000

  private let maximumCount: Int
  private let storage: UnsafeMutablePointer<Double>
  private let sorted: UnsafeMutablePointer<Double>
  /// The weights of the upper half of the sample, the largest value first.
  private let weights: UnsafeMutablePointer<Double>
  private var count = 0
  /// Where each bucket begins among the sorted values, and the bucket of each value.
  private let buckets: UnsafeMutablePointer<Int32>
  private let bucketOfValue: UnsafeMutablePointer<Int32>
  private static let bucketCount = 1024

  /// Allocates room for samples of up to `maximumCount` values.
  public init(maximumCount: Int) {
    precondition(maximumCount >= 0)
    self.maximumCount = maximumCount
    storage = .allocate(capacity: max(1, 2 * maximumCount))
    storage.initialize(repeating: 0, count: 2 * maximumCount)
    sorted = storage
    weights = storage + maximumCount
    buckets = .allocate(capacity: Self.bucketCount + 1)
    buckets.initialize(repeating: 0, count: Self.bucketCount + 1)
    bucketOfValue = .allocate(capacity: max(1, maximumCount))
    bucketOfValue.initialize(repeating: 0, count: maximumCount)
  }

  deinit {
    storage.deallocate()
    buckets.deallocate()
    bucketOfValue.deallocate()
  }

  /// W and the probability of one so small when the values are normal; nil when their number is
  /// not in ``sizes`` or all are equal. The values must be finite.
  public func test(_ values: UnsafeBufferPointer<Double>) -> (w: Double, pValue: Double)? {
    let n = values.count
    guard Self.sizes.contains(n), n <= maximumCount, let base = values.baseAddress,
      let mean = Moments.mean(values)
    else { return nil }
    let squares = Kernels.sumOfSquares(base, about: mean, n)
    guard squares > 0 else { return nil }
    if count != n { prepareWeights(n) }
    sort(values, mean, deviation: (squares / Double(n)).squareRoot())
    var sum = 0.0
    for i in 0..<n / 2 { sum += weights[i] * (sorted[n - 1 - i] - sorted[i]) }
    let w = min(1, sum * sum / squares)
    return (w, pValue(w, Double(n)))
  }

  private func prepareWeights(_ n: Int) {
    count = n
    let half = n / 2
    guard n > 3 else {
      weights[0] = 0.5.squareRoot()
      return
    }
    var squares = 0.0
    for i in 0..<half {
      weights[i] = normal_upper_quantile((Double(i + 1) - 0.375) / (Double(n) + 0.25))
      squares += 2 * weights[i] * weights[i]
    }
    let (root, u) = (squares.squareRoot(), 1 / Double(n).squareRoot())
    let outer = (weights[0], weights[1])
    let first = polynomial([0, 0.221157, -0.147981, -2.071190, 4.434685, -2.706056], u)
    let second = polynomial([0, 0.042981, -0.293762, -1.752461, 5.682633, -3.582633], u)
    let corrected = (outer.0 / root + first, outer.1 / root + second)
    var (rest, share) = (squares - 2 * outer.0 * outer.0, 1 - 2 * corrected.0 * corrected.0)
    if n > 5 {
      rest -= 2 * outer.1 * outer.1
      share -= 2 * corrected.1 * corrected.1
    }
    let scale = (rest / share).squareRoot()
    for i in 0..<half { weights[i] /= scale }
    weights[0] = corrected.0
    if n > 5 { weights[1] = corrected.1 }
  }

  private func pValue(_ w: Double, _ n: Double) -> Double {
    if n == 3 {
      let exact = 6 / Double.pi * (asin(w.squareRoot()) - asin(0.75.squareRoot()))
      return min(1, max(0, exact))
    }
    guard w < 1 else { return 1 }
    var y = log(1 - w)
    let (mean, deviation): (Double, Double)
    if n <= 11 {
      let limit = polynomial([-2.273, 0.459], n)
      guard y < limit else { return 0 }
      y = -log(limit - y)
      mean = polynomial([0.5440, -0.39978, 0.025054, -0.0006714], n)
      deviation = exp(polynomial([1.3822, -0.77857, 0.062767, -0.0020322], n))
    } else {
      mean = polynomial([-1.5861, -0.31082, -0.083751, 0.0038915], log(n))
      deviation = exp(polynomial([-0.4803, -0.082676, 0.0030302], log(n)))
    }
    return normal_upper_tail((y - mean) / deviation)
  }

  /// Distributes the values over buckets of equal width about their mean, then inserts.
  ///
  /// Standardized values spread well, so that little is left to insert; and nothing is allocated.
  private func sort(_ values: UnsafeBufferPointer<Double>, _ mean: Double, deviation: Double) {
    let (middle, last) = (Double(Self.bucketCount / 2), Double(Self.bucketCount - 1))
    let scale = middle / (4 * deviation)
    buckets.update(repeating: 0, count: Self.bucketCount + 1)
    for index in 0..<values.count {
      let place = min(last, max(0, middle + (values[index] - mean) * scale))
      let bucket = Int32(place)
      bucketOfValue[index] = bucket
      buckets[Int(bucket) + 1] &+= 1
    }
    for index in 0..<Self.bucketCount { buckets[index + 1] &+= buckets[index] }
    for index in 0..<values.count {
      let bucket = Int(bucketOfValue[index])
      sorted[Int(buckets[bucket])] = values[index]
      buckets[bucket] &+= 1
    }
    for index in 1..<values.count {
      let value = sorted[index]
      var place = index
      while place > 0, sorted[place - 1] > value {
        sorted[place] = sorted[place - 1]
        place -= 1
      }
      sorted[place] = value
    }
  }
}

private func polynomial(_ coefficients: [Double], _ x: Double) -> Double {
  coefficients.reversed().reduce(0) { $0 * x + $1 }
}
