import Foundation
import Statistics

/// A correlation in calm days against one in the days of an event, raw and adjusted for the
/// source market's own variance.
///
/// A correlation rises when the variance of the source rises, though the link between the markets
/// is the same. Forbes and Rigobon (2002, Journal of Finance 57:2223-2261) take this out:
/// delta = var(x, event) / var(x, calm) - 1, rho* = rho / sqrt(1 + delta (1 - rho^2)). They assume
/// that the source is hit first and that nothing else moves both markets (Corsetti, Pericoli and
/// Sbracia 2005, Journal of International Money and Finance 24:1177-1199).
public struct ForbesRigobon: Hashable, Sendable {
  /// The correlation of the calm days.
  public let calm: Double
  /// The correlation of the event days, as it is.
  public let event: Double
  /// The relative rise of the source's variance.
  public let delta: Double

  /// Correlations strictly inside -1...1, and a rise above -1.
  public init(calm: Double, event: Double, delta: Double) {
    (self.calm, self.event, self.delta) = (calm, event, delta)
  }

  /// The event's correlation at the calm days' variance of the source, rho*.
  public var adjusted: Double { Self.adjusted(event, delta: delta) }

  /// rho*.
  static func adjusted(_ correlation: Double, delta: Double) -> Double {
    correlation / (1 + delta * (1 - correlation * correlation)).squareRoot()
  }

  /// The difference of the Fisher transforms, raw and adjusted: the event's less the calm days'.
  var differences: (raw: Double, adjusted: Double) {
    (atanh(event) - atanh(calm), atanh(adjusted) - atanh(calm))
  }
}
