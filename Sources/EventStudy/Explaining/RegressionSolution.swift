import Statistics

/// A regression that was solved, on the terms that do not depend on those before them.
struct RegressionSolution {
  let leastSquares: LeastSquares
  /// The positions of the solved terms among all.
  let solved: [Int]
  private let design: RegressionDesign
  private let response: [Double]
  private let weights: [Double]

  /// `nil` when no degree of freedom is left.
  init?(_ design: RegressionDesign, _ response: [Double], _ weights: [Double]) {
    self.design = design
    self.response = response
    self.weights = weights
    leastSquares = LeastSquares(maximumRows: design.rowCount, maximumColumns: design.columns.count)
    let roots = weights.map { $0.squareRoot() }
    for row in response.indices { leastSquares.response[row] = response[row] * roots[row] }
    var kept = Array(design.columns.indices)
    while true {
      for (place, term) in kept.enumerated() {
        let (target, column) = (leastSquares.columns(place), design.columns[term])
        for row in column.indices { target[row] = column[row] * roots[row] }
      }
      switch leastSquares.solve(rows: design.rowCount, columns: kept.count) {
      case .solved:
        solved = kept
        return
      case .rankDeficient(let column): kept.remove(at: column)
      case .tooFewRows: return nil
      }
    }
  }

  /// For every coefficient the weights of the events whose weighted sum of responses it is.
  var portfolioWeights: [[Double]] {
    let (inverse, size) = (leastSquares.inverseGram(), solved.count)
    return (0..<size).map { coefficient in
      response.indices.map { row in
        let influence = (0..<size).reduce(0) {
          $0 + inverse[coefficient * size + $1] * design.columns[solved[$1]][row]
        }
        return influence * weights[row]
      }
    }
  }

  /// Fills in what does not depend on how errors are judged.
  func describe(_ members: [Int], in fit: inout RegressionFit) {
    let (n, k) = (Double(design.rowCount), Double(solved.count))
    fit.rank = solved.count
    for (place, term) in solved.enumerated() {
      fit.terms[term].estimate = leastSquares.coefficient(place)
      if term > 0 { fit.terms[term].varianceInflation = varianceInflation(place, term) }
    }
    for term in fit.terms.indices where !solved.contains(term) {
      fit.terms[term].reason = "collinear"
    }
    let total = spread(of: response)
    fit.sigma = (leastSquares.sumOfSquaredResiduals / (n - k)).squareRoot()
    if total > 0 {
      fit.rSquared = 1 - leastSquares.sumOfSquaredResiduals / total
      fit.adjustedRSquared = 1 - (1 - fit.rSquared) * (n - 1) / (n - k)
    }
    describeEvents(members, in: &fit)
  }

  private func describeEvents(_ members: [Int], in fit: inout RegressionFit) {
    let leverages = leastSquares.leverages()
    for (row, event) in members.enumerated() {
      let residual = leastSquares.residuals[row] / weights[row].squareRoot()
      fit.events[event].residual = residual
      fit.events[event].fitted = response[row] - residual
      fit.events[event].leverage = leverages[row]
      fit.events[event].weight = weights[row]
    }
  }

  /// The variance of a coefficient over what it would be if the other terms were uncorrelated with
  /// its own: 1 / (1 - R^2) of that term on the others.
  private func varianceInflation(_ place: Int, _ term: Int) -> Double {
    leastSquares.inverseDiagonal(place) * spread(of: design.columns[term])
  }

  /// The weighted sum of squared deviations from the weighted mean.
  private func spread(of values: [Double]) -> Double {
    let total = weights.reduce(0, +)
    let first = zip(values, weights).reduce(0) { $0 + $1.0 * $1.1 } / total
    // The mean of the deviations from a first mean keeps equal values at no spread at all.
    let mean = first + zip(values, weights).reduce(0) { $0 + ($1.0 - first) * $1.1 } / total
    return zip(values, weights).reduce(0) { $0 + ($1.0 - mean) * ($1.0 - mean) * $1.1 }
  }
}
