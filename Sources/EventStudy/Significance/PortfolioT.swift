/// The cross-sectional t of portfolios, one of all events of a session.
///
/// Correlation within a session is inside the portfolio; portfolios count as independent.
struct PortfolioT: SignificanceTest {
  let id: TestID = "portfolio_t"
  let title = "Same-date portfolio t"
  let null = "The mean abnormal return of the portfolios is zero."
  let assumption = "Events of different sessions are independent of each other."
  let takesEventsAsIndependent = false
  let estimand = Estimand.abnormalReturn
  let measures = StudySpec.Measure.allCases
  let evidence = Evidence.clusters
  let formula = "t = sqrt(G) mean(CAR_g) / sd(CAR_g), CAR_g the mean CAR of the events of session g"
  let distribution = "Student's t with G - 1 degrees of freedom, G the distinct sessions"
  let useWhen = "Some events share sessions and windows of different sessions do not overlap."
  let avoidWhen = "There are few sessions, or windows of different sessions overlap."
  let reference =
    "Jaffe (1974), Journal of Business 47; Mandelker (1974), Journal of Financial "
    + "Economics 1"

  func evaluate(_ sample: Sample) throws(Inapplicable) -> TestStatistic {
    let origin = try sample.events()
    guard let clusters = origin.context.clusters else { throw .valuesOnly }
    let totals = ClusterTotals(
      sample.abnormal, of: origin.memberPositions, in: clusters.date, centre: 0)
    guard totals.count > 1 else { throw .tooFewClusters }
    return try crossSectionalT(totals.means).counting(sample.abnormal.count)
  }
}

/// Values added up by cluster, in the order of events; clusters without a value count nowhere.
struct ClusterTotals {
  /// The sums of the deviations from the centre, by rising key of the clusters.
  private(set) var sums: [Double]
  private(set) var sizes: [Int]
  var count: Int { sums.count }
  var means: [Double] { zip(sums, sizes).map { $0 / Double($1) } }

  init(
    _ values: [Double], of members: [Int], in partition: EventClusters.Partition, centre: Double
  ) {
    sums = [Double](repeating: 0, count: partition.count)
    sizes = [Int](repeating: 0, count: partition.count)
    for (value, member) in zip(values, members) {
      sums[partition.codes[member]] += value - centre
      sizes[partition.codes[member]] += 1
    }
    guard sizes.contains(0) else { return }
    let filled = sizes.indices.filter { sizes[$0] > 0 }
    sums = filled.map { sums[$0] }
    sizes = filled.map { sizes[$0] }
  }
}
