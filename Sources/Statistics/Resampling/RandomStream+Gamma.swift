import Foundation

extension RandomStream {
  /// A gamma-distributed number with unit scale, so that mean and variance are both `shape`, which
  /// must be positive.
  ///
  /// Marsaglia and Tsang (2000, ACM Transactions on Mathematical Software 26:363-372); below a
  /// shape of one, a number of the next shape is scaled by a power of a uniform one.
  public mutating func gamma(shape: Double) -> Double {
    guard shape < 1 else { return gammaOfLargeShape(shape) }
    let scaled = gammaOfLargeShape(shape + 1)
    return scaled * pow(1 - uniform(), 1 / shape)
  }

  private mutating func gammaOfLargeShape(_ shape: Double) -> Double {
    let d = shape - 1.0 / 3
    let c = 1 / (9 * d).squareRoot()
    while true {
      let x = normal()
      let root = 1 + c * x
      guard root > 0 else { continue }
      let v = root * root * root
      // One minus a uniform number is never zero, whose logarithm would be infinite.
      if log(1 - uniform()) < 0.5 * x * x + d - d * v + d * log(v) { return d * v }
    }
  }
}
