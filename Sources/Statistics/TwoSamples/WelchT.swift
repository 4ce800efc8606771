/// Welch's comparison of two means whose samples may differ in variance (1947, Biometrika 34:28-35).
public struct WelchT: Hashable, Sendable {
  /// The mean of the first sample less that of the second.
  public let difference: Double
  /// Its standard error, sqrt(s1^2 / n1 + s2^2 / n2).
  public let standardError: Double
  /// Satterthwaite's degrees of freedom.
  public let degreesOfFreedom: Double

  /// Compares two samples; nil below two values in either, or when neither varies.
  public init?(_ first: [Double], _ second: [Double]) {
    guard let a = first.mean, let b = second.mean, let varianceA = first.sampleVariance,
      let varianceB = second.sampleVariance
    else { return nil }
    let (n, m) = (Double(first.count), Double(second.count))
    let (u, v) = (varianceA / n, varianceB / m)
    guard u + v > 0 else { return nil }
    difference = a - b
    standardError = (u + v).squareRoot()
    degreesOfFreedom = (u + v) * (u + v) / (u * u / (n - 1) + v * v / (m - 1))
  }

  /// The difference in standard errors, Student's t.
  public var statistic: Double { difference / standardError }
  /// Student's t with Satterthwaite's degrees of freedom.
  public var null: NullDistribution { .studentT(degreesOfFreedom: degreesOfFreedom) }
  /// The p-values of the statistic.
  public var pValues: PValues { PValues(of: statistic, under: null) }
}
