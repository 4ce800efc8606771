import MarketData
import Statistics

/// The dispersion of abnormal returns across events, day by day, against what their estimation
/// windows let expect.
///
/// A mean that all events share drops out, so a common reaction is no volatility.
struct CrossSectionalVarianceChi2: SignificanceTest, VariedTest {
  enum Form: String, CaseIterable, Sendable {
    /// Lambda of mean 1 under the null hypothesis: divided by N.
    case unbiased
    /// Divided by N - 1, which makes lambda too large by N / (N - 1).
    case paper
  }

  var form = Form.unbiased
  let id: TestID = "bgw_chi2"
  let title = "Cross-sectional variance test"
  let null = "The event leaves the variance of returns across events as it was."
  let assumption = "Events are independent of each other, with normal abnormal returns."
  let takesEventsAsIndependent = true
  let estimand = Estimand.abnormalReturn
  let measures = [StudySpec.Measure.volatility]
  let formula =
    "chi2 = sum over days of (N - 1) lambda, lambda = mean of (N e - sum e)^2 / "
    + "(N (N - 2) h + sum h), h = sigma^2 C"
  let distribution = "chi-squared with (N - 1) L degrees of freedom, exact for equal h"
  let useWhen = "Events move prices in one direction, whose mean is not to count as volatility."
  let avoidWhen = "Abnormal returns have fat tails, or events share dates."
  let reference = "Bialkowski, Gottschalk & Wisniewski (2008), Journal of Banking & Finance 32"

  func evaluate(_ sample: Sample) throws(Inapplicable) -> TestStatistic {
    let origin = try sample.events()
    guard let unsquared = origin.context.fitted.unsquared else { throw .valuesOnly }
    let first = origin.context.fitted.layout.eventDays.first
    var (statistic, excess, degrees, days) = (0.0, 0.0, 0, 0)
    for day in sample.window.days {
      let events = origin.standardizable.filter {
        !unsquared.abnormal[$0, day - first].isMissing
      }
      guard events.count > 2 else { continue }
      let lambda = lambda(
        events.map { unsquared.abnormal[$0, day - first] },
        events.map { unsquared.errors[$0, day - first] })
      statistic += Double(events.count - 1) * lambda
      excess += lambda - 1
      degrees += events.count - 1
      days += 1
    }
    guard days > 0 else { throw .tooFewEvents }
    let null = NullDistribution.chiSquared(degreesOfFreedom: Double(degrees))
    return TestStatistic(
      eventCount: origin.standardizable.count, estimate: excess, standardError: nil,
      statistic: statistic, distribution: null.name, degreesOfFreedom: degrees,
      pValues: PValues(of: statistic, under: null)
    ).approximate(below: 10)
  }

  /// The ratio of the dispersion across events to its expectation.
  private func lambda(_ errors: [Double], _ deviations: [Double]) -> Double {
    let n = Double(errors.count)
    let (sum, variance) = (
      errors.reduce(0, +), deviations.reduce(0) { $0 + $1 * $1 }
    )
    let total = zip(errors, deviations).reduce(0.0) { total, event in
      let distance = n * event.0 - sum
      return total + distance * distance / (n * (n - 2) * event.1 * event.1 + variance)
    }
    return total / (form == .paper ? n - 1 : n)
  }
}
