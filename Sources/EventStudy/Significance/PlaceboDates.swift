import Statistics

/// A statistic among its values when the events are moved to ordinary sessions of the same firms.
///
/// Every draw moves the events of a date together, so correlation within a date stays, and
/// estimates everything anew. Fat tails, skewness and thin trading are in the null distribution. When
/// the dates can be placed in no more ways than there would be draws, each way counts once.
struct PlaceboDates: ResamplingTest, VariedTest {
  enum Form: String, CaseIterable, Sendable {
    case boehmerMusumeciPoulsen = "bmp_t"
    case crossSectional = "csect_t"
    case patell = "patell_z"
    case brownWarner = "bw80_z"
    case sign = "sign_z"
    case wilcoxon
  }

  let id: TestID = "placebo_dates"
  let title = "Placebo dates"
  let null = "The event sessions are like other sessions of the same firms."
  let assumption = "Dates far apart are independent, and ordinary sessions stay what they were."
  let takesEventsAsIndependent = false
  let takesBars = false
  let estimand = Estimand.abnormalReturn
  let measures = StudySpec.Measure.allCases
  let formula = "p = (1 + #{|T*| >= |T|}) / (B + 1), T* after moving every date's events together"
  let distribution =
    "resampled: 999 draws of placebo sessions unless the study says otherwise, or all placements once"
  let useWhen = "No faith in any formula: it gives the null distribution of the firms' own data."
  let avoidWhen = "The sample is short, or the period around the events was unlike the rest."
  let reference = "Brown & Warner (1980), Journal of Financial Economics 8, for the idea"
  var form = Form.boehmerMusumeciPoulsen

  func evaluate(_ samples: [Sample], threads: Int) -> [Result<TestStatistic, Inapplicable>] {
    Self.evaluate([self], samples, WorkProgress(), threads: threads).outcomes[0]
  }

  /// What several forms say of the samples of one group, from the same draws.
  ///
  /// - Returns: By form one outcome a sample, and where the paths of the draws are; no band when
  ///   nothing can be drawn.
  static func evaluate(
    _ forms: [PlaceboDates], _ samples: [Sample], _ progress: WorkProgress, threads: Int
  ) -> (outcomes: [[Result<TestStatistic, Inapplicable>]], band: PlaceboBand?) {
    let tests = forms.map(\.test)
    let observed = tests.map { test in samples.map { outcome(of: test, $0) } }
    guard let context = samples.first?.origin?.context,
      let draws = PlaceboDraws(context, samples, threads: threads)
    else {
      return (observed.map { $0.map { $0.flatMap { _ in .failure(.noPlaceboSessions) } } }, nil)
    }
    let drawn = draws.evaluate(tests, progress, threads: threads)
    let outcomes = forms.indices.map { form in
      samples.indices.map { index in
        observed[form][index].map {
          judged($0, samples[index], among: drawn.statistics[form][index])
        }
      }
    }
    return (outcomes, drawn.band)
  }

  private static func outcome(of test: any SignificanceTest, _ sample: Sample)
    -> Result<TestStatistic, Inapplicable>
  {
    Result { () throws(Inapplicable) in
      _ = try sample.events()
      return try test.evaluate(sample)
    }
  }

  private static func judged(
    _ observed: TestStatistic, _ sample: Sample, among drawn: [Double]
  ) -> TestStatistic {
    // A draw without a statistic counts as more extreme than any: the p-value errs upwards.
    let values = ResampledPValues(
      observed: observed.statistic, drawn: drawn.map { $0.isNaN ? .infinity : $0 })
    return TestStatistic(
      eventCount: observed.eventCount, estimate: sample.abnormal.mean,
      standardError: nil, statistic: observed.statistic, distribution: values.name("placebo"),
      pValues: PValues(values))
  }

  private var test: any SignificanceTest {
    switch form {
    case .boehmerMusumeciPoulsen: BoehmerMusumeciPoulsenT()
    case .crossSectional: CrossSectionalT()
    case .patell: PatellZ()
    case .brownWarner: BrownWarnerZ()
    case .sign: SignZ()
    case .wilcoxon: WilcoxonSignedRank()
    }
  }
}
