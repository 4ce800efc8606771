import Statistics

extension PValues {
  /// The p-values of a statistic judged by its resampled values.
  init(_ values: ResampledPValues) {
    self.init(lower: values.lower, upper: values.upper, twoSided: values.twoSided)
  }
}

extension ResampledPValues {
  /// The name of the null distribution in result tables: `permutation exact` or `wild 9999`.
  func name(_ kind: String) -> String {
    switch draws {
    case .all: "\(kind) exact"
    case .random(let number): "\(kind) \(number)"
    }
  }
}
