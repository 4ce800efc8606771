import Foundation
import Statistics

/// The distribution of simulated residuals, always with mean zero.
public enum ResidualShape: Hashable, Sendable {
  /// The normal distribution.
  case normal
  /// Shifted gamma variables that give the residuals this skewness, negative ones mirrored.
  case skewed(Double)
  /// A common and an own part that each follow Student's t, scaled to unit variance.
  case heavyTailed(degreesOfFreedom: Double)
}

/// Draws the two parts of a residual, each with mean 0 and variance 1.
enum ResidualSource {
  case normal
  /// (G - shape) / sqrt(shape) of a gamma variable G, times a sign; its skewness is 2 / sqrt(shape).
  case gamma(shape: Double, scale: Double)
  /// A normal variable over the root of a gamma variable with half the degrees of freedom.
  case studentT(halfDegrees: Double, scale: Double)

  /// The source whose common and own parts together have the asked shape.
  ///
  /// Both parts have one skewness g; the residual then has `g (r^1.5 + (1 - r)^1.5)`.
  init(_ shape: ResidualShape, correlation: Double) {
    switch shape {
    case .normal, .skewed(0): self = .normal
    case .skewed(let skewness):
      let share = pow(correlation, 1.5) + pow(1 - correlation, 1.5)
      let gammaShape = 4 * share * share / (skewness * skewness)
      self = .gamma(shape: gammaShape, scale: (skewness < 0 ? -1 : 1) / gammaShape.squareRoot())
    case .heavyTailed(let degrees):
      self = .studentT(halfDegrees: degrees / 2, scale: (degrees / 2 - 1).squareRoot())
    }
  }

  func draw(_ stream: inout RandomStream) -> Double {
    switch self {
    case .normal: stream.normal()
    case .gamma(let shape, let scale): (stream.gamma(shape: shape) - shape) * scale
    case .studentT(let half, let scale):
      scale * stream.normal() / stream.gamma(shape: half).squareRoot()
    }
  }
}
