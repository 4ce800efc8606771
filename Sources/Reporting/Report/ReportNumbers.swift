import EventStudy

/// A return in percent with its sign: `+0.57%`.
func percentText(_ value: Double?) -> String {
  guard let value, !value.isNaN else { return "-" }
  return roundedText(value * 100, decimals: 2, plus: true) + "%"
}

extension StudyReport {
  /// A value of what was measured with its sign: `+0.57%`, or `+0.571` for a logarithm.
  func valueText(_ value: Double?) -> String {
    guard !words.isPercent else { return percentText(value) }
    guard let value, !value.isNaN else { return "-" }
    return roundedText(value, decimals: 3, plus: true)
  }

  /// A deviation or standard error in the same unit: `1.20%`.
  func spreadText(_ value: Double) -> String {
    words.isPercent ? roundedText(value * 100, decimals: 2) + "%" : roundedText(value, decimals: 3)
  }
}

/// A share in whole percent: `62%`.
func shareText(_ value: Double?) -> String {
  guard let value, !value.isNaN else { return "-" }
  return roundedText(value * 100, decimals: 0) + "%"
}

/// A test statistic with 3 decimals.
func statisticText(_ value: Double?) -> String {
  guard let value, !value.isNaN else { return "-" }
  return roundedText(value, decimals: 3)
}

/// A p-value with 4 decimals, or `-` where there is none.
func pValueText(_ p: Double?) -> String {
  guard let p, !p.isNaN else { return "-" }
  return p < 0.0001 ? "<0.0001" : roundedText(p, decimals: 4)
}

/// A count and its noun: `1 event`, `2 events`.
func counted(_ count: Int, _ singular: String, _ plural: String? = nil) -> String {
  "\(countText(count)) \(count == 1 ? singular : plural ?? singular + "s")"
}

/// Names joined as in a sentence: `a, b and c`.
func listed(_ names: [String]) -> String {
  guard let last = names.last, names.count > 1 else { return names.first ?? "" }
  return names.dropLast().joined(separator: ", ") + " and " + last
}
