/// Patell's z, allowing for correlation between events whose windows overlap.
struct AdjustedPatellZ: SignificanceTest, VariedTest {
  enum Form: String, CaseIterable, Sendable {
    /// Adjusts the exact form of patell_z.
    case exact = "default"
    /// The form of eventstudy2 times the factor of adj_bmp_t.
    case eventstudy2
  }

  var form = Form.exact
  let id: TestID = "adj_patell_z"
  let title = "Patell z adjusted for cross-correlation"
  let null = "The mean standardized abnormal return is zero."
  let assumption = "The event leaves the variance of returns as it was."
  let takesEventsAsIndependent = false
  let estimand = Estimand.standardizedReturn
  let formula = "z = patell_z / sqrt(1 + (N - 1) r), r the mean correlation between events"
  let distribution = "standard normal, for large N"
  let useWhen = "Events share dates or overlap, and the event leaves the variance as it was."
  let avoidWhen = "The event raises the variance: then adj_bmp_t."
  let reference = "Kolari & Pynnonen (2010), Review of Financial Studies 23"

  var evidence: Evidence { form == .eventstudy2 ? .forecastCorrelation : [] }

  func evaluate(_ sample: Sample) throws(Inapplicable) -> TestStatistic {
    if form == .eventstudy2 {
      return try PatellZ(form: .eventstudy2).evaluate(sample)
        .scaled(by: sample.adjustmentAsInEventstudy2())
    }
    let independent = try PatellZ().evaluate(sample)
    return independent.scaled(by: try CrossCorrelationAdjustment(sample, \.mean).factor)
  }
}
