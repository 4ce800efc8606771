import MarketData
import Statistics

/// The intercept of a portfolio of all firms in their event windows, day by day of the calendar.
///
/// A day's portfolio return holds the correlation between the firms of that day. The intercept is
/// the average abnormal return a day.
struct CalendarTimeT: SignificanceTest, VariedTest {
  enum Form: String, CaseIterable, Sendable {
    /// The classical standard error of least squares.
    case ols
    /// White's standard error, for a variance that changes with the number of firms.
    case hc0
    /// Days weighted by their number of firms.
    case wls
  }

  var form = Form.ols
  let id: TestID = "calendar_time"
  let title = "Calendar-time portfolio t"
  let null = "The intercept of the portfolio of firms in their event windows is zero."
  let assumption =
    "Portfolio returns of different days are independent, and firms' coefficients are alike."
  let takesEventsAsIndependent = false
  let takesBars = false
  let estimand = Estimand.abnormalReturn
  let measures = [StudySpec.Measure.return]
  let evidence = Evidence.clusters
  let formula =
    "t = alpha / se(alpha) of R_p = alpha + b'X + e over the calendar days in any event window, R_p "
    + "the mean return of the distinct firms on that day"
  let distribution = "Student's t with days - k degrees of freedom"
  let useWhen = "Long windows overlap, and events cluster in time."
  let avoidWhen = "Windows are short and few, or the reaction lasts only one day of many."
  let reference =
    "Fama (1998), Journal of Financial Economics 49; Mitchell & Stafford (2000), Journal of "
    + "Business 73"

  func evaluate(_ sample: Sample) throws(Inapplicable) -> TestStatistic {
    let origin = try sample.events()
    let portfolio = try CalendarPortfolio(origin, sample.window)
    let regression = try portfolio.regression(weighted: form == .wls)
    let (alpha, days) = (regression.alpha, regression.days)
    let error = form == .hc0 ? regression.robustError : regression.error
    // What rounding leaves of a constant portfolio is no variance.
    guard error > 1e-12 * max(abs(alpha), 1e-6) else { throw .zeroVariance }
    return .studentT(
      alpha / error, degreesOfFreedom: days - regression.terms, eventCount: sample.abnormal.count,
      estimate: alpha, standardError: error)
  }
}

/// On every session of a grid, the sum of the returns of the distinct firms in their windows.
private struct CalendarPortfolio {
  private let design: DesignColumns
  private let hasIntercept: Bool
  private var sums: [Double]
  private var counts: [Int]

  init(_ origin: Sample.Origin, _ window: Window) throws(Inapplicable) {
    let context = origin.context
    guard let clusters = context.clusters else { throw .valuesOnly }
    guard let grid = context.study.instances[origin.events[0]].aligned?.grid else {
      throw .tooFewEvents
    }
    design = context.fitted.designs[grid]
    hasIntercept = context.fitted.terms.first == "alpha"
    sums = [Double](repeating: 0, count: design.sessionCount)
    counts = [Int](repeating: 0, count: design.sessionCount)
    var isPresent = [Bool](repeating: false, count: context.members.count)
    for member in origin.memberPositions { isPresent[member] = true }
    // One firm's windows follow each other, so a day of two of them is the first one's.
    var (firm, next) = (-1, 0)
    let returns = context.study.returns
    for place in clusters.placesByFirm where isPresent[place.member] {
      guard place.grid == grid else { throw .differentMarkets }
      if place.firm != firm { (firm, next) = (place.firm, 0) }
      let first = max(next, place.session + window.first)
      let end = min(design.sessionCount, place.session + window.last + 1)
      next = max(next, end)
      guard first < end else { continue }
      // A model of nothing but a mean says what each firm's own is.
      let mean =
        hasIntercept && context.fitted.parameterCount == 1
        ? context.fitted.coefficients[context.members[place.member], 0] : 0
      add(returns[place.series], first..<end, less: mean)
    }
  }

  private mutating func add(_ returns: [Double], _ sessions: Range<Int>, less mean: Double) {
    sums.withUnsafeMutableBufferPointer { sums in
      counts.withUnsafeMutableBufferPointer { counts in
        for t in sessions where !returns[t].isMissing {
          sums[t] += returns[t] - mean
          counts[t] += 1
        }
      }
    }
  }

  /// The intercept of the portfolio on the model's regressors.
  struct Outcome {
    let alpha: Double
    let error: Double
    let robustError: Double
    let days: Int
    let terms: Int
  }

  /// - Throws: `Inapplicable.tooFewDays` below two days more than coefficients, or when the
  ///   regressors do not vary over the days.
  func regression(weighted: Bool) throws(Inapplicable) -> Outcome {
    let days = sums.indices.filter {
      counts[$0] > 0 && !design.offset[$0].isMissing && design.isComplete(at: $0)
    }
    let terms = design.termCount + (hasIntercept ? 0 : 1)
    guard days.count >= terms + 2 else { throw .tooFewDays }
    let leastSquares = LeastSquares(maximumRows: days.count, maximumColumns: terms)
    for (row, t) in days.enumerated() {
      let weight = weighted ? Double(counts[t]).squareRoot() : 1
      leastSquares.response[row] = (sums[t] / Double(counts[t]) - design.offset[t]) * weight
      leastSquares.columns(0)[row] = weight
      for term in 1..<max(1, terms) {
        leastSquares.columns(term)[row] = design.column(hasIntercept ? term : term - 1)[t] * weight
      }
    }
    guard leastSquares.solve(rows: days.count, columns: terms) == .solved else {
      throw .tooFewDays
    }
    let variance = leastSquares.sumOfSquaredResiduals / Double(days.count - terms)
    return Outcome(
      alpha: leastSquares.coefficient(0),
      error: (variance * leastSquares.inverseDiagonal(0)).squareRoot(),
      robustError: (leastSquares.robustCovariance(.hc0)?.first ?? 0).squareRoot(),
      days: days.count, terms: terms)
  }
}
