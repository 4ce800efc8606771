import Statistics

/// Standard errors, t and F of a solved regression under the errors it asks for.
struct CoefficientTests {
  private let solution: RegressionSolution
  private let clusters: [EventClusters.Partition]
  private let portfolios: PortfolioErrors?

  /// Below so many clusters their number of degrees of freedom is too small to be exact.
  private static let fewClusters = 10

  init(
    _ solution: RegressionSolution, clusters: [EventClusters.Partition],
    portfolios: PortfolioErrors?
  ) {
    self.solution = solution
    self.clusters = clusters
    self.portfolios = portfolios
  }

  func apply(to fit: inout RegressionFit) {
    do throws(Inapplicable) {
      let (covariance, freedom) = try covariance(fit)
      fit.degreesOfFreedom = freedom
      if let few = clusters.map(\.count).min() {
        fit.clusterCount = few
        if few < Self.fewClusters { fit.reason = "few_clusters" }
      }
      for (place, term) in solution.solved.enumerated() {
        judge(&fit.terms[term], covariance[place * fit.rank + place], freedom, fit.reason)
      }
      fit.joint = joint(covariance, freedom)
    } catch {
      fit.reason = error.rawValue
      for term in solution.solved { fit.terms[term].reason = error.rawValue }
    }
  }

  private func covariance(_ fit: RegressionFit) throws(Inapplicable) -> ([Double], Int) {
    let leastSquares = solution.leastSquares
    let rows = fit.includedCount
    let scale = fit.events.reduce(0) { largest, event in
      event.isIncluded ? max(largest, abs(event.response) * event.weight.squareRoot()) : largest
    }
    // What rounding leaves of a perfect fit is no variance.
    let length = leastSquares.sumOfSquaredResiduals.squareRoot()
    guard length > 1e-12 * scale * Double(rows).squareRoot() else { throw .zeroVariance }
    switch fit.errors {
    case .classical: return (leastSquares.classicalCovariance(), rows - fit.rank)
    case .robust(let form):
      guard let found = leastSquares.robustCovariance(form) else { throw .fullLeverage }
      return (found, rows - fit.rank)
    case .clustered: return try clusteredCovariance()
    case .portfolio:
      guard let portfolios else { throw .valuesOnly }
      return try portfolios.covariance(of: solution)
    }
  }

  /// V1, or V1 + V2 - V12 of two columns (Cameron, Gelbach and Miller 2011), each with its own
  /// small-sample factor.
  private func clusteredCovariance() throws(Inapplicable) -> ([Double], Int) {
    guard let fewest = clusters.map(\.count).min(), fewest > 1 else { throw .tooFewClusters }
    func covariance(_ partition: EventClusters.Partition) -> [Double] {
      solution.leastSquares.clusteredCovariance(partition.codes, count: partition.count)
    }
    guard clusters.count == 2 else { return (covariance(clusters[0]), fewest - 1) }
    let both = EventClusters.Partition(
      zip(clusters[0].codes, clusters[1].codes).map { $0 * clusters[1].count + $1 })
    let parts = (covariance(clusters[0]), covariance(clusters[1]), covariance(both))
    return (parts.0.indices.map { parts.0[$0] + parts.1[$0] - parts.2[$0] }, fewest - 1)
  }

  private func judge(
    _ term: inout RegressionFit.Term, _ variance: Double, _ freedom: Int, _ reason: String?
  ) {
    guard variance > 0 else {
      term.reason = clusters.count == 2 ? Inapplicable.negativeVariance.rawValue : zeroVariance
      return
    }
    let null = NullDistribution.studentT(degreesOfFreedom: Double(freedom))
    let error = variance.squareRoot()
    let margin = null.quantile(upperTail: 0.025) * error
    term.standardError = error
    term.statistic = term.estimate / error
    term.pValues = PValues(of: term.statistic, under: null)
    term.confidence = term.estimate - margin...term.estimate + margin
    term.reason = reason
  }

  /// Wald's test that all slopes are zero, as F with the degrees of freedom of the t.
  ///
  /// None when there is no slope, or no more clusters than slopes: the covariance then has no
  /// inverse.
  private func joint(_ covariance: [Double], _ freedom: Int) -> RegressionFit.Joint? {
    let slopes = solution.solved.indices.filter { solution.solved[$0] > 0 }
    guard !slopes.isEmpty, clusters.allSatisfy({ $0.count > slopes.count }) else { return nil }
    let (size, rank) = (slopes.count, solution.solved.count)
    // Scaled to a unit diagonal: the terms may have units far apart.
    let scales = slopes.map { covariance[$0 * rank + $0].squareRoot() }
    guard scales.allSatisfy({ $0 > 0 }) else { return nil }
    var matrix = slopes.indices.flatMap { i in
      slopes.indices.map { j in covariance[slopes[i] * rank + slopes[j]] / (scales[i] * scales[j]) }
    }
    var estimates = slopes.indices.map {
      solution.leastSquares.coefficient(slopes[$0]) / scales[$0]
    }
    let form: Double? = matrix.withUnsafeMutableBufferPointer { matrix in
      estimates.withUnsafeMutableBufferPointer { estimates in
        guard let factor = matrix.baseAddress, let x = estimates.baseAddress,
          Cholesky.factorise(factor, size: size)
        else { return nil }
        return Cholesky.inverseQuadraticForm(factor, size: size, x)
      }
    }
    guard let form else { return nil }
    let statistic = form / Double(size)
    let null = NullDistribution.fisherF(Double(size), Double(freedom))
    return RegressionFit.Joint(statistic: statistic, slopes: size, p: null.upperTail(statistic))
  }
}
