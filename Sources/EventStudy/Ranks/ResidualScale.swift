/// How the residuals of estimation windows come to one scale before they are ranked.
///
/// With h = x'(X'X)^-1 x, the leverage of a day. A model without regressors has none, and all three
/// are the same.
enum ResidualScale: String, CaseIterable, Sendable {
  /// e / (sigma sqrt(1 - h)), of unit variance exactly.
  case leverage
  /// e / sigma.
  case raw
  /// e / (sigma sqrt(1 + h)), as if every day were predicted.
  case forecast
}

extension Evidence {
  /// Abnormal returns of estimation and event days, ranked within their event.
  static let abnormalRanks = Evidence(rawValue: 1 << 8)
  /// Standardized abnormal returns of the same days, on event days divided by the day's deviation.
  static let standardizedRanks = Evidence(rawValue: 1 << 9)

  /// Every SAR and SCAR, one at a time, among the standardized residuals of its event.
  static func generalizedRanks(_ scale: ResidualScale) -> Evidence {
    switch scale {
    case .leverage: Evidence(rawValue: 1 << 10)
    case .raw: Evidence(rawValue: 1 << 11)
    case .forecast: Evidence(rawValue: 1 << 12)
    }
  }
}
