import Statistics
import Testing

/// Least squares at the ends of what it accepts, and the whole of (X'X)^-1.
@Suite struct LeastSquaresRangeTests {
  let workspace = LeastSquares(maximumRows: 120, maximumColumns: 3)
  let constant = [Double](repeating: 1, count: 120)

  /// Powers of two round nothing, so a column's unit changes no digit of any result.
  @Test(arguments: [0x1p500, 0x1p-500])
  func anyUnitGivesTheSameDigits(_ unit: Double) {
    let (market, asset) = syntheticMarket(120)
    workspace.fill([constant, market], response: asset)
    #expect(workspace.solve(rows: 120, columns: 2) == .solved)
    let (beta, diagonal) = (workspace.coefficient(1), workspace.inverseDiagonal(1))
    workspace.fill([constant, market.map { $0 * unit }], response: asset)
    #expect(workspace.solve(rows: 120, columns: 2) == .solved)
    #expect(workspace.coefficient(1) == beta / unit)
    #expect(workspace.inverseDiagonal(1) == diagonal / unit / unit)
  }

  /// What is left of the second column is `share` of its length, on either side of 1e-12.
  @Test(arguments: [(0.6, false), (1.7, true)], [1.0, 1.9])
  func theToleranceIsAShareOfTheColumn(_ share: (times: Double, isEnough: Bool), _ length: Double) {
    let rest = share.times * LeastSquares.rankTolerance * length
    workspace.fill([[1, 0, 0, 0], [length, rest, 0, 0]], response: [1, 2, 3, 4])
    let outcome = workspace.solve(rows: 4, columns: 2)
    #expect(outcome == (share.isEnough ? .solved : .rankDeficient(column: 1)))
  }

  /// X'X times its inverse is the identity, and the inverse is symmetric.
  @Test func theInverseOfTheCrossProducts() {
    let (market, asset) = syntheticMarket(120)
    let design = [constant, market, Array(noise(400)[280...])]
    workspace.fill(design, response: asset)
    #expect(workspace.solve(rows: 120, columns: 3) == .solved)
    var inverse = [Double](repeating: .nan, count: 9)
    inverse.withUnsafeMutableBufferPointer { workspace.inverseGram(into: $0.baseAddress!) }
    for i in 0..<3 {
      #expect(agree(inverse[i * 4], workspace.inverseDiagonal(i), within: 1e-14))
      for j in 0..<3 {
        #expect(inverse[i * 3 + j] == inverse[j * 3 + i])
        let element = (0..<3).reduce(0.0) { sum, term in
          sum + zip(design[i], design[term]).reduce(0) { $0 + $1.0 * $1.1 } * inverse[term * 3 + j]
        }
        #expect(abs(element - (i == j ? 1 : 0)) < 1e-11)
      }
    }
  }

  @Test func noRoomIsRoomForNothing() async {
    #expect(
      LeastSquares(maximumRows: 0, maximumColumns: 0).solve(rows: 0, columns: 0) == .tooFewRows)
    await #expect(processExitsWith: .failure) {
      _ = LeastSquares(maximumRows: -1, maximumColumns: 1)
    }
  }

  @Test func moreRowsThanThereIsRoomForAreRefused() async {
    await #expect(processExitsWith: .failure) {
      _ = LeastSquares(maximumRows: 3, maximumColumns: 1).solve(rows: 4, columns: 1)
    }
  }
}
