import EventStudy
import MarketData
import Statistics
public import Tables

/// Which of two series moves first: their correlation at every lag.
///
/// At a lag above 0 the first series leads. Correlations use the means and deviations of all days,
/// so that lags compare; bands and p-values are from series drawn in blocks apart from each other,
/// which keeps what each is by itself and removes what joins them.
public struct LeadLag: Sendable {
  /// The greatest lag either way.
  public var mostLags = 10
  /// Whether what each series' own past predicts is removed first.
  public var prewhitens = true
  /// How days are resampled.
  public var bootstrap = BlockBootstrap(replicates: 999, seed: 0)

  private let panel: ReturnPanel
  private let pair: (Int, Int)

  /// A question about two series, by their positions in a panel.
  public init(_ panel: ReturnPanel, pair: (Int, Int)) { (self.panel, self.pair) = (panel, pair) }

  /// Table `lead_lag` with one row a lag, and table `lead_lag_peak` with the strongest one.
  ///
  /// - Parameter threads: The number of threads; the tables do not depend on it.
  /// - Throws: `PathProblem` when there are too few days or a series does not vary.
  public func tables(threads: Int) throws(PathProblem) -> TableSet {
    let columns = [panel.columns[pair.0], panel.columns[pair.1]]
    let filters = columns.map { prewhitens ? Prewhitening($0) : nil }
    let values = zip(columns, filters).map { $1?.values ?? $0 }
    let days = try LaggedDays(values, mostLags: mostLags, symbols: names)
    let found = days.correlations
    let separate = parallelMap(bootstrap.replicates, threads: threads) {
      days.separatelyDrawn(bootstrap, replicate: $0)
    }
    let joint = parallelMap(bootstrap.replicates, threads: threads) {
      days.jointlyDrawn(bootstrap, replicate: $0)
    }
    return TableSet([
      lagTable(found, days, separate),
      peakTable(found, days, separate, joint, filters.map { $0?.lags ?? 0 }),
    ])
  }

  var names: [Symbol] { [panel.symbols[pair.0], panel.symbols[pair.1]] }
  var lags: [Int] { Array(-mostLags...mostLags) }
}

/// Two series standardized over their common days, and their products at all lags.
struct LaggedDays: Sendable {
  /// The common days without a gap between first and last; a missing value counts as none.
  private let x: [Double]
  private let y: [Double]
  private let mostLags: Int
  /// The number of products at every lag, from the most negative on.
  let counts: [Int]

  init(_ values: [[Double]], mostLags: Int, symbols: [Symbol]) throws(PathProblem) {
    let common = values[0].indices.filter { t in values.allSatisfy { !$0[t].isMissing } }
    let needed = 4 * (mostLags + 1)
    guard common.count >= max(needed, 20), let first = common.first, let last = common.last else {
      throw .tooFewDays(found: common.count, needed: max(needed, 20))
    }
    var standardized: [[Double]] = []
    for (column, symbol) in zip(values, symbols) {
      let present = common.map { column[$0] }
      guard let mean = present.mean, let squares = present.sumOfSquaredDeviations, squares > 0
      else {
        throw .zeroVariance(symbol)
      }
      let scale = (squares / Double(present.count)).squareRoot()
      var scaled = [Double](repeating: .missing, count: last - first + 1)
      for t in common { scaled[t - first] = (column[t] - mean) / scale }
      standardized.append(scaled)
    }
    (x, y, self.mostLags) = (standardized[0], standardized[1], mostLags)
    counts = Self.sums(x, y, mostLags).map(\.count)
    commonCount = common.count
  }

  /// The days on which both series have a value.
  let commonCount: Int

  /// One correlation a lag, from the most negative on: the sum of products over the days.
  var correlations: [Double] { Self.sums(x, y, mostLags).map { $0.sum / Double(commonCount) } }

  /// Correlations of the series drawn in blocks apart from each other.
  func separatelyDrawn(_ bootstrap: BlockBootstrap, replicate: Int) -> [Double] {
    var stream = RandomStream(seed: bootstrap.seed, substream: UInt64(replicate))
    let blocks = bootstrap.blocks(of: x.count)
    func drawn(_ values: [Double]) -> [Double] {
      var result: [Double] = []
      result.reserveCapacity(values.count)
      blocks.forEach(values.count, &stream) { result.append(values[$1]) }
      return result
    }
    let (first, second) = (drawn(x), drawn(y))
    return Self.sums(first, second, mostLags).map { $0.sum / Double(commonCount) }
  }

  /// Correlations of drawn days, each with the lagged values that it really has.
  func jointlyDrawn(_ bootstrap: BlockBootstrap, replicate: Int) -> [Double] {
    let size = bootstrap.replicates
    var stream = RandomStream(seed: bootstrap.seed, substream: UInt64(size + replicate))
    var sums = [Double](repeating: 0, count: 2 * mostLags + 1)
    bootstrap.blocks(of: x.count).forEach(x.count, &stream) { _, t in
      for lag in max(-mostLags, -t)...min(mostLags, y.count - 1 - t) {
        let product = x[t] * y[t + lag]
        sums[lag + mostLags] += product.isNaN ? 0 : product
      }
    }
    return sums.map { $0 / Double(commonCount) }
  }

  private static func sums(_ x: [Double], _ y: [Double], _ mostLags: Int) -> [(
    sum: Double, count: Int
  )] {
    (-mostLags...mostLags).map { lag in
      var (sum, count) = (0.0, 0)
      for t in max(0, -lag)..<min(x.count, y.count - lag) {
        let product = x[t] * y[t + lag]
        guard !product.isNaN else { continue }
        sum += product
        count += 1
      }
      return (sum, count)
    }
  }
}
