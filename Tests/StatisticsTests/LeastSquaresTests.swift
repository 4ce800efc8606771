import Statistics
import Testing

@Suite struct LeastSquaresTests {
  let workspace = LeastSquares(maximumRows: 200, maximumColumns: 16)
  let constant = [Double](repeating: 1, count: 120)

  @Test func aPerfectFitHasNoErrorToSpeakOf() {
    let market = syntheticMarket(120).market
    workspace.fill([constant, market], response: market.map { 0.0005 + 1.2 * $0 })
    #expect(workspace.solve(rows: 120, columns: 2) == .solved)
    #expect((workspace.sumOfSquaredResiduals / 118).squareRoot() < 1e-16)
  }

  @Test func noColumnsLeaveTheResponse() {
    workspace.response.update(from: [3, -4], count: 2)
    #expect(workspace.solve(rows: 2, columns: 0) == .solved)
    #expect(workspace.residualArray(2) == [3, -4])
    #expect(workspace.sumOfSquaredResiduals == 25)
    #expect(workspace.quadraticForm([]) == 0)
  }

  @Test(arguments: [(0, 0), (1, 1), (2, 2), (1, 2)])
  func needsMoreRowsThanColumns(_ rows: Int, _ columns: Int) {
    workspace.fill([[1, 1], [1, 2]], response: [1, 2])
    #expect(workspace.solve(rows: rows, columns: columns) == .tooFewRows)
  }

  @Test func namesTheColumnThatAddsNothing() {
    let market = syntheticMarket(120).market
    let zero = [Double](repeating: 0, count: 120)
    let flat = [Double](repeating: 0.01, count: 120)
    let sum = market.map { 3 - 2 * $0 }
    let designs: [(columns: [[Double]], deficient: Int)] = [
      ([zero], 0), ([constant, flat], 1), ([constant, zero, market], 1),
      ([constant, market, sum], 2), ([constant, market, market], 2),
    ]
    for design in designs {
      workspace.fill(design.columns, response: market)
      let outcome = workspace.solve(rows: 120, columns: design.columns.count)
      #expect(outcome == .rankDeficient(column: design.deficient))
    }
  }

  @Test func scalingAColumnScalesItsCoefficientAlone() {
    let (market, asset) = syntheticMarket(120)
    workspace.fill([constant, market], response: asset)
    #expect(workspace.solve(rows: 120, columns: 2) == .solved)
    let beta = workspace.coefficient(1)
    let residuals = workspace.residualArray(120)
    workspace.fill([constant, market.map { $0 * 0x1p40 }], response: asset)
    #expect(workspace.solve(rows: 120, columns: 2) == .solved)
    #expect(workspace.coefficient(1) == beta * 0x1p-40)
    #expect(workspace.residualArray(120) == residuals)
  }

  @Test func residualsHaveNothingLeftToExplain() {
    let (market, asset) = syntheticMarket(120)
    workspace.fill([constant, market], response: asset)
    #expect(workspace.solve(rows: 120, columns: 2) == .solved)
    let residuals = workspace.residualArray(120)
    workspace.response.update(from: residuals, count: 120)
    #expect(workspace.solve(rows: 120, columns: 2) == .solved)
    #expect(abs(workspace.coefficient(0)) < 1e-17 && abs(workspace.coefficient(1)) < 1e-15)
    let again = workspace.residualArray(120)
    #expect(zip(again, residuals).allSatisfy { abs($0 - $1) < 1e-16 })
  }

  // Salinger (1992, Journal of Financial and Quantitative Analysis 27:39-53).
  @Test func theQuadraticFormOfTheMarketModelIsItsClosedForm() throws {
    let (market, asset) = syntheticMarket(120)
    workspace.fill([constant, market], response: asset)
    #expect(workspace.solve(rows: 120, columns: 2) == .solved)
    let deviation = 0.07 - 11 * (try #require(market.mean))
    let spread = 119 * (try #require(market.sampleVariance))
    let expected = 121.0 / 120 + deviation * deviation / spread
    #expect(agree(workspace.quadraticForm([11, 0.07]), expected, within: 1e-13))
  }

  // Karafiath (1988, The Financial Review 23:351-357): one dummy per event day.
  @Test func aDummyPerDayGivesThePredictionErrorAndItsT() {
    let (market, asset) = syntheticMarket(126)
    let dummies = (120..<126).map { day in (0..<126).map { $0 == day ? 1.0 : 0 } }
    let everyDay = [Double](repeating: 1, count: 126)
    let joint = LeastSquares(maximumRows: 126, maximumColumns: 8)
    joint.fill([everyDay, market] + dummies, response: asset)
    #expect(joint.solve(rows: 126, columns: 8) == .solved)
    workspace.fill([constant, market], response: asset)
    #expect(workspace.solve(rows: 120, columns: 2) == .solved)
    let sigma = (workspace.sumOfSquaredResiduals / 118).squareRoot()
    let jointSigma = (joint.sumOfSquaredResiduals / 118).squareRoot()
    for day in 120..<126 {
      let expected = workspace.coefficient(0) + workspace.coefficient(1) * market[day]
      let leverage = workspace.quadraticForm([1, market[day]])
      let t = (asset[day] - expected) / (sigma * (1 + leverage).squareRoot())
      let column = day - 118
      let jointError = jointSigma * joint.inverseDiagonal(column).squareRoot()
      #expect(abs(joint.coefficient(column) - (asset[day] - expected)) < 1e-16)
      #expect(agree(joint.coefficient(column) / jointError, t, within: 1e-12))
    }
  }
}
