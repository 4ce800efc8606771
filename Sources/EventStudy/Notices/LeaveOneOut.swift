import Statistics

/// A mean and its t with each value left out in turn, in time linear in the number of values.
struct LeaveOneOut {
  /// The mean of the others and its standard error.
  struct Rest {
    let mean: Double
    let standardError: Double
    let pValue: Double
  }

  let mean: Double
  /// The two-sided p-value of the mean of all values.
  let pValue: Double
  private let values: [Double]
  private let squares: Double
  private let null: StudentTail

  /// - Returns: `nil` below five values, of which any may carry the mean, and for equal ones.
  init?(_ values: [Double]) {
    guard values.count >= 5, let all = try? crossSectionalT(values), let mean = all.estimate
    else { return nil }
    (self.values, self.mean, pValue) = (values, mean, all.pValues.twoSided)
    squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    null = StudentTail(degreesOfFreedom: Double(values.count - 2))
  }

  /// What the others say without the value of that position; `nil` when they do not vary.
  func without(_ position: Int) -> Rest? {
    let n = Double(values.count)
    let deviation = values[position] - mean
    let rest = squares - deviation * deviation * n / (n - 1)
    // What rounding leaves of equal values is no spread.
    guard rest > 1e-12 * squares else { return nil }
    let restMean = mean - deviation / (n - 1)
    let error = (rest / (n - 2) / (n - 1)).squareRoot()
    return Rest(
      mean: restMean, standardError: error,
      pValue: PValues(of: restMean / error, under: null).twoSided)
  }
}
