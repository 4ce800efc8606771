/// The rejection rates of one test over effects.
struct PowerCurve {
  private let points: [(effect: Double, rate: Double)]

  /// A curve through the effects at which the test had a rate.
  init(effects: [Double], rates: [Double?]) {
    points = zip(effects, rates).compactMap { effect, rate in rate.map { (effect, $0) } }
  }

  /// The smallest effect of a sign at which a power is reached, between two neighbours on a
  /// straight line; `nil` when no two effects enclose it.
  func effect(atPower power: Double, sign: Double) -> Double? {
    let branch = points.filter { $0.effect == 0 || ($0.effect < 0) == (sign < 0) }
      .sorted { abs($0.effect) < abs($1.effect) }
    guard let reached = branch.firstIndex(where: { $0.rate >= power }), reached > 0 else {
      return nil
    }
    let (below, above) = (branch[reached - 1], branch[reached])
    return below.effect
      + (above.effect - below.effect) * (power - below.rate) / (above.rate - below.rate)
  }
}
