/// How the p-values of one family of tests are adjusted for their number.
///
/// The definitions and results are those of `p.adjust` in R.
public enum MultipleTesting: String, CaseIterable, Codable, Sendable {
  /// No adjustment.
  case none
  /// Bonferroni: n p. Family-wise error rate under any dependence.
  case bonferroni
  /// Holm (1979, Scandinavian Journal of Statistics 6:65-70), step down: never above Bonferroni.
  case holm
  /// Hochberg (1988, Biometrika 75:800-802), step up: for independent or positively dependent
  /// tests.
  case hochberg
  /// Hommel (1988, Biometrika 75:383-386), from closed Simes tests: never above Hochberg, under the
  /// same conditions.
  case hommel
  /// Benjamini and Hochberg (1995, JRSS B 57:289-300): false discovery rate.
  case bh
  /// Benjamini and Yekutieli (2001, Annals of Statistics 29:1165-1188): false discovery rate under
  /// any dependence.
  case by

  /// The adjusted p-values in the order given; nil stays nil and does not count in the family.
  public func adjusted(_ p: [Double?]) -> [Double?] {
    let present = p.indices.filter { p[$0] != nil }
    // Equal ones have equal adjusted values, in whatever order.
    let ascending = present.sorted { (p[$0] ?? 1) < (p[$1] ?? 1) }
    var result = p
    for (index, value) in zip(ascending, adjusted(ascending: ascending.compactMap { p[$0] })) {
      result[index] = value
    }
    return result
  }

  private func adjusted(ascending p: [Double]) -> [Double] {
    let n = Double(p.count)
    switch self {
    case .none: return p
    case .bonferroni: return p.map { min(1, n * $0) }
    case .holm: return stepDown(p)
    case .hochberg: return stepUp(p) { n - $0 + 1 }
    case .hommel: return hommel(p)
    case .bh: return stepUp(p) { n / $0 }
    case .by:
      let harmonic = (1...max(1, p.count)).reduce(0) { $0 + 1 / Double($1) }
      return stepUp(p) { harmonic * n / $0 }
    }
  }

  /// The running maximum, from the smallest p-value, of p times the number of tests not yet passed.
  private func stepDown(_ p: [Double]) -> [Double] {
    var largest = 0.0
    return p.enumerated().map { index, value in
      largest = max(largest, Double(p.count - index) * value)
      return min(1, largest)
    }
  }

  /// The running minimum, from the largest p-value, of p times the factor of its rank.
  private func stepUp(_ p: [Double], factor: (Double) -> Double) -> [Double] {
    var smallest = 1.0
    var result = p
    for index in p.indices.reversed() {
      smallest = min(smallest, factor(Double(index + 1)) * p[index])
      result[index] = smallest
    }
    return result
  }

  /// Wright's algorithm (1992, Biometrics 48:1005-1013), as in R.
  ///
  /// For every m from n - 1 down to 2: c is the smallest m p_(n-m+j) / j over j = 2...m; the largest
  /// m - 1 p-values are raised to c, the others to min(c, m p).
  private func hommel(_ p: [Double]) -> [Double] {
    let n = p.count
    guard n > 1 else { return p }
    let all = p.indices.map { Double(n) * p[$0] / Double($0 + 1) }.min() ?? 1
    var result = [Double](repeating: all, count: n)
    for m in stride(from: n - 1, to: 1, by: -1) {
      let first = n - m + 1
      let c = (first..<n).map { Double(m) * p[$0] / Double($0 - first + 2) }.min() ?? 1
      for index in 0..<n {
        let bound = index < first ? min(c, Double(m) * p[index]) : c
        result[index] = max(result[index], bound)
      }
    }
    return zip(result, p).map { max($0, $1) }
  }
}
