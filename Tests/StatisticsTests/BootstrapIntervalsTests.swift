import Statistics
import Testing

@Suite struct BootstrapIntervalsTests {
  // Reference/resampling.py (numpy 2.4.6, scipy 1.17.1), from the same draws: mean, standard error,
  // percentile, BCa and studentized interval.
  static let references: [(clustered: Bool, column: Int, expected: [Double])] = [
    (
      false, 0,
      [
        0.09486662059867139, 0.036858836671260824, 0.022677546327274, 0.16384449653017027,
        0.02280837306435237, 0.1640279330157459, 0.019255998788210188, 0.16913510621083563,
      ]
    ),
    (
      false, 1,
      [
        -0.08138032170158682, 0.040189576583897296, -0.1640607510892418, -0.005810772466482413,
        -0.16353964800040335, -0.00451198275605911, -0.16187162124333354, 0.0007473235739347689,
      ]
    ),
    (
      true, 0,
      [
        0.09486662059867139, 0.030310410077205426, 0.03881154242335214, 0.1488725231705319,
        0.03893675766198963, 0.14891432414751402, 0.02343802076693305, 0.16278261293603424,
      ]
    ),
    (
      true, 1,
      [
        -0.08138032170158682, 0.05019408535094858, -0.16793644767405488, 0.012082488274706104,
        -0.16838899316599198, 0.011660084084061073, -0.18570376985387504, 0.04928238739480004,
      ]
    ),
  ]

  @Test(arguments: references)
  func areTheReferences(_ clustered: Bool, _ column: Int, _ expected: [Double]) throws {
    for threads in [1, 2, 8] {
      let found = try #require(
        BootstrapIntervals(
          ResamplingReference.columns[column],
          clusters: clustered ? ResamplingReference.clusters : nil, replicates: 999, seed: 5,
          threads: threads))
      let (bca, studentized) = (try #require(found.bca), try #require(found.studentized))
      let numbers = [
        found.mean, found.standardError, found.percentile.lowerBound,
        found.percentile.upperBound, bca.lowerBound, bca.upperBound, studentized.lowerBound,
        studentized.upperBound,
      ]
      #expect(zip(numbers, expected).allSatisfy { abs($0 - $1) < 1e-12 }, "\(numbers)")
    }
  }

  // The variance of resampled means is that of the mean with denominator n; their distribution is
  // near normal, so the ends are near mean +- 1.96 standard errors.
  @Test func endsAreNearTheNormalOnesOfManyValues() throws {
    let values = noise(1000)
    let found = try #require(
      BootstrapIntervals(values, level: 0.95, replicates: 9999, seed: 8, threads: 2))
    for interval in [found.percentile, try #require(found.bca), try #require(found.studentized)] {
      let low = (interval.lowerBound - found.mean) / found.standardError
      let high = (interval.upperBound - found.mean) / found.standardError
      #expect(abs(low + 1.96) < 0.12 && abs(high - 1.96) < 0.12)
    }
  }

  @Test func nothingVaryingHasNoInterval() {
    #expect(BootstrapIntervals([1, .nan], replicates: 9, seed: 1) == nil)
    #expect(BootstrapIntervals([0.1, 0.1, 0.1], replicates: 9, seed: 1) == nil)
    #expect(BootstrapIntervals([1, 2, 3], clusters: [4, 4, 4], replicates: 9, seed: 1) == nil)
  }

  // Half of all resamples of two values repeat one of them and have no variance.
  @Test func twoValuesHaveNoStudentizedInterval() throws {
    let found = try #require(BootstrapIntervals([1, 2], replicates: 999, seed: 1))
    #expect(found.studentized == nil && found.percentile == 1...2)
  }
}
