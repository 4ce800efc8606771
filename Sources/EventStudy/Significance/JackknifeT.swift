/// The average abnormal return against its delete-one jackknife standard error.
///
/// For the plain mean it equals `csect_t`; the other averages have no standard error of their own.
struct JackknifeT: SignificanceTest, VariedTest {
  enum Form: String, CaseIterable, Sendable {
    /// The plain mean.
    case mean
    /// The mean weighted by 1 / se^2 of every event.
    case precision
    /// The mean without the lowest and the highest tenth of the events.
    case trimmed
  }

  var form = Form.mean
  let id: TestID = "jackknife"
  let title = "Jackknife t"
  let null = "The average abnormal return is zero."
  let assumption = "Events are independent of each other."
  let takesEventsAsIndependent = true
  let estimand = Estimand.abnormalReturn
  let formula =
    "t = A / se, se^2 = (N - 1)/N sum (A(-i) - mean A(-i))^2, A(-i) the average without event i"
  let distribution = "Student's t with N - 1 degrees of freedom"
  let useWhen = "A weighted or trimmed average is to be tested, or one event may carry the result."
  let avoidWhen = "Events share dates."
  let reference = "Efron & Stein (1981), The Annals of Statistics 9"

  func evaluate(_ sample: Sample) throws(Inapplicable) -> TestStatistic {
    switch form {
    case .mean: try Jackknife(of: sample.abnormal).studentT()
    case .precision:
      try Jackknife(
        of: sample.standardizable, weights: sample.standardErrors.map { 1 / ($0 * $0) }
      ).studentT()
    case .trimmed: try Jackknife(trimming: sample.abnormal).studentT()
    }
  }
}

/// An average and what it is without each of its values in turn.
struct Jackknife {
  let average: Double
  let leaveOneOut: [Double]
  private let largest: Double

  /// The plain mean, or that with weights; `leaveOneOut` has the order of the values.
  ///
  /// - Throws: `Inapplicable.tooFewEvents` below two values.
  init(of values: [Double], weights: [Double]? = nil) throws(Inapplicable) {
    guard values.count >= 2 else { throw .tooFewEvents }
    largest = values.reduce(0) { max($0, abs($1)) }
    guard let weights else {
      let (sum, n) = (values.reduce(0, +), Double(values.count))
      average = sum / n
      leaveOneOut = values.map { (sum - $0) / (n - 1) }
      return
    }
    let total = weights.reduce(0, +)
    let sum = zip(values, weights).reduce(0) { $0 + $1.0 * $1.1 }
    average = sum / total
    leaveOneOut = zip(values, weights).map { (sum - $0 * $1) / (total - $1) }
  }

  /// The mean without the lowest and the highest tenth; `leaveOneOut` has the order of rising
  /// values.
  ///
  /// - Throws: `Inapplicable.tooFewEvents` below two values.
  init(trimming values: [Double]) throws(Inapplicable) {
    guard values.count >= 2 else { throw .tooFewEvents }
    let sorted = values.sorted()
    largest = max(abs(sorted[0]), abs(sorted[sorted.count - 1]))
    var sums = [0.0]
    for value in sorted { sums.append(sums[sums.count - 1] + value) }
    func mean(_ first: Int, _ end: Int, less removed: Double = 0, count: Int) -> Double {
      (sums[end] - sums[first] - removed) / Double(count)
    }
    let cut = sorted.count / 10
    average = mean(cut, sorted.count - cut, count: sorted.count - 2 * cut)
    let rest = sorted.count - 1
    let (first, end) = (rest / 10, rest - rest / 10)
    leaveOneOut = sorted.indices.map { index in
      if index < first { return mean(first + 1, end + 1, count: end - first) }
      if index >= end { return mean(first, end, count: end - first) }
      return mean(first, end + 1, less: sorted[index], count: end - first)
    }
  }

  /// The t of the average, with one degree of freedom less than values.
  ///
  /// - Throws: `Inapplicable.zeroVariance` when no value matters.
  func studentT() throws(Inapplicable) -> TestStatistic {
    let n = Double(leaveOneOut.count)
    let centre = leaveOneOut.reduce(0, +) / n
    let squares = leaveOneOut.reduce(0) { $0 + ($1 - centre) * ($1 - centre) }
    let error = ((n - 1) / n * squares).squareRoot()
    guard error > 1e-12 * largest else { throw .zeroVariance }
    return .studentT(
      average / error, degreesOfFreedom: leaveOneOut.count - 1, eventCount: leaveOneOut.count,
      estimate: average, standardError: error)
  }
}
