import Foundation
import MarketData
import Statistics

/// Whether a window's variance comes from a jump: realized variance against bipower variation.
///
/// Products of neighbouring bars leave a single large return out, so that what realized variance
/// exceeds them by is the square of jumps. Returns are in units of their clock time's scale, since
/// the pattern of variance over the day would else bias the comparison.
struct JumpShare: EventTest {
  let id: TestID = "jump_z"
  let takesSessions = false
  let measures = [StudySpec.Measure.return]
  let title = "Ratio test for jumps"
  let null = "The price moves without jumps in the window."
  let assumption = "Many bars, whose variance changes slowly beside its pattern over the day."
  let formula =
    "z = (1 - BV/RV) / sqrt(((pi/2)^2 + pi - 5)/n max(1, TP/BV^2)), BV = (pi/2)(n/(n-1)) sum of "
    + "|r_i||r_(i-1)|, TP the tripower quarticity"
  let distribution =
    "standard normal as the number of bars n grows; the estimate is the share 1 - BV/RV"
  let useWhen = "Windows of some dozen bars, to tell a price that jumped from one that drifted."
  let avoidWhen = "Fewer than 20 bars, or prices that are often unchanged."
  let reference =
    "Barndorff-Nielsen & Shephard (2006), Journal of Financial Econometrics 4; Huang & Tauchen (2005), "
    + "Journal of Financial Econometrics 3"

  /// The least bars for which the limit is of use.
  private static let leastBars = 10

  func applies(to window: Window) -> Bool { window.count >= Self.leastBars }

  func evaluate(_ event: EventSample) throws(Inapplicable) -> TestStatistic {
    try event.requireStandardizable()
    let sizes = event.abnormalReturns.map(abs)
    let n = Double(sizes.count)
    guard sizes.count >= Self.leastBars else { throw .tooFewDays }
    let variance = sizes.reduce(0) { $0 + $1 * $1 }
    let pairs = zip(sizes, sizes.dropFirst()).reduce(0) { $0 + $1.0 * $1.1 }
    let bipower = .pi / 2 * n / (n - 1) * pairs
    guard variance > 0, bipower > 0 else { throw .zeroVariance }
    let share = 1 - bipower / variance
    let quarticity = max(1, tripower(sizes) / (bipower * bipower))
    let error = ((.pi * .pi / 4 + .pi - 5) / n * quarticity).squareRoot()
    return TestStatistic(
      eventCount: 1, estimate: share, standardError: error, statistic: share / error,
      distribution: NullDistribution.standardNormal.name,
      pValues: PValues(ofJoint: share / error, under: .standardNormal))
  }

  /// n mu^-3 (n/(n-2)) times the sum of products of three neighbours to the power 4/3, where mu is
  /// E|z|^(4/3) of a normal z.
  private func tripower(_ sizes: [Double]) -> Double {
    let powers = sizes.map { pow($0, 4.0 / 3) }
    let products = powers.indices.dropFirst(2).reduce(0.0) {
      $0 + powers[$1] * powers[$1 - 1] * powers[$1 - 2]
    }
    let n = Double(sizes.count)
    let mu = pow(2, 2.0 / 3) * tgamma(7.0 / 6) / tgamma(0.5)
    return n * n / (n - 2) / (mu * mu * mu) * products
  }
}
