import Statistics
import Testing

@Suite struct ResidualDiagnosticsTests {
  let workspace = LeastSquares(maximumRows: 120, maximumColumns: 6)

  /// The residuals of the market model that `synthetic_market` in Reference/references.py makes.
  var residuals: [Double] {
    let (market, asset) = syntheticMarket(120)
    workspace.fill([[Double](repeating: 1, count: 120), market], response: asset)
    return workspace.solve(rows: 120, columns: 2) == .solved ? workspace.residualArray(120) : []
  }

  func check<Result>(_ values: [Double], _ body: (ResidualDiagnostics) -> Result) -> Result {
    values.withUnsafeBufferPointer { body(ResidualDiagnostics($0)) }
  }

  func expect(_ found: DiagnosticStatistic?, _ value: Double, p: Double) throws {
    let found = try #require(found)
    #expect(agree(found.value, value, within: 1e-10))
    #expect(agree(found.pValue, p, within: 1e-10))
  }

  // The numbers below: statsmodels 0.15.0; see Reference/references.py.

  /// (-1 - 1)^2 over 1 + 1.
  @Test func twoResidualsHaveADurbinWatson() {
    #expect(check([1, -1], \.durbinWatson) == 2)
    #expect(check([1], \.durbinWatson) == nil)
  }

  @Test func durbinWatsonAgreesWithStatsmodels() throws {
    let found = try #require(check(residuals, \.durbinWatson))
    #expect(agree(found, 2.0961568158915624, within: 1e-12))
  }

  @Test(arguments: [
    (1, 0.30055297079352283, 0.5835359652834873), (5, 4.399533184848518, 0.493437010007614),
    (10, 8.016759039483796, 0.6271998598827861),
  ])
  func ljungBoxAgreesWithStatsmodels(_ lags: Int, _ q: Double, _ p: Double) throws {
    try expect(check(residuals) { $0.ljungBox(lags: lags) }, q, p: p)
  }

  @Test(arguments: [
    (1, 0.0059904244531642226, 0.9383070651423568), (5, 1.6493843173054257, 0.8952137521436584),
  ])
  func archLMAgreesWithStatsmodels(_ lags: Int, _ statistic: Double, _ p: Double) throws {
    let found = check(residuals) { $0.archLM(lags: lags, workspace: workspace) }
    try expect(found, statistic, p: p)
  }

  /// T R^2 of a regression by QR: by definition, for residuals that cross-products suit and for one
  /// at an end that dwarfs the others, which they do not.
  @Test(arguments: [0, 1, 118, 119], [1.0, 50, 1e6])
  func archLMIsThatOfARegression(_ place: Int, _ factor: Double) throws {
    var values = noise(120)
    values[place] *= factor
    let squares = values.map { $0 * $0 }
    let regression = LeastSquares(maximumRows: 115, maximumColumns: 6)
    regression.fill(
      [[Double](repeating: 1, count: 115)] + (1...5).map { Array(squares[5 - $0..<120 - $0]) },
      response: Array(squares[5...]))
    #expect(regression.solve(rows: 115, columns: 6) == .solved)
    let total = try #require(squares[5...].sumOfSquaredDeviations)
    let expected = 115 * (1 - regression.sumOfSquaredResiduals / total)
    let found = try #require(check(values) { $0.archLM(lags: 5, workspace: workspace) })
    #expect(abs(found.value - expected) < 1e-9 * (1 + expected))
  }

  @Test func jarqueBeraAgreesWithStatsmodels() throws {
    try expect(check(residuals, \.jarqueBera), 5.886404416967093, p: 0.05269671241048142)
  }

  @Test(arguments: [[], [0.3], [Double](repeating: 0, count: 20)])
  func nothingVaryingHasNoDiagnostics(_ values: [Double]) {
    check(values) { diagnostics in
      #expect(diagnostics.durbinWatson == nil)
      #expect(diagnostics.ljungBox(lags: 1) == nil)
      #expect(diagnostics.jarqueBera == nil)
      #expect(diagnostics.archLM(lags: 1, workspace: workspace) == nil)
    }
  }

  @Test func eachCheckNeedsMoreResidualsThanItsLags() {
    check(noise(7)) { diagnostics in
      #expect(diagnostics.ljungBox(lags: 6) != nil)
      #expect(diagnostics.ljungBox(lags: 7) == nil)
      #expect(diagnostics.ljungBox(lags: 0) == nil)
      #expect(diagnostics.archLM(lags: 2, workspace: workspace) != nil)
      #expect(diagnostics.archLM(lags: 3, workspace: workspace) == nil)
    }
  }

  /// Squares that repeat every other day: their lags are combinations of each other.
  @Test func collinearSquaresHaveNoARCH() {
    let alternating = (0..<120).map { ($0.isMultiple(of: 2) ? 1.0 : 2.0) }
    check(alternating) { #expect($0.archLM(lags: 5, workspace: workspace) == nil) }
  }
}
