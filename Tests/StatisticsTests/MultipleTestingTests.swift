import Statistics
import Testing

@Suite struct MultipleTestingTests {
  static let p = [0.01, 0.02, 0.03, 0.04, 0.05, 0.0001, 0.8, 0.04, 1.0, 0.3]

  // statsmodels 0.15.0: stats.multitest.multipletests; see Reference/references.py.
  static let references: [(MultipleTesting, [Double])] = [
    (.none, p),
    (.bonferroni, [0.1, 0.2, 0.3, 0.4, 0.5, 0.001, 1.0, 0.4, 1.0, 1.0]),
    (.holm, [0.09, 0.16, 0.21, 0.24, 0.24, 0.001, 1.0, 0.24, 1.0, 0.9]),
    (.hochberg, [0.09, 0.16, 0.2, 0.2, 0.2, 0.001, 1.0, 0.2, 1.0, 0.9]),
    // Closed testing, which R computes by a short cut; see Reference/multiple_testing.py.
    (.hommel, [0.08, 0.1, 0.125, 0.16, 0.2, 0.001, 1.0, 0.16, 1.0, 0.9]),
    (
      .bh,
      [
        0.05, 0.06666666666666667, 0.06666666666666667, 0.06666666666666667, 0.07142857142857144,
        0.001, 0.888888888888889, 0.06666666666666667, 1.0, 0.375,
      ]
    ),
    (
      .by,
      [
        0.1464484126984127, 0.19526455026455025, 0.19526455026455025, 0.19526455026455025,
        0.20921201814058957, 0.0029289682539682537, 1.0, 0.19526455026455025, 1.0, 1.0,
      ]
    ),
  ]

  @Test(arguments: references)
  func agreesWithStatsmodels(_ method: MultipleTesting, _ expected: [Double]) {
    #expect(agree(method.adjusted(Self.p).compactMap(\.self), expected, within: 1e-14))
  }

  @Test(arguments: references)
  func missingValuesKeepTheirPlaceOutsideTheFamily(
    _ method: MultipleTesting, _ expected: [Double]
  ) {
    let adjusted = method.adjusted([nil] + Self.p + [nil])
    #expect(adjusted.first == .some(nil) && adjusted.last == .some(nil))
    #expect(agree(adjusted.compactMap(\.self), expected, within: 1e-14))
  }

  @Test(arguments: MultipleTesting.allCases)
  func anEmptyFamilyAndAFamilyOfOneAreUnchanged(_ method: MultipleTesting) {
    #expect(method.adjusted([]) == [])
    #expect(method.adjusted([nil]) == [nil])
    #expect(method.adjusted([0.03]) == [0.03])
  }

  @Test func everyReferenceMethodIsListed() {
    #expect(Self.references.map { $0.0 } == MultipleTesting.allCases)
  }

  // Reference/multiple_testing.py.
  @Test func hommelIsTheClosedSimesProcedure() {
    let p = [0.011, 0.021, 0.022, 0.09, 0.012, 0.6, 0.5]
    let found = MultipleTesting.hommel.adjusted(p).compactMap(\.self)
    #expect(agree(found, [0.055, 0.084, 0.088, 0.27, 0.055, 0.6, 0.6], within: 1e-14))
    #expect(MultipleTesting.hommel.adjusted([0.04, 0.03]) == [0.04, 0.04])
  }

  @Test func hommelIsNeverAboveHochberg() {
    let p = noise(60).map { ($0 + 0.5) * ($0 + 0.5) }
    let hommel = MultipleTesting.hommel.adjusted(p).compactMap(\.self)
    let hochberg = MultipleTesting.hochberg.adjusted(p).compactMap(\.self)
    #expect(zip(hommel, hochberg).allSatisfy { $0 <= $1 + 1e-15 })
    #expect(zip(hommel, p).allSatisfy { $0 >= $1 })
  }
}

@Suite struct RomanoWolfTests {
  // Reference/multiple_testing.py.
  @Test func agreesWithTheDefinition() throws {
    let draws = StatisticDraws(absolute: noise(199 * 5).map { abs(6 * $0) }, columnCount: 5)
    let found = RomanoWolf(statistics: [2.95, -2.6, nil, 2.7, 0.4], draws: draws).adjusted
    #expect(found == [0.08, 0.275, nil, 0.275, 0.855])
  }

  @Test func oneTestKeepsItsPValue() throws {
    let sample = ResamplingSample(columns: [ResamplingReference.columns[1]])
    let bootstrap = WildBootstrap(sample, replicates: 999, seed: 99, keepsDraws: true)
    let test = try #require(bootstrap.tests[0])
    let draws = try #require(bootstrap.draws)
    let adjusted = RomanoWolf(statistics: [test.statistic], draws: draws).adjusted
    #expect(adjusted == [test.pValues.twoSided])
  }

  // Copies of one test are one test: Romano-Wolf sees it, Holm does not.
  @Test func dependentTestsCostNothing() throws {
    let column = ResamplingReference.columns[0]
    let sample = ResamplingSample(columns: [column, column.map { -2 * $0 }, column])
    let bootstrap = WildBootstrap(sample, replicates: 999, seed: 4, keepsDraws: true)
    let statistics = bootstrap.tests.map { $0?.statistic }
    let draws = try #require(bootstrap.draws)
    let adjusted = RomanoWolf(statistics: statistics, draws: draws).adjusted
    #expect(adjusted == bootstrap.tests.map { $0?.pValues.twoSided })
    #expect(
      RomanoWolf(statistics: [], draws: StatisticDraws(absolute: [], columnCount: 0)).adjusted == []
    )
  }
}
