@testable import Statistics
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

  /// Of 60 values 13 are one, of the first 8 five are: the share of subsets with as many is that of
  /// the hypergeometric distribution (scipy, Reference/resampling.py), here within five errors.
  @Test func randomSubsetsHaveTheirShare() throws {
    let observed = [1.0, 1, 1, 1, 1, 0, 0, 0]
    let rest = (0..<52).map { $0 < 8 ? 1.0 : 0 }
    let permutation = try #require(SubsetPermutation(pool: observed + rest, size: 8))
    let values = permutation.pValues(draws: 20_000, seed: 5, substream: 0)
    #expect(values.draws == .random(20_000))
    #expect(abs(values.upper - 0.008913254984444558) < 0.0034)
  }

  /// Of two values W+ is 0, 1, 2 or 3 with one chance in four each: the lower quarter ends at 0, and
  /// no Walsh average is that far out.
  @Test func aQuantileIsReachedByEquality() throws {
    let centre = try #require(HodgesLehmann([1, 2]))
    #expect(centre.confidenceInterval(level: 0.5) == nil)
    #expect(centre.confidenceInterval(level: 0.49) != nil)
  }

  /// Every draw of signs makes these values as extreme as they are or all equal, which has no
  /// spread: both count, however the spread is rounded.
  @Test(arguments: [0.1, 0.3, 0.7, 1.1, 1.3, 2.3, 5.7, 9.1])
  func drawsWithoutSpreadAreExtreme(_ size: Double) throws {
    let sample = ResamplingSample(columns: [[size, -size, size]])
    for replicates in [1, 99, 4097] {
      let test = try #require(WildBootstrap(sample, replicates: replicates, seed: 3).tests[0])
      #expect(test.pValues.twoSided == 1, "\(replicates) draws")
    }
  }

  @Test func theMeanOfEqualValuesIsTheirs() {
    for value in [0.1, 0.3, 0.7, 1e-9, 1.1, 3.3] {
      for count in [3, 5, 6, 7, 10] {
        let sample = ResamplingSample(columns: [[Double](repeating: value, count: count)])
        #expect(sample.columns[0].mean == value, "\(count) times \(value)")
      }
    }
  }

  @Test func noReplicatesAreAnErrorOfTheCaller() async {
    await #expect(processExitsWith: .failure) {
      _ = BootstrapIntervals([1, 2, 4], replicates: 0, seed: 1)
    }
    await #expect(processExitsWith: .failure) {
      _ = WildBootstrap(ResamplingSample(columns: [[1, 2, 4]]), replicates: 0, seed: 1)
    }
    await #expect(processExitsWith: .failure) {
      _ = SignFlipTest.pValues(ResamplingSample(columns: [[1, 2, 4]]), replicates: 0, seed: 1)
    }
  }

  @Test func blocksAreOfPositionsAndNotShorterThanOne() async {
    await #expect(processExitsWith: .failure) { _ = StationaryBlocks(count: 0, meanLength: 1) }
    await #expect(processExitsWith: .failure) { _ = StationaryBlocks(count: 1, meanLength: 0.5) }
    #expect(StationaryBlocks(count: 1, meanLength: 1).count == 1)
  }
}
