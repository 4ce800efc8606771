import Statistics
import Testing

/// The ends of what small distributions are defined for.
@Suite struct LimitTests {
  @Test func negativeTrialsHaveNoDistribution() {
    #expect(Binomial(trials: -1, probability: 0.5) == nil)
    #expect(Binomial(trials: 0, probability: 0.5) != nil)
  }

  @Test(arguments: [-0.5, 1.5, .nan])
  func whatIsNoProbabilityHasNoDistribution(_ probability: Double) {
    #expect(Binomial(trials: 3, probability: probability) == nil)
  }

  /// 28 of 30 leave out two: 435 subsets, however many there are of half the size on the way.
  @Test func largeSubsetsAreCountedByWhatTheyLeaveOut() throws {
    let permutation = try #require(SubsetPermutation(pool: noise(30), size: 28))
    #expect(permutation.pValues(draws: 99, seed: 1, substream: 0).draws == .all(435))
  }
}
