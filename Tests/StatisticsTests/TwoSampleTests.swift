import Statistics
import Testing

/// Numbers from scipy 1.17.1 and from enumeration, by Reference/two_samples.py.
@Suite struct TwoSampleTests {
  private let values = noise(90)
  private var first: [Double] { Array(values[..<12]) }
  private var second: [Double] { values[12..<27].map { 1.5 * $0 + 0.2 } }
  private var third: [Double] { values[27..<37].map { $0 - 0.1 } }

  private func rounded(_ values: some Collection<Double>) -> [Double] {
    values.map { ($0 * 5).rounded() / 5 }
  }

  @Test func welch() throws {
    let welch = try #require(WelchT(first, second))
    #expect(agree(welch.statistic, -2.6843333146902575, within: 1e-12))
    #expect(agree(welch.degreesOfFreedom, 24.9642594466168, within: 1e-12))
    #expect(agree(welch.pValues.twoSided, 0.012719093397167642, within: 1e-10))
    #expect(WelchT([1], [2, 3]) == nil && WelchT([1, 1], [2, 2]) == nil)
    #expect(try #require(WelchT([1, 1], [2, 4])).degreesOfFreedom == 1)
  }

  @Test func exactRankSum() throws {
    let ranks = try #require(RankSum(first, second))
    #expect(ranks.isExact && ranks.u == 44)
    #expect(agree(ranks.pValues.twoSided, 0.024586944441568215, within: 1e-12))
    #expect(agree(ranks.pValues.lower, 0.012293472220784108, within: 1e-12))
    #expect(agree(ranks.pValues.upper, 0.9892936321392372, within: 1e-12))
    let ties = try #require(
      RankSum(rounded(first[..<6]), rounded(second[..<7])))
    #expect(ties.u == 11.5)
    #expect(agree(ties.pValues.lower, 0.10431235431235432, within: 1e-12))
    #expect(agree(ties.pValues.upper, 0.9236596736596736, within: 1e-12))
  }

  @Test func rankSumOfManyValues() throws {
    let ranks = try #require(RankSum(Array(values[..<30]), values[30..<60].map { $0 + 0.1 }))
    #expect(!ranks.isExact)
    #expect(agree(ranks.z, -1.5080113927473286, within: 1e-12))
    #expect(agree(ranks.pValues.twoSided, 0.13155161121418243, within: 1e-10))
  }

  @Test func rankSumMirrors() throws {
    let (a, b) = (try #require(RankSum(first, second)), try #require(RankSum(second, first)))
    #expect(a.u + b.u == 12 * 15)
    #expect(a.pValues.lower == b.pValues.upper && abs(a.superiority + b.superiority - 1) < 1e-15)
    #expect(RankSum([], [1]) == nil && RankSum([1, 1], [1]) == nil)
  }

  @Test func kruskalWallis() throws {
    let test = try #require(KruskalWallis([first, second, third]))
    #expect(agree(test.statistic, 10.844381223328611, within: 1e-12))
    #expect(agree(test.pValues.twoSided, 0.004417459103443081, within: 1e-10))
    let ties = try #require(
      KruskalWallis([rounded(first[..<6]), rounded(second[..<7]), rounded(third)]))
    #expect(agree(ties.statistic, 5.137625106022043, within: 1e-12))
    #expect(KruskalWallis([first, []]) == nil && KruskalWallis([[1], [1, 1]]) == nil)
  }

  @Test("Random labels within blocks come as often as all labellings do")
  func labels() throws {
    let blocks = [0, 0, 0, 0, 1, 1, 1, 2, 2, 2, 2, 2, 3, 3]
    let isFirst = [0, 1, 4, 7, 8, 12, 13].reduce(into: [Bool](repeating: false, count: 14)) {
      $0[$1] = true
    }
    let shifted = zip(values, isFirst).map { $0 + ($1 ? 0.4 : 0) }
    let test = try #require(LabelPermutation(shifted, isFirst: isFirst, blocks: blocks))
    let found = test.pValues(replicates: 20_000, seed: 7, threads: 2)
    // Four standard errors of 20,000 draws.
    #expect(abs(found.twoSided - 16.0 / 180) < 0.0081)
    #expect(abs(found.upper - 16.0 / 180) < 0.0081)
    #expect(abs(found.lower - 0.9166666666666666) < 0.0079)
    #expect(found == test.pValues(replicates: 20_000, seed: 7, threads: 1))
    #expect(LabelPermutation(shifted, isFirst: isFirst, blocks: Array(0..<14)) == nil)
    #expect(LabelPermutation([1, 1], isFirst: [true, false], blocks: [0, 0]) == nil)
  }
}
