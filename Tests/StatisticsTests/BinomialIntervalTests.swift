import Statistics
import Testing

// scipy.stats.binomtest(...).proportion_ci(method="exact"): Reference/binomial_interval.py; but for
// one success of 2000, whose lower end is 1 - 0.975^(1/2000) and scipy's off by 1.7e-10.
@Suite struct BinomialIntervalTests {
  static let intervals: [(Int, Int, Double, Double, Double)] = [
    (0, 20, 0.95, 0.0, 0.16843347098308548),
    (20, 20, 0.95, 0.8315665290169145, 1.0),
    (1, 2000, 0.95, 1.26588238685579e-05, 0.002782639834672444),
    (100, 2000, 0.95, 0.04086426771825676, 0.060481722083110326),
    (977, 2000, 0.95, 0.4663732243067159, 0.5106605368301081),
    (1999, 2000, 0.999, 0.9950118925598964, 0.9999997499375104),
    (20, 400, 0.999, 0.02141751177231574, 0.09614367366354905),
  ]

  @Test(arguments: intervals)
  func isTheReferences(
    _ successes: Int, _ trials: Int, _ confidence: Double, _ low: Double, _ high: Double
  ) {
    let interval = Binomial.exactInterval(
      successes: successes, trials: trials, confidence: confidence)
    #expect(abs(interval.lowerBound - low) <= 1e-10 * low)
    #expect(abs(interval.upperBound - high) <= 1e-10 * high)
  }

  // At an end of the interval the tail beyond the observed number has exactly half the rest.
  @Test func theEndsInvertTheTails() throws {
    let interval = Binomial.exactInterval(successes: 7, trials: 40, confidence: 0.9)
    let atHigh = try #require(Binomial(trials: 40, probability: interval.upperBound))
    let atLow = try #require(Binomial(trials: 40, probability: interval.lowerBound))
    #expect(abs(atHigh.lowerTail(7) - 0.05) < 1e-12)
    #expect(abs(atLow.upperTail(7) - 0.05) < 1e-12)
  }
}
