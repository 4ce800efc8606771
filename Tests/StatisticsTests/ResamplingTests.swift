import Statistics
import Testing

/// The columns and clusters of `sample` in Reference/resampling.py.
enum ResamplingReference {
  static let columns: [[Double]] = {
    let noise = noise(120)
    return [
      noise[..<60].map { $0 + 0.07 },
      noise[60...].enumerated().map { $0 % 7 == 0 ? .nan : $1 - 0.11 },
    ]
  }()
  static let clusters = (0..<60).map { Int32($0 * $0 % 17) }
}

// Every draw is repeated by Reference/resampling.py (numpy 2.4.6), which flips, studentizes and
// counts value by value.
@Suite struct ResamplingTests {
  struct Reference: Sendable {
    let weights: WildWeights
    let clustered: Bool
    let column: Int
    let statistic: Double
    let pValues: [Double]
    let largest: Double
  }

  static let wild: [Reference] = [
    Reference(.rademacher, false, 0, 2.5737822776332973, [0.996, 0.005, 0.007], 3.707951763278674),
    Reference(
      .rademacher, false, 1, -2.0249111490812113, [0.022, 0.979, 0.051], 3.4159014921580653),
    Reference(.mammen, false, 0, 2.5737822776332973, [0.996, 0.005, 0.016], 3.4206950539589904),
    Reference(.mammen, false, 1, -2.0249111490812113, [0.018, 0.983, 0.054], 4.197194927709101),
    Reference(.webb, false, 0, 2.5737822776332973, [0.994, 0.007, 0.014], 4.361890118859378),
    Reference(.webb, false, 1, -2.0249111490812113, [0.027, 0.974, 0.052], 3.1774890355053413),
    Reference(.rademacher, true, 0, 3.1298362627569554, [0.993, 0.008, 0.019], 4.155364778333777),
    Reference(.rademacher, true, 1, -1.6213129720880326, [0.077, 0.924, 0.153], 4.932225919282909),
    Reference(.mammen, true, 0, 3.1298362627569554, [1.0, 0.001, 0.1], 4.849096219343094),
    Reference(.mammen, true, 1, -1.6213129720880326, [0.037, 0.964, 0.22], 4.429976908657898),
    Reference(.webb, true, 0, 3.1298362627569554, [0.991, 0.01, 0.021], 4.608754254967283),
    Reference(.webb, true, 1, -1.6213129720880326, [0.085, 0.916, 0.154], 5.953499485295425),
  ]

