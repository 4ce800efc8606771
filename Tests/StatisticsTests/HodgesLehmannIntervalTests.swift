import Statistics
import Testing

@Suite struct HodgesLehmannIntervalTests {
  // Reference/hodges_lehmann.py, which sorts all Walsh averages.
  static let references: [(count: Int, level: Double, expected: ClosedRange<Double>)] = [
    (6, 0.95, -0.4834521517623216...0.4100295137614012),
    (6, 0.9, -0.4795973142609...0.22659265412949026),
    (16, 0.95, -0.20589841913897544...0.1851618440123275),
    (50, 0.95, -0.07004426757339388...0.12012320244684815),
    (50, 0.99, -0.10351648461073637...0.14355840615462512),
    (51, 0.95, -0.07186855422332883...0.11385842249728739),
    (200, 0.95, -0.037196625024080276...0.04571326356381178),
  ]

  @Test(arguments: references)
  func isTheReference(_ count: Int, _ level: Double, _ expected: ClosedRange<Double>) throws {
    let centre = try #require(HodgesLehmann(noise(count)))
    #expect(centre.confidenceInterval(level: level) == expected)
    #expect(expected.contains(centre.estimate))
  }

  // Depression scores of Hollander, Wolfe and Chicken, example 3.1: the book gives -.786 and -.010.
  @Test func isThatOfTheBook() throws {
    let before = [1.83, 0.50, 1.62, 2.48, 1.68, 1.88, 1.55, 3.06, 1.30]
    let after = [0.878, 0.647, 0.598, 2.05, 1.06, 1.29, 1.06, 3.14, 1.29]
    let interval = try #require(HodgesLehmann(zip(after, before).map { $0 - $1 }))
      .confidenceInterval()
    let ends = try #require(interval)
    #expect(abs(ends.lowerBound + 0.786) < 1e-12 && abs(ends.upperBound + 0.010) < 1e-12)
  }

  /// Even the range of all averages of five values covers their centre with 15/16 only.
  @Test func fiveValuesHaveNoIntervalOf95Percent() throws {
    let centre = try #require(HodgesLehmann(noise(5)))
    #expect(centre.confidenceInterval() == nil)
    #expect(centre.confidenceInterval(level: 0.9) != nil)
    #expect(HodgesLehmann(noise(3))?.confidenceInterval(exactLimit: 0) == nil)
  }

  /// The interval is what the test at its level does not reject, whatever the values.
  @Test(arguments: [8, 13, 30])
  func holdsTheCentresThatAreNotRejected(_ count: Int) throws {
    let values = noise(count)
    let interval = try #require(HodgesLehmann(values)?.confidenceInterval())
    func p(_ centre: Double) throws -> Double {
      try #require(SignedRank(values.map { $0 - centre })).pValues.twoSided
    }
    let width = interval.upperBound - interval.lowerBound
    for (end, outwards) in [(interval.lowerBound, -1.0), (interval.upperBound, 1.0)] {
      #expect(try p(end + outwards * 1e-9 * width) <= 0.05)
      #expect(try p(end - outwards * 1e-9 * width) > 0.05)
    }
  }
}
