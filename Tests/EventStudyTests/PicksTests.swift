import Testing

@testable import EventStudy

/// Which pairs of events the correction of the sign correlation runs over.
@Suite struct PicksTests {
  /// The picked pairs of bundles with these numbers of pairs, numbered over all bundles.
  private func picked(_ counts: [Int]) -> [Int] {
    let picks = Picks(counts)
    return zip(picks.firstPair, counts).flatMap { first, count in
      var found: [Int] = []
      // Where a bundle is cut into pieces must not matter.
      for range in [first..<first + count / 3, first + count / 3..<first + count] {
        picks.forEach(in: range) { found.append(range.lowerBound + $0) }
      }
      return found
    }
  }

  @Test(arguments: [[3], [0, 4, 0, 5], [250_000]])
  func fewPairsAreAllPicked(_ counts: [Int]) {
    #expect(picked(counts) == Array(0..<counts.reduce(0, +)))
  }

  @Test(arguments: [[250_001], [1, 0, 400_000, 3, 899_999], [7_000_000, 42_995_000]])
  func ofManyPairsSomeArePickedEvenly(_ counts: [Int]) {
    let pairs = picked(counts)
    let total = counts.reduce(0, +)
    #expect(pairs.count == Picks.sampleSize)
    let gaps = Set(zip(pairs, pairs.dropFirst()).map { $1 - $0 })
    #expect(gaps.isSubset(of: [total / Picks.sampleSize, total / Picks.sampleSize + 1]))
    #expect(pairs.first == 0 && total - (pairs.last ?? 0) <= total / Picks.sampleSize + 1)
  }
}
