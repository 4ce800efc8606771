import EventStudy
public import MarketData
import Statistics
public import Tables

/// How much of the variance of every series comes from shocks to the others.
public struct Spillover: Sendable {
  /// How many lags the vector autoregression has.
  public enum Lags: Hashable, Sendable {
    case fixed(Int)
    /// The number with the least Schwarz criterion, from 1 up to the given one.
    case schwarz(upTo: Int)
  }

  /// The returns.
  public let panel: ReturnPanel
  /// The number of lags.
  public var lags = Lags.schwarz(upTo: 10)
  /// How many days ahead forecasts go, H.
  public var horizon = 10
  /// How often days are redrawn for confidence intervals; 0 for none.
  public var replicates = 0
  /// The seed of the draws.
  public var seed: UInt64 = 0

  /// A question about all series of a panel, of which there are at least two.
  public init(_ panel: ReturnPanel) { self.panel = panel }

  /// Table `spillover` with the share of every source in every series, and table `spillover_index`
  /// with the sums over the others and their intervals.
  ///
  /// - Parameter threads: The number of threads; the tables do not depend on it.
  /// - Throws: `SpilloverProblem` when there are too few days or series depend on each other.
  public func tables(threads: Int) throws(SpilloverProblem) -> TableSet {
    let model = try chosenModel()
    let found = VarianceDecomposition(model, horizon: horizon)
    let drawn = parallelMap(replicates, threads: threads) { replicate in
      redrawn(model, replicate).map { SpilloverSums(VarianceDecomposition($0, horizon: horizon)) }
    }
    return TableSet([
      shareTable(found, model), indexTable(found, model, drawn.compactMap { $0 }),
    ])
  }

  private func chosenModel() throws(SpilloverProblem) -> VectorAutoregression {
    let size = panel.columns.count
    guard size >= 2 else { throw .oneSeries }
    var most = 1
    switch lags {
    case .fixed(let lags):
      return try independent(VectorAutoregression(panel.columns, lags: lags))
    case .schwarz(let limit): most = limit
    }
    var best: (lags: Int, value: Double)?
    for lags in 1...most {
      let model = try VectorAutoregression(panel.columns, lags: lags, rowsWith: most)
      guard let value = model.schwarzCriterion else { throw .dependentSeries(0) }
      if best.map({ value < $0.value }) ?? true { best = (lags, value) }
    }
    return try VectorAutoregression(panel.columns, lags: best?.lags ?? 1)
  }

  private func independent(_ model: VectorAutoregression) throws(SpilloverProblem)
    -> VectorAutoregression
  {
    guard model.schwarzCriterion != nil else { throw .dependentSeries(0) }
    return model
  }

  /// The model fitted again to a series that starts as the data and goes on with redrawn residuals;
  /// `nil` when that has no fit.
  private func redrawn(_ model: VectorAutoregression, _ replicate: Int) -> VectorAutoregression? {
    var stream = RandomStream(seed: seed, substream: UInt64(replicate))
    let (size, lags, count) = (model.size, model.lags, model.rowCount + model.lags)
    let (coefficients, residuals) = (model.coefficients, model.residuals)
    let start = model.rows[0] - lags
    // Session by session, so that the lags of all series lie together.
    var path = (start..<start + lags).flatMap { t in panel.columns.map { $0[t] } }
    for t in lags..<count {
      let row = Int(stream.integer(below: UInt64(model.rowCount)))
      for target in 0..<size {
        var value = coefficients[target][0] + residuals[target][row]
        for lag in 1...lags {
          for source in 0..<size {
            value +=
              coefficients[target][1 + (lag - 1) * size + source]
              * path[(t - lag) * size + source]
          }
        }
        path.append(value)
      }
    }
    let columns = (0..<size).map { series in (0..<count).map { path[$0 * size + series] } }
    return try? VectorAutoregression(columns, lags: lags)
  }
}

/// What is summed of a decomposition.
struct SpilloverSums: Sendable {
  let from: [Double]
  let to: [Double]
  let total: Double

  init(_ shares: VarianceDecomposition) {
    from = (0..<shares.size).map(shares.from)
    to = (0..<shares.size).map(shares.to)
    total = shares.total
  }

  func net(_ i: Int) -> Double { to[i] - from[i] }
}

/// Why there is no decomposition.
public enum SpilloverProblem: Error, Hashable, Sendable {
  /// There is only one series.
  case oneSeries
  /// There are too few sessions on which all series and their lags have returns.
  case tooFewRows(found: Int, needed: Int)
  /// A series, by its position, is constant or follows from the others.
  case dependentSeries(Int)

  /// What is wrong, and what would be right.
  public func description(_ symbols: [Symbol]) -> String {
    switch self {
    case .oneSeries: "spillovers need at least two series"
    case .tooFewRows(let found, let needed):
      "all series have returns on \(found) sessions with their lags; at least \(needed) are needed "
        + "for so many series and lags"
    case .dependentSeries(let position):
      "the returns of '\(symbols[position])' are constant or follow from those of the others"
    }
  }
}
