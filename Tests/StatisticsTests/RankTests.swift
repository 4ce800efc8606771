import Statistics
import Testing

@Suite struct RankTests {
  static let ties = [1.0, -1.0, 2.0, 2.0, -3.0, 2.0, 4.5, 0.5, -0.5, 3.0]

  // scipy 1.17.1: stats.rankdata; see Reference/references.py.
  @Test func midRanksAgreeWithScipy() {
    #expect(midRanks(Self.ties) == [5, 2, 7, 7, 1, 7, 10, 4, 3, 9])
    #expect(midRanks([]) == [])
  }

  @Test(arguments: [1, 2, 3, 17, 64, 257])
  func ranksArePositionsWhenNothingTies(_ count: Int) {
    let values = noise(count)
    let sorted = values.sorted()
    #expect(midRanks(values).map { sorted[Int($0) - 1] } == values)
  }

  @Test func aWorkspaceRanksAgainFromTheStart() {
    let workspace = MidRanks(maximumCount: 10)
    Self.ties.withUnsafeBufferPointer(workspace.rank)
    #expect(workspace.tieCorrection == 24)
    [3.0, 1, 2].withUnsafeBufferPointer(workspace.rank)
    #expect(Array(workspace.ranks) == [3, 1, 2])
    #expect(workspace.tieCorrection == 0)
  }
}

@Suite struct SignedRankTests {
  // scipy 1.17.1: stats.wilcoxon(method="asymptotic", correction=False, alternative="greater").
  @Test func approximationUnderTiesAgreesWithScipy() throws {
    let test = try #require(SignedRank(RankTests.ties))
    #expect(test.positiveRankSum == 41.5)
    #expect(agree(test.z, 1.4335431181375862, within: 1e-14))
    let approximate = PValues(of: test.z, under: .standardNormal)
    #expect(agree(approximate.upper, 0.07585134292844421, within: 1e-13))
  }

  // scipy 1.17.1: stats.wilcoxon(method="exact"): W+, p less, p greater, p two-sided.
  @Test(arguments: [
    (10, 33.0, 0.7216796875, 0.3125, 0.625),
    (50, 894.0, 0.9938933259493643, 0.006284095751829533, 0.012568191503659065),
  ])
  func exactTailsAgreeWithScipy(
    _ count: Int, _ sum: Double, _ less: Double, _ greater: Double, _ twoSided: Double
  ) throws {
    let test = try #require(SignedRank(noise(count).map { $0 + 0.1 }))
    #expect(test.positiveRankSum == sum)
    #expect(agree(test.pValues.lower, less, within: 1e-14))
    #expect(agree(test.pValues.upper, greater, within: 1e-13))
    #expect(agree(test.pValues.twoSided, twoSided, within: 1e-13))
  }

  static let samples: [[Double]] = [
    [2], [-1, 1], [0.5, 0.5, -0.5], RankTests.ties, [1, 1, 1, 1, -2, -2, 3, 3, 3, -3, 4, -5],
    [-1, -2, -3, -4, 5, 6, -7, 8, 9, 10, 11, 12],
  ]

  @Test(arguments: samples)
  func exactTailsAreTheSharesOfAllSigns(_ sample: [Double]) throws {
    let test = try #require(SignedRank(sample))
    let ranks = midRanks(sample.map(abs))
    let sums = (0..<(1 << ranks.count)).map { signs in
      ranks.indices.reduce(0) { $0 + (signs >> $1 & 1 == 1 ? ranks[$1] : 0) }
    }
    let exact = try #require(test.exactPValues)
    let below = sums.count { $0 <= test.positiveRankSum }
    let above = sums.count { $0 >= test.positiveRankSum }
    #expect(exact.lower == Double(below) / Double(sums.count))
    #expect(exact.upper == Double(above) / Double(sums.count))
  }

  @Test func zerosAreDropped() throws {
    let test = try #require(SignedRank([0, 1, -0.0, -2, 3]))
    #expect(test.count == 3)
    #expect(test == SignedRank([1, -2, 3]))
    #expect(SignedRank([0, 0]) == nil)
  }

  @Test func theNormalTakesOverAboveTheLimit() throws {
    let test = try #require(SignedRank(noise(51)))
    #expect(test.exactPValues == nil)
    #expect(test.pValues == PValues(of: test.z, under: .standardNormal))
  }
}

@Suite struct HodgesLehmannTests {
  // numpy 2.4.6: the median of all averages; see Reference/references.py.
  @Test(arguments: [(49, 0.016766325337812304), (400, 0.008506789919920266)])
  func agreesWithNumpy(_ count: Int, _ expected: Double) throws {
    let averages = try #require(HodgesLehmann(noise(count)))
    #expect(agree(averages.estimate, expected, within: 1e-15))
  }

  @Test(arguments: [
    [3.0], [1, 2], [-1, 1], [0, 0, 0], [5, 5, 5, -5], [-1e-300, 1e300, 7],
    [1, -1, 2, 2, -3, 2, 4.5, 0.5, -0.5, 3],
  ])
  func everyAverageIsWhereSortingPutsIt(_ values: [Double]) throws {
    let averages = try #require(HodgesLehmann(values))
    let all = values.indices.flatMap { i in values[i...].map { (values[i] + $0) / 2 } }.sorted()
    #expect((1...averages.count).map(averages.walshAverage) == all)
    #expect(averages.estimate == all.median)
  }

  /// A negative zero would be printed with its sign; one average is selected, 20,100 equal ones are
  /// a bracket of no width.
  @Test(arguments: [1, 200])
  func anAverageOfZeroHasNoSign(_ count: Int) throws {
    let averages = try #require(HodgesLehmann([Double](repeating: -0.0, count: count)))
    #expect(averages.walshAverage(rank: 1).sign == .plus)
  }

  static let large: [[Double]] = [
    noise(5000), noise(5000).map { 1 / ($0 == 0 ? 1 : $0) },
    noise(3000).map { ($0 * 30).rounded() },
    noise(2000).map { $0 > 0 ? 1 : $0 }, [Double](repeating: 0.25, count: 2000) + [1],
    noise(2500).map { $0 * 1e-200 } + [1e200],
  ]

  // An average has its rank when fewer than so many averages are below it and enough are not
  // above it; counted value by value with a search for each.
  @Test(arguments: large)
  func ranksOfManyAveragesAreCounted(_ values: [Double]) throws {
    let averages = try #require(HodgesLehmann(values))
    let ordered = values.sorted()
    let number = { (includes: (Double) -> Bool) in
      ordered.indices.reduce(0) { total, first in
        var (low, high) = (first, ordered.count)
        while low < high {
          let middle = (low + high) / 2
          if includes((ordered[first] + ordered[middle]) / 2) {
            low = middle + 1
          } else {
            high = middle
          }
        }
        return total + low - first
      }
    }
    for rank in [1, 2, averages.count / 3, averages.count / 2, averages.count - 1, averages.count] {
      let found = averages.walshAverage(rank: rank)
      #expect(number { $0 < found } < rank && number { $0 <= found } >= rank)
    }
  }

  @Test func nothingHasNoCentre() { #expect(HodgesLehmann([]) == nil) }
}
