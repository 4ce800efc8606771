import MarketData
import Statistics

/// One regression of cumulative abnormal returns: what was estimated, from which events.
struct RegressionFit: Sendable {
  /// One coefficient.
  struct Term: Sendable {
    let name: String
    /// The category that a category's coefficient is the difference from.
    let base: String?
    var estimate = Double.missing
    var standardError = Double.missing
    /// Student's t of the estimate; missing where there is none.
    var statistic = Double.missing
    var pValues: PValues?
    var confidence: ClosedRange<Double>?
    /// How many times the other terms multiply the estimate's variance.
    var varianceInflation = Double.missing
    /// Why the coefficient or its error is not what it should be.
    var reason: String?
    var isUndefined: Bool { statistic.isMissing }
  }

  /// One event of the study.
  struct Event: Sendable {
    var reason: String?
    /// The column that the event lacks.
    var missing: String?
    var response = Double.missing
    var fitted = Double.missing
    var residual = Double.missing
    var leverage = Double.missing
    var weight = Double.missing
    var isIncluded: Bool { reason == nil }
  }

  /// A test that all slopes are zero.
  struct Joint: Sendable {
    let statistic: Double
    let slopes: Int
    let p: Double
  }

  let model: String
  let window: Window
  let method: String
  let errors: StandardErrors
  var terms: [Term] = []
  var events: [Event]
  /// The coefficients that were estimated.
  var rank = 0
  /// The degrees of freedom of the coefficients' t.
  var degreesOfFreedom: Int?
  var clusterCount: Int?
  var rSquared = Double.missing
  var adjustedRSquared = Double.missing
  var sigma = Double.missing
  var joint: Joint?
  /// Why there is no regression, or why its errors are approximate.
  var reason: String?
  var isUndefined: Bool { terms.allSatisfy(\.isUndefined) }

  var includedCount: Int { events.count { $0.isIncluded } }
  var excludedCount: Int { events.count - includedCount }
  var largestLeverage: Double {
    events.reduce(Double.missing) { $1.leverage > $0 || $0.isMissing ? $1.leverage : $0 }
  }
}