  @Test(arguments: wild)
  func wildBootstrapIsTheReference(_ reference: Reference) throws {
    let sample = ResamplingSample(
      columns: ResamplingReference.columns,
      clusters: reference.clustered ? ResamplingReference.clusters : nil)
    let bootstrap = WildBootstrap(
      sample, weights: reference.weights, replicates: 999, seed: 99, keepsDraws: true)
    let test = try #require(bootstrap.tests[reference.column])
    #expect(agree(test.statistic, reference.statistic, within: 1e-12))
    #expect(
      [test.pValues.lower, test.pValues.upper, test.pValues.twoSided] == reference.pValues)
    #expect(test.pValues.draws == .random(999))
    let draws = try #require(bootstrap.draws)
    let column = stride(from: reference.column, to: draws.absolute.count, by: 2)
    let largest = column.reduce(0) { max($0, draws.absolute[$1]) }
    #expect(agree(largest, reference.largest, within: 1e-11))
  }

  @Test func signFlipsAreTheReference() throws {
    let sample = ResamplingSample(columns: ResamplingReference.columns)
    let found = SignFlipTest.pValues(sample, replicates: 999, seed: 99)
    for (test, expected) in zip(found, [[0.996, 0.005, 0.007], [0.022, 0.979, 0.051]]) {
      let test = try #require(test)
      #expect([test.lower, test.upper, test.twoSided] == expected)
      #expect(test[.twoSided] == test.twoSided && test[.less] == test.lower)
    }
  }

  // Counts of all sign vectors, one by one; the last two samples have ties that round.
  @Test(arguments: [
    ([0.5, 0.25, -0.25, 1, -2, 0.75], 36, 32, 64),
    (Array(ResamplingReference.columns[0][..<12]), 2463, 1634, 3268),
    ([0.1, 0.2, 0.3], 8, 1, 2), ([1, -1, 1, -1], 11, 11, 16),
  ])
  func allSignsAreCounted(_ values: [Double], _ lower: Int, _ upper: Int, _ twoSided: Int) throws {
    let sample = ResamplingSample(columns: [values + [.nan]])
    let test = try #require(SignFlipTest.pValues(sample, replicates: 9, seed: 1)[0])
    let all = 1 << values.count
    #expect(test.draws == .all(all))
    #expect(test.lower * Double(all) == Double(lower))
    #expect(test.upper * Double(all) == Double(upper))
    #expect(test.twoSided * Double(all) == Double(twoSided))
  }

  // All of 16 values positive: 2^-15, two-sided.
  @Test func oneSignOfAllIsTheSmallestPValue() throws {
    let sample = ResamplingSample(columns: [noise(16).map { abs($0) + 0.01 }])
    let test = try #require(SignFlipTest.pValues(sample, replicates: 9, seed: 1)[0])
    #expect(test.twoSided == 0x1p-15 && test.upper == 0x1p-16 && test.lower == 1)
  }

  @Test(arguments: WildWeights.allCases)
  func threadsAndNeighboursChangeNothing(_ weights: WildWeights) throws {
    let noise = noise(9000)
    let columns = (0..<3).map { column in (0..<300).map { noise[column * 300 + $0] } }
    let clusters = (0..<300).map { Int32($0 / 2) }
    let run = { (columns: [[Double]], threads: Int) in
      WildBootstrap(
        ResamplingSample(columns: columns, clusters: clusters), weights: weights,
        replicates: 2500, seed: 3, threads: threads, keepsDraws: true)
    }
    let one = run(columns, 1)
    for threads in [2, 8] {
      let many = run(columns, threads)
      #expect(many.tests == one.tests && many.draws?.absolute == one.draws?.absolute)
    }
    #expect(run([columns[2]], 1).tests[0] == one.tests[2])
    let sample = ResamplingSample(columns: columns)
    #expect(
      SignFlipTest.pValues(sample, replicates: 2500, seed: 3, threads: 8)
        == SignFlipTest.pValues(sample, replicates: 2500, seed: 3))
  }

  @Test func aMatrixOfRowsIsItsColumns() {
    let columns = ResamplingReference.columns
    let rows = columns[0].indices.flatMap { [columns[0][$0], columns[1][$0]] }
    let byRows = rows.withUnsafeBufferPointer {
      ResamplingSample(rows: $0, columnCount: 2, clusters: ResamplingReference.clusters)
    }
    let byColumns = ResamplingSample(columns: columns, clusters: ResamplingReference.clusters)
    #expect(
      WildBootstrap(byRows, replicates: 99, seed: 1).tests
        == WildBootstrap(byColumns, replicates: 99, seed: 1).tests)
    #expect(byRows.unitCount == 9 && byRows.columnCount == 2)
  }

  // Under H0 the draws of t are close to standard normal: E t*^2 = 1 to order 1/n, for any weights
  // with variance 1. Bounds at about five standard errors.
  @Test(arguments: WildWeights.allCases)
  func drawsHaveTheVarianceOfT(_ weights: WildWeights) throws {
    let sample = ResamplingSample(columns: [noise(2000)])
    let bootstrap = WildBootstrap(
      sample, weights: weights, replicates: 20_000, seed: 17, threads: 2, keepsDraws: true)
    let draws = try #require(bootstrap.draws)
    let variance = draws.absolute.reduce(0) { $0 + $1 * $1 } / 20_000
    #expect(abs(variance - 1) < 0.05)
    let beyond = Double(draws.absolute.count { $0 >= 1.959964 }) / 20_000
    #expect(abs(beyond - 0.05) < 0.008)
  }

  /// What counts as equal goes by the size of the values.
  @Test(arguments: [1e-12, 1e12])
  func enumeratedSignsDoNotMindTheUnit(_ unit: Double) throws {
    let values = noise(9).map { $0 + 0.2 }
    func p(_ values: [Double]) throws -> ResampledPValues {
      let sample = ResamplingSample(columns: [values])
      return try #require(SignFlipTest.pValues(sample, replicates: 9, seed: 1)[0])
    }
    let (plain, scaled) = (try p(values), try p(values.map { $0 * unit }))
    #expect(scaled.lower == plain.lower && scaled.upper == plain.upper)
    #expect(scaled.twoSided == plain.twoSided && plain.twoSided < 0.5)
  }

  @Test func columnsWithoutATestHaveNone() {
    let columns: [[Double]] = [
      [.nan, .nan, .nan], [1, .nan, .nan], [0.1, 0.1, 0.1], [1, 2, .nan],
    ]
    let sample = ResamplingSample(columns: columns)
    let bootstrap = WildBootstrap(sample, replicates: 99, seed: 1, keepsDraws: true)
    #expect(bootstrap.tests.map { $0 == nil } == [true, true, true, false])
    #expect(bootstrap.draws?.absolute.allSatisfy { !$0.isNaN } == true)
    let flips = SignFlipTest.pValues(sample, replicates: 99, seed: 1)
    #expect(flips.map { $0?.twoSided } == [nil, 1, 0.25, 0.5])
    let oneCluster = ResamplingSample(columns: [[1, 2, 4]], clusters: [7, 7, 7])
    #expect(WildBootstrap(oneCluster, replicates: 9, seed: 1).tests == [nil])
    #expect(WildBootstrap(ResamplingSample(columns: []), replicates: 9, seed: 1).tests.isEmpty)
  }

  /// With signs the values add up to 1, 1/2 or 0, and sqrt(3/2 (3/8 - S^2/3)) is the error of n
  /// times the mean: |t| is 4, 2/sqrt(7) or 0. One draw in eight has no sign changed.
  @Test func aDrawWithoutAMeanHasATOfZero() throws {
    let sample = ResamplingSample(columns: [[0.25, 0.25, 0.5]])
    let bootstrap = WildBootstrap(sample, replicates: 9999, seed: 1, keepsDraws: true)
    let possible = [0, 2 / 7.0.squareRoot(), 4]
    let drawn = try #require(bootstrap.draws).absolute.map { t in
      possible.firstIndex { abs(t - $0) < 1e-12 }
    }
    #expect(Set(drawn) == [0, 1, 2])
    #expect(abs(try #require(bootstrap.tests[0]).pValues.upper - 0.125) < 0.017)
  }

  // One draw in eight gives four values the same sign and ties with the observed t.
  @Test func tiesOfFewValuesCountAsExtreme() throws {
    let sample = ResamplingSample(columns: [[0.3, 0.1, 0.2, 0.7]])
    let bootstrap = WildBootstrap(sample, replicates: 9999, seed: 2)
    let test = try #require(bootstrap.tests[0])
    #expect(abs(test.pValues.twoSided - 0.125) < 0.017)
  }
}

extension ResamplingTests.Reference {
  init(
    _ weights: WildWeights, _ clustered: Bool, _ column: Int, _ statistic: Double,
    _ pValues: [Double], _ largest: Double
  ) {
    self.init(
      weights: weights, clustered: clustered, column: column, statistic: statistic,
      pValues: pValues, largest: largest)
  }
}
