import Statistics
import Testing

/// Numbers from statsmodels 0.15.0, numpy and scipy 1.17.1 by Reference/references.py.
@Suite struct RegressionChecksTests {
  private func solved(_ rows: Int) -> LeastSquares {
    let (market, asset) = syntheticMarket(120)
    let regression = LeastSquares(maximumRows: 120, maximumColumns: 2)
    regression.fill([[Double](repeating: 1, count: 120), market], response: asset)
    #expect(regression.solve(rows: rows, columns: 2) == .solved)
    return regression
  }

  private func expect(_ found: DiagnosticStatistic?, _ value: Double, p: Double) throws {
    let found = try #require(found)
    #expect(agree(found.value, value, within: 1e-10))
    #expect(agree(found.pValue, p, within: 1e-10))
  }

  private func squares(_ regression: LeastSquares, _ rows: Int) -> [Double] {
    regression.residualArray(rows).map { $0 * $0 }
  }

  @Test func ljungBoxOfSquares() throws {
    try squares(solved(120), 120).withUnsafeBufferPointer {
      try expect(
        ResidualDiagnostics($0).ljungBox(lags: 10), 5.359556237876553, p: 0.8659024809756826)
    }
  }

  @Test func breuschPagan() throws {
    let regression = solved(120)
    try squares(regression, 120).withUnsafeBufferPointer {
      try expect(
        regression.breuschPagan(squaredResiduals: $0), 0.21969927182923676, p: 0.6392691537217101)
    }
  }

  @Test(arguments: [
    (120, 0.9662660218032144, 0.38354227294922894), (119, 0.8284748324399149, 0.4393042250724015),
  ])
  func chow(_ rows: Int, _ value: Double, _ p: Double) throws {
    let workspace = LeastSquares(maximumRows: 60, maximumColumns: 2)
    try expect(solved(rows).chow(workspace: workspace), value, p: p)
  }

  /// From the sums of squares of three fits: by definition, for a design that cross-products suit
  /// and for one all but collinear, for a small change and for one that explains nearly everything.
  @Test(arguments: [0.01, 1e-4], [0.0, 1e3])
  func chowIsThatOfThreeFits(_ spread: Double, _ change: Double) throws {
    let regressor = noise(80).map { 1 + spread * $0 }
    let response = noise(160).suffix(80).enumerated().map { row, value in
      value + change * (row < 40 ? 0 : regressor[row])
    }
    func fit(_ rows: Range<Int>) -> LeastSquares {
      let regression = LeastSquares(maximumRows: 80, maximumColumns: 2)
      regression.fill(
        [[Double](repeating: 1, count: rows.count), Array(regressor[rows])],
        response: Array(response[rows]))
      #expect(regression.solve(rows: rows.count, columns: 2) == .solved)
      return regression
    }
    let halves = fit(0..<40).sumOfSquaredResiduals + fit(40..<80).sumOfSquaredResiduals
    let all = fit(0..<80)
    let expected = (all.sumOfSquaredResiduals - halves) / 2 / (halves / 76)
    let workspace = LeastSquares(maximumRows: 40, maximumColumns: 2)
    #expect(agree(try #require(all.chow(workspace: workspace)).value, expected, within: 1e-8))
  }

  @Test func halvesThatCannotBeSolvedHaveNoChow() {
    let workspace = LeastSquares(maximumRows: 60, maximumColumns: 2)
    #expect(solved(4).chow(workspace: workspace) == nil)
    let flat = LeastSquares(maximumRows: 20, maximumColumns: 2)
    let dummy = (0..<20).map { $0 < 15 ? 0.0 : 1.0 }
    flat.fill([[Double](repeating: 1, count: 20), dummy], response: noise(20))
    #expect(flat.solve(rows: 20, columns: 2) == .solved)
    #expect(flat.chow(workspace: workspace) == nil)
  }

  @Test func aConstantAloneHasNoBreuschPagan() {
    let regression = LeastSquares(maximumRows: 20, maximumColumns: 1)
    regression.fill([[Double](repeating: 1, count: 20)], response: noise(20))
    #expect(regression.solve(rows: 20, columns: 1) == .solved)
    squares(regression, 20).withUnsafeBufferPointer {
      #expect(regression.breuschPagan(squaredResiduals: $0) == nil)
    }
  }
}

/// `scipy.stats.shapiro` 1.17.1, whose quantiles have seven digits; by Reference/references.py.
@Suite struct ShapiroWilkTests {
  private func test(_ values: [Double], room: Int = 5000) -> (w: Double, pValue: Double)? {
    values.withUnsafeBufferPointer { ShapiroWilk(maximumCount: room).test($0) }
  }

  @Test(arguments: [
    (3, 0.7554897995627244, 0.012151706672697271, 0.7677749641208587, 0.03968689800287506),
    (4, 0.7947539820214045, 0.09313986571740464, 0.7483039301663064, 0.037235174676146905),
    (5, 0.8829665092573296, 0.32297061860071463, 0.8748261433302532, 0.2865195042030819),
    (6, 0.8737970044166102, 0.24176410537263843, 0.9190438916939405, 0.49850152247757173),
    (11, 0.880999491210648, 0.10712957841562037, 0.8761868251187607, 0.09304141418507034),
    (12, 0.8782680136607681, 0.08328445956546983, 0.867761327363206, 0.06121933012501018),
    (240, 0.9609560587638705, 4.065479776599858e-06, 0.9183510388033975, 3.314694013489077e-10),
    (5000, 0.9566855838675945, 3.5761619712065585e-36, 0.9356813619971374, 4.491218517618948e-42),
  ])
  func agreesWithScipy(
    _ count: Int, _ w: Double, _ p: Double, _ wOfCubes: Double, _ pOfCubes: Double
  ) throws {
    let sample = noise(count)
    let (plain, cubes) = (
      try #require(test(sample)), try #require(test(sample.map { $0 * $0 * $0 }))
    )
    #expect(abs(plain.w - w) < 1e-6 && abs(cubes.w - wOfCubes) < 1e-6)
    #expect(abs(plain.pValue - p) < 1e-6 && abs(cubes.pValue - pOfCubes) < 1e-6)
  }

  /// The order of the values, their scale and their place change nothing.
  @Test func isOfTheShapeAlone() throws {
    let sample = noise(101)
    let first = try #require(test(sample))
    for other in [sample.sorted(), sample.sorted(by: >), sample.map { 1e-9 * $0 + 3e-7 }] {
      let found = try #require(test(other))
      #expect(agree(found.w, first.w, within: 1e-9))
      #expect(agree(found.pValue, first.pValue, within: 1e-9))
    }
  }

  /// Equal values and one far away leave most of the sorting to insertion.
  @Test func anOutlierAmongEqualsIsNotNormal() throws {
    let found = try #require(test([Double](repeating: 0.5, count: 300) + [1e9]))
    #expect(found.w < 0.1 && found.pValue < 1e-15)
  }

  @Test func sizesOutsideTheApproximationHaveNone() {
    #expect(test(noise(2)) == nil)
    #expect(test(noise(5001), room: 6000) == nil)
    #expect(test(noise(50), room: 49) == nil)
    #expect(test([Double](repeating: 1, count: 10)) == nil)
  }

  @Test func coefficientsFollowTheSampleSize() throws {
    let workspace = ShapiroWilk(maximumCount: 300)
    let sample = noise(240)
    for count in [240, 12, 240, 3, 240] {
      let found = Array(sample[..<count]).withUnsafeBufferPointer { workspace.test($0)?.w }
      #expect(found == test(Array(sample[..<count]))?.w)
    }
  }
}
