/// Covariances of the coefficients of the regression last solved, under weaker and weaker
/// assumptions about its errors.
///
/// Each is a matrix with a row for every column of the design, row by row. A weighted regression is
/// one of rows that were multiplied by the square roots of their weights.
extension LeastSquares {
  /// The forms that allow every error a variance of its own (White 1980, Econometrica 48:817-838;
  /// MacKinnon and White 1985, Journal of Econometrics 29:305-325).
  public enum RobustForm: String, CaseIterable, Sendable {
    /// Squared residuals as they are.
    case hc0 = "HC0"
    /// Times n / (n - k).
    case hc1 = "HC1"
    /// Each over 1 - h, h the leverage of its row.
    case hc2 = "HC2"
    /// Each over (1 - h)^2, close to the jackknife.
    case hc3 = "HC3"
  }

  /// The leverage from which on a row counts as fitted exactly, whatever its response.
  public static let fullLeverage = 1 - 1e-10

  /// s^2 (X'X)^-1 with s^2 = e'e / (n - k): errors of one variance that do not move together.
  public func classicalCovariance() -> [Double] {
    let variance = sumOfSquaredResiduals / Double(solvedRows - solvedColumns)
    return inverseGram().map { variance * $0 }
  }

  /// sum w e^2 a a' with a = (X'X)^-1 x, and the weights w of a form.
  ///
  /// Nil under HC2 and HC3 when a row has full leverage: its error cannot be seen.
  public func robustCovariance(_ form: RobustForm) -> [Double]? {
    let (n, k) = (Double(solvedRows), Double(solvedColumns))
    var sums = ScoreSums(size: solvedColumns)
    let isFull = forEachInfluence { row, influence, leverage in
      let share = 1 - leverage
      let squared = residuals[row] * residuals[row]
      switch form {
      case .hc0: sums.add(influence, times: squared)
      case .hc1: sums.add(influence, times: squared * n / (n - k))
      case .hc2: sums.add(influence, times: squared / share)
      case .hc3: sums.add(influence, times: squared / (share * share))
      }
    }
    let needsLeverage = form == .hc2 || form == .hc3
    return needsLeverage && isFull ? nil : sums.values
  }

  /// The covariance that lets errors of one cluster move together, with the factor
  /// G / (G - 1) (n - 1) / (n - k) (Liang and Zeger 1986, Biometrika 73:13-22).
  ///
  /// - Parameters:
  ///   - clusters: The cluster of every row, from 0 on.
  ///   - count: The number of clusters, at least two.
  public func clusteredCovariance(_ clusters: [Int], count: Int) -> [Double] {
    precondition(clusters.count == solvedRows && count > 1)
    let size = solvedColumns
    var scores = [Double](repeating: 0, count: count * size)
    _ = forEachInfluence { row, influence, _ in
      let first = clusters[row] * size
      for j in 0..<size { scores[first + j] += influence[j] * residuals[row] }
    }
    let (n, g) = (Double(solvedRows), Double(count))
    let factor = g / (g - 1) * (n - 1) / (n - Double(size))
    var sums = ScoreSums(size: size)
    scores.withUnsafeBufferPointer { scores in
      guard let base = scores.baseAddress else { return }
      for cluster in 0..<count { sums.add(base + cluster * size, times: factor) }
    }
    return sums.values
  }

  /// The leverage x' (X'X)^-1 x of every row, 0 to 1.
  public func leverages() -> [Double] {
    var found = [Double](repeating: 0, count: solvedRows)
    _ = forEachInfluence { row, _, leverage in found[row] = leverage }
    return found
  }

  /// (X'X)^-1, row by row.
  public func inverseGram() -> [Double] {
    [Double](unsafeUninitializedCapacity: solvedColumns * solvedColumns) { buffer, count in
      count = solvedColumns * solvedColumns
      if let base = buffer.baseAddress { inverseGram(into: base) }
    }
  }

  /// Hands over (X'X)^-1 x and the leverage of every row; says whether any has full leverage.
  private func forEachInfluence(_ body: (Int, UnsafePointer<Double>, Double) -> Void) -> Bool {
    let size = solvedColumns
    let inverse = inverseGram()
    var isFull = false
    withUnsafeTemporaryAllocation(of: Double.self, capacity: max(1, 2 * size)) { buffer in
      guard let influence = buffer.baseAddress else { return }
      let x = influence + size
      for row in 0..<solvedRows {
        for j in 0..<size { x[j] = columns(j)[row] }
        inverse.withUnsafeBufferPointer { inverse in
          guard let base = inverse.baseAddress else { return }
          for j in 0..<size { influence[j] = Kernels.dot(base + j * size, x, size) }
        }
        let leverage = min(1, Kernels.dot(influence, x, size))
        isFull = isFull || leverage >= Self.fullLeverage
        body(row, influence, leverage)
      }
    }
    return isFull
  }
}

/// A sum of weighted outer products v v'.
private struct ScoreSums {
  let size: Int
  private(set) var values: [Double]

  init(size: Int) {
    self.size = size
    values = [Double](repeating: 0, count: size * size)
  }

  mutating func add(_ vector: UnsafePointer<Double>, times weight: Double) {
    for i in 0..<size {
      let scaled = weight * vector[i]
      for j in 0..<size { values[i * size + j] += scaled * vector[j] }
    }
  }
}
