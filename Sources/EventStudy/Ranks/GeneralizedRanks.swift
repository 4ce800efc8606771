/// The SAR or SCAR of a group's events on one day or window, each one more day of its own
/// estimation window (Kolari & Pynnonen 2011).
struct GeneralizedRanks: Sendable {
  /// A score of the event's day, averaged over events, and the deviation of such averages over all
  /// days, the event's included.
  struct Score: Sendable {
    let mean: Double
    let deviation: Double
  }

  let eventCount: Int
  /// Estimation days of any event, and the event's.
  let dayCount: Int
  /// Of K / (T + 1) - 1/2, K the mid-rank among the T days of an event.
  let rank: Score
  /// Of the sign of a day's value less the median of the T.
  let sign: Score
  /// The deviation that the mean rank has if events are independent.
  let independentDeviation: Double

  /// Makes means of the sums of a point.
  init(_ days: some Collection<GeneralizedRankSums.Day>, event: GeneralizedRankSums.EventDay) {
    let count = Double(event.count)
    let (rankMean, signMean) = (event.rank / count, Double(event.sign) / count)
    var (rankSquares, signSquares) = (rankMean * rankMean, signMean * signMean)
    var dayCount = 1
    for day in days where day.count > 0 {
      let weight = 1 / (Double(day.count) * count)
      rankSquares += day.rank * day.rank * weight
      signSquares += Double(day.sign) * Double(day.sign) * weight
      dayCount += 1
    }
    eventCount = Int(event.count)
    self.dayCount = dayCount
    rank = Score(mean: rankMean, deviation: (rankSquares / Double(dayCount)).squareRoot())
    sign = Score(mean: signMean, deviation: (signSquares / Double(dayCount)).squareRoot())
    independentDeviation = (event.variance / 12).squareRoot() / count
  }

  /// The t of a score: Z sqrt((T - 2) / (T - 1 - Z^2)) with T - 2 degrees of freedom.
  ///
  /// Z^2 cannot exceed T - 1, which it reaches when all other days have the same mean: t then
  /// has no finite value.
  ///
  /// - Throws: `Inapplicable.zeroVariance` or `.perfectRank`.
  func studentT(
    _ score: Score, estimate: (_ mean: Double) -> Double = { $0 }
  ) throws(Inapplicable) -> TestStatistic {
    guard score.deviation > 0 else { throw .zeroVariance }
    let (z, freedom) = (score.mean / score.deviation, dayCount - 2)
    let rest = Double(dayCount - 1) - z * z
    guard freedom > 0, rest > 1e-9 else { throw .perfectRank }
    let error = score.deviation * (rest / Double(freedom)).squareRoot()
    return .studentT(
      score.mean / error, degreesOfFreedom: freedom, eventCount: eventCount,
      estimate: estimate(score.mean), standardError: error * (estimate(1) - estimate(0)))
  }
}
