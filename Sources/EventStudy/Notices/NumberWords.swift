import Foundation

/// A number with that many decimals.
func fixed(_ value: Double, _ decimals: Int) -> String { String(format: "%.\(decimals)f", value) }

/// A share as a percentage with one decimal.
func percent(_ share: Double) -> String { fixed(100 * share, 1) + "%" }

/// A return in percent with its sign and two decimals.
func signedPercent(_ value: Double) -> String { String(format: "%+.2f%%", 100 * value) }

/// A p-value with four decimals.
func probability(_ value: Double) -> String {
  value < 0.0001 ? "below 0.0001" : fixed(value, 4)
}

/// Names with commas and an "and".
func list(_ names: [String]) -> String {
  guard let last = names.last, names.count > 1 else { return names.first ?? "" }
  return names.dropLast().joined(separator: ", ") + " and " + last
}
