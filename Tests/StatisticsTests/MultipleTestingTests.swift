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
}
