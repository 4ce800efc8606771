import Statistics
import Testing

@Suite struct RankWorkspaceTests {
  static let samples: [[Double]] = {
    let noise = noise(3000)
    let heavy = noise.map { 0.01 / ($0 == 0 ? 1 : $0 * $0 * $0) }
    return [
      [], [3], [2, 1], [5, 5, 5, 5], [0, -0.0, 1, -1, 0], Array(noise[..<60]),
      Array(noise[..<250]), Array(noise[..<300]), noise, heavy,
      noise.map { ($0 * 20).rounded() }, noise.map { $0 > 0.49 ? 1e12 : $0 }, noise.sorted(),
      Array(noise.sorted().reversed()), [1e308, -1e308, 1e308, 0, 1e-308, .leastNonzeroMagnitude],
      [Double](repeating: 0.1, count: 500) + [0.2],
    ]
  }()

  // The definition: half of one more than the number of values below or at, plus those below.
  @Test(arguments: samples)
  func ranksAreThoseOfTheDefinition(_ values: [Double]) {
    let workspace = RankWorkspace(maximumCount: values.count + 7)
    values.withUnsafeBufferPointer(workspace.rank)
    let sorted = values.sorted()
    #expect(Array(workspace.sorted) == sorted)
    let expected = values.map { value in
      let below = sorted.firstIndex(of: value) ?? 0
      let upTo = (sorted.lastIndex(of: value) ?? 0) + 1
      return UInt16(below + upTo + 1)
    }
    #expect(Array(workspace.doubledRanks) == expected)
    #expect(midRanks(values).map { 2 * $0 } == expected.map(Double.init))
  }

  // Ranks of any kind sum to n (n + 1) / 2; scipy's tie correction of these ties is 24.
  @Test func tiesAreCorrectedAsByMidRanks() {
    let workspace = RankWorkspace(maximumCount: 10)
    RankTests.ties.withUnsafeBufferPointer(workspace.rank)
    #expect(workspace.tieCorrection == 24)
    #expect(workspace.doubledRanks.map { Int($0) }.reduce(0, +) == 110)
    [3.0, 1, 2].withUnsafeBufferPointer(workspace.rank)
    #expect(Array(workspace.doubledRanks) == [6, 2, 4] && workspace.tieCorrection == 0)
  }

  /// Ranks of values in a known order are those of a fresh sort, with ties and without.
  @Test(arguments: [0.0, 0.01, 3], [1.0, 20])
  func whatIsKnownOfTheOrderChangesNothing(_ noiseSize: Double, _ levels: Double) {
    let (first, more) = (noise(300).map { ($0 * levels * 1000).rounded() }, noise(321).suffix(21))
    let values = first.indices.map { first[$0] * (1 + noiseSize * noise(300)[299 - $0]) }
    let all = values + more.map { ($0 * levels * 1000).rounded() }
    let known = RankWorkspace(maximumCount: 321)
    (first + more).withUnsafeBufferPointer(known.rank)
    for (ranked, rank) in [(values, known.rankAgain), (all, known.rankMore)] {
      ranked.withUnsafeBufferPointer(rank)
      let fresh = RankWorkspace(maximumCount: 321)
      ranked.withUnsafeBufferPointer(fresh.rank)
      #expect(Array(known.sorted) == Array(fresh.sorted))
      #expect(Array(known.doubledRanks) == Array(fresh.doubledRanks))
      #expect(known.tieCorrection == fresh.tieCorrection)
      for (place, value) in known.sorted.enumerated() {
        #expect(ranked[known.position(ofPlace: place)] == value)
      }
    }
  }

  @Test func manyMoreValuesAreSortedAfresh() {
    let values = noise(400)
    let workspace = RankWorkspace(maximumCount: 400)
    Array(values[..<100]).withUnsafeBufferPointer(workspace.rank)
    values.withUnsafeBufferPointer(workspace.rankMore)
    #expect(Array(workspace.sorted) == values.sorted())
  }

  @Test func theLargestCountFitsSixteenBits() {
    let values = (0..<RankWorkspace.largestCount).map { Double($0 ^ 1) }
    let workspace = RankWorkspace(maximumCount: values.count)
    values.withUnsafeBufferPointer(workspace.rank)
    #expect(workspace.doubledRanks.max() == 65_534)
    #expect(workspace.doubledRanks[0] == 4)
  }

  @Test func infinitiesRankFirstAndLast() {
    #expect(midRanks([.infinity, 1, -.infinity, 0, .infinity]) == [4.5, 3, 1, 2, 4.5])
  }
}
