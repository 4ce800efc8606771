/// The sequence that `noise` in Reference/references.py makes, element for element.
func noise(_ count: Int) -> [Double] {
  var state: UInt32 = 12345
  return (0..<count).map { _ in
    state = 1_664_525 &* state &+ 1_013_904_223
    return Double(state) / 4_294_967_296 - 0.5
  }
}

/// The market and asset returns that `synthetic_market` in Reference/references.py makes.
func syntheticMarket(_ rows: Int) -> (market: [Double], asset: [Double]) {
  let noise = noise(2 * rows)
  let market = noise[..<rows].map { $0 * 0.04 }
  let asset = zip(market, noise[rows...]).map { 0.0005 + 1.2 * $0 + 0.03 * $1 }
  return (market, asset)
}

/// Whether two numbers differ by at most `tolerance` times the size of the second.
func agree(_ found: Double, _ expected: Double, within tolerance: Double) -> Bool {
  found == expected || abs(found - expected) <= tolerance * abs(expected)
}

/// Whether two columns have equal length and agree element by element.
func agree(_ found: [Double], _ expected: [Double], within tolerance: Double) -> Bool {
  found.count == expected.count
    && zip(found, expected).allSatisfy { agree($0, $1, within: tolerance) }
}
