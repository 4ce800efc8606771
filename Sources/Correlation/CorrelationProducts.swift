import EventStudy
import MarketData
import Statistics

/// The correlations of all pairs of series over some sessions.
///
/// Complete series are brought to mean 0 and length 1 in contiguous columns once; a correlation is
/// then a product of two columns, and four are formed while one is loaded. A pair with a missing
/// return is computed from the days that both have.
struct CorrelationProducts: Sendable {
  private let panel: ReturnPanel
  private let positions: [Int]
  /// The standardized columns of complete series, one after the other.
  private let standardized: [Double]
  /// Where the column of a series begins; `nil` for an incomplete or constant one.
  private let starts: [Int?]
  private let variances: [Double]

  init(_ panel: ReturnPanel, at positions: [Int], threads: Int) {
    self.panel = panel
    self.positions = positions
    let columns = parallelMap(panel.columns.count, threads: threads) {
      Self.standardized(panel.columns[$0], at: positions)
    }
    var (standardized, starts) = ([Double](), [Int?]())
    standardized.reserveCapacity(positions.count * columns.count)
    for (values, _) in columns {
      starts.append(values.isEmpty ? nil : standardized.count)
      standardized += values
    }
    (self.standardized, self.starts) = (standardized, starts)
    variances = columns.map(\.variance)
  }

  /// The moments of one series with every other, in their order.
  func moments(of source: Int) -> [PairMoments] {
    let symbols = panel.columns.indices
    guard let start = starts[source] else { return symbols.map { pair(source, $0) } }
    let complete = symbols.filter { starts[$0] != nil }
    var moments = [PairMoments?](repeating: nil, count: symbols.count)
    standardized.withUnsafeBufferPointer { all in
      guard let base = all.baseAddress else { return }
      for first in stride(from: 0, to: complete.count, by: 4) {
        // The last pass repeats a column rather than have a shorter one.
        let targets = (0..<4).map { complete[min(first + $0, complete.count - 1)] }
        let products = fourProducts(
          base + start, targets.map { base + (starts[$0] ?? 0) }, positions.count)
        for (lane, target) in targets.enumerated() {
          moments[target] = PairMoments(
            count: positions.count, variance: variances[source],
            correlation: withinOne(products[lane]))
        }
      }
    }
    return symbols.map { moments[$0] ?? pair(source, $0) }
  }

  private func pair(_ source: Int, _ target: Int) -> PairMoments {
    let (x, y) = pairedValues(panel.columns[source], panel.columns[target], at: positions)
    return PairMoments(x, y)
  }

  /// A series less its mean over its length; no values when one is missing or all are the same.
  private static func standardized(_ column: [Double], at positions: [Int]) -> (
    values: [Double], variance: Double
  ) {
    let values = positions.map { column[$0] }
    guard positions.count >= 2, !values.contains(where: \.isMissing), let mean = values.mean,
      let squares = values.sumOfSquaredDeviations, squares > 0
    else { return ([], .missing) }
    let length = squares.squareRoot()
    return (values.map { ($0 - mean) / length }, squares / Double(values.count - 1))
  }
}

/// The products of a column with four others; the order of sums depends on the count alone.
private func fourProducts(
  _ x: UnsafePointer<Double>, _ others: [UnsafePointer<Double>], _ count: Int
) -> SIMD4<Double> {
  let (a, b, c, d) = (others[0], others[1], others[2], others[3])
  typealias Lanes = SIMD4<Double>
  func load(_ values: UnsafePointer<Double>, _ index: Int) -> Lanes {
    UnsafeRawPointer(values + index).loadUnaligned(as: Lanes.self)
  }
  var (sumA, sumB, sumC, sumD) = (Lanes.zero, Lanes.zero, Lanes.zero, Lanes.zero)
  var t = 0
  while t &+ 4 <= count {
    let value = load(x, t)
    sumA += value * load(a, t)
    sumB += value * load(b, t)
    sumC += value * load(c, t)
    sumD += value * load(d, t)
    t &+= 4
  }
  var sums = SIMD4(sumA.sum(), sumB.sum(), sumC.sum(), sumD.sum())
  while t < count {
    sums += x[t] * SIMD4(a[t], b[t], c[t], d[t])
    t &+= 1
  }
  return sums
}
