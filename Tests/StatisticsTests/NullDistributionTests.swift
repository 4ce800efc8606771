import Statistics
import Testing

@Suite struct NullDistributionTests {
  @Test func tailsAgreeWithMpmathFromTheCentreTo1e300() {
    for (null, x, lower, upper) in DistributionReferences.tails {
      #expect(agree(null.upperTail(x), upper, within: 1e-12), "upper tail of \(null) at \(x)")
      #expect(agree(null.lowerTail(x), lower, within: 1e-12), "lower tail of \(null) at \(x)")
    }
  }

  // scipy 1.17.1: stats.*.isf; see Reference/references.py.
  static let quantiles: [(NullDistribution, Double, Double)] = [
    (.standardNormal, 0.025, 1.9599639845400545),
    (.standardNormal, 1e-20, 9.262340089798409),
    (.studentT(degreesOfFreedom: 1), 0.025, 12.706204736174705),
    (.studentT(degreesOfFreedom: 10), 0.025, 2.2281388519862753),
    (.studentT(degreesOfFreedom: 120), 0.025, 1.9799304050824411),
    (.studentT(degreesOfFreedom: 118), 1e-10, 6.964687692914039),
    (.studentT(degreesOfFreedom: 4.5), 0.9, -1.5008853175085577),
    (.chiSquared(degreesOfFreedom: 5), 0.05, 11.070497693516355),
    (.chiSquared(degreesOfFreedom: 2), 1e-12, 55.262042231857095),
    (.fisherF(11, 248), 0.01, 2.3199107315441196),
    (.fisherF(3, 30), 0.95, 0.11605538151863322),
  ]

  @Test(arguments: quantiles)
  func quantileAgreesWithScipy(_ null: NullDistribution, _ p: Double, _ expected: Double) {
    #expect(agree(null.quantile(upperTail: p), expected, within: 1e-12))
  }

  @Test func quantileUndoesTheUpperTail() {
    for (null, _, _, _) in DistributionReferences.tails {
      for p in [1e-30, 1e-12, 1e-6, 0.01, 0.3, 0.5, 0.99] {
        #expect(
          agree(null.upperTail(null.quantile(upperTail: p)), p, within: 1e-10), "\(null) at \(p)")
      }
    }
  }

  @Test func infiniteStatisticsHaveCertainTails() {
    let nulls: [NullDistribution] = [
      .standardNormal, .studentT(degreesOfFreedom: 7), .chiSquared(degreesOfFreedom: 3),
      .fisherF(2, 9),
    ]
    for null in nulls {
      #expect(null.upperTail(.infinity) == 0)
      #expect(null.lowerTail(.infinity) == 1)
      #expect(null.upperTail(-.infinity) == 1)
    }
  }

  @Test func aSumOfSquaresBelowZeroIsImpossible() {
    #expect(NullDistribution.chiSquared(degreesOfFreedom: 3).lowerTail(-1) == 0)
    #expect(NullDistribution.fisherF(3, 8).upperTail(-1) == 1)
  }

  @Test func argumentsOutsideTheDomainGiveNaN() {
    #expect(NullDistribution.studentT(degreesOfFreedom: 0).upperTail(1).isNaN)
    #expect(NullDistribution.chiSquared(degreesOfFreedom: -1).upperTail(1).isNaN)
    #expect(NullDistribution.fisherF(2, 0).lowerTail(1).isNaN)
    #expect(NullDistribution.standardNormal.upperTail(.nan).isNaN)
    #expect(NullDistribution.standardNormal.quantile(upperTail: 1.5).isNaN)
  }

  @Test(arguments: [
    (NullDistribution.standardNormal, "normal"), (.studentT(degreesOfFreedom: 3), "t"),
    (.chiSquared(degreesOfFreedom: 2), "chi2"), (.fisherF(1, 2), "f"),
  ])
  func hasTheNameTablesPrint(_ null: NullDistribution, _ name: String) {
    #expect(null.name == name)
  }
}

@Suite struct PValuesTests {
  // mpmath 1.3.0 at 70 digits.
  @Test func farTailsKeepTheirDigits() {
    let values = PValues(of: -12, under: .studentT(degreesOfFreedom: 247))
    #expect(values.upper == 1)
    #expect(agree(values.lower, 9.6013220288142708547e-27, within: 1e-13))
    #expect(values.twoSided == 2 * values.lower)
    #expect(
      values.lower == PValues(of: 12, under: .studentT(degreesOfFreedom: 247)).upper)
  }

  @Test func eachAlternativeReadsItsTail() {
    let values = PValues(of: 1.96, under: .standardNormal)
    #expect(values[.greater] == values.upper && agree(values.upper, 0.0249978951, within: 1e-8))
    #expect(values[.less] == values.lower && agree(values.lower, 0.9750021049, within: 1e-8))
    #expect(values[.twoSided] == 2 * values.upper)
  }

  @Test func agreeWithTheTailsOfEveryDistribution() {
    for (null, x, lower, upper) in DistributionReferences.tails {
      let values = PValues(of: x, under: null)
      #expect(agree(values.lower, lower, within: 1e-12), "lower, \(null) at \(x)")
      #expect(agree(values.upper, upper, within: 1e-12), "upper, \(null) at \(x)")
      #expect(agree(values.twoSided, min(1, 2 * min(lower, upper)), within: 1e-12))
    }
  }

  @Test func twoSidedNeverExceedsOne() {
    #expect(PValues(lower: 0.75, upper: 0.625).twoSided == 1)
    #expect(PValues(of: 0, under: .standardNormal).twoSided == 1)
  }

  @Test func alternativesAreNamedAsWritten() {
    #expect(Alternative.allCases.map(\.rawValue) == ["two-sided", "greater", "less"])
  }
}

@Suite struct BinomialTests {
  @Test func tailsAgreeWithMpmath() throws {
    for (trials, probability, successes, lower, upper) in DistributionReferences.binomialTails {
      let binomial = try #require(Binomial(trials: trials, probability: probability))
      #expect(
        agree(binomial.lowerTail(successes), lower, within: 1e-12), "\(binomial) \(successes)")
      #expect(
        agree(binomial.upperTail(successes), upper, within: 1e-12), "\(binomial) \(successes)")
    }
  }

  @Test func twoSidedDoublesTheSmallerTail() throws {
    let binomial = try #require(Binomial(trials: 16, probability: 0.5))
    // By counting: (1 + 16 + 120 + 560) / 2^16 subsets have three elements or fewer.
    #expect(agree(binomial.pValues(3).twoSided, 2 * 697 / 65536, within: 1e-14))
    #expect(binomial.pValues(8).twoSided == 1)
  }

  @Test func certainTrialsAndNoTrialsAreDefined() throws {
    let certain = try #require(Binomial(trials: 4, probability: 1))
    #expect(certain.upperTail(4) == 1 && certain.lowerTail(3) == 0)
    let none = try #require(Binomial(trials: 0, probability: 0.3))
    #expect(none.pValues(0) == PValues(lower: 1, upper: 1))
  }

  @Test func refusesWhatIsNotADistribution() {
    #expect(Binomial(trials: -1, probability: 0.5) == nil)
    #expect(Binomial(trials: 3, probability: 1.5) == nil)
    #expect(Binomial(trials: 3, probability: .nan) == nil)
  }
}
