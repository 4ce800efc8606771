import Statistics

/// The mean abnormal return against a standard error that allows for correlation within clusters.
struct ClusterT: SignificanceTest, VariedTest {
  enum Form: String, CaseIterable, Sendable {
    /// Events of one session.
    case date
    /// Events of one week, Monday to Sunday.
    case week
    /// Events of one symbol.
    case firm
    /// Events of one session or of one symbol (Cameron, Gelbach & Miller 2011).
    case twoWay = "two_way"
  }

  var form = Form.date
  let id: TestID = "cluster_t"
  let title = "Cluster-robust t"
  let null = "The mean abnormal return is zero."
  let assumption = "Events of different clusters are independent of each other."
  let takesEventsAsIndependent = false
  let estimand = Estimand.abnormalReturn
  let measures = StudySpec.Measure.allCases
  let evidence = Evidence.clusters
  let formula =
    "t = CAAR / sqrt(V), V = G/(G - 1) sum_g (sum of CAR - CAAR in cluster g)^2 / N^2; two-way: "
    + "V(date) + V(firm) - V(date and firm)"
  let distribution =
    "Student's t with G - 1 degrees of freedom, G the clusters (two-way: the fewer)"
  let useWhen = "Events share sessions, weeks or firms, in many clusters of similar size."
  let avoidWhen = "There are fewer than 10 clusters, or one holds most events."
  let reference =
    "Liang & Zeger (1986), Biometrika 73; Cameron, Gelbach & Miller (2011), Journal of Business & "
    + "Economic Statistics 29"

  private static let fewClusters = 10

  func evaluate(_ sample: Sample) throws(Inapplicable) -> TestStatistic {
    let origin = try sample.events()
    guard let clusters = origin.context.clusters else { throw .valuesOnly }
    guard let mean = sample.abnormal.mean else { throw .tooFewEvents }
    let members = origin.memberPositions
    func variance(_ partition: EventClusters.Partition) throws(Inapplicable) -> ClusterVariance {
      try ClusterVariance(sample.abnormal, mean: mean, members, partition)
    }
    let found =
      switch form {
      case .date: try variance(clusters.date)
      case .week: try variance(clusters.week)
      case .firm: try variance(clusters.firm)
      case .twoWay:
        try variance(clusters.date).adding(
          variance(clusters.firm), without: variance(clusters.firmAndDate))
      }
    let largest = sample.abnormal.reduce(0) { max($0, abs($1)) }
    guard found.variance > 0 || form != .twoWay else { throw .negativeVariance }
    guard found.variance.squareRoot() > 1e-12 * largest else { throw .zeroVariance }
    return TestStatistic.studentT(
      mean / found.variance.squareRoot(), degreesOfFreedom: found.clusters - 1,
      eventCount: sample.abnormal.count, estimate: mean,
      standardError: found.variance.squareRoot()
    ).approximate(found.clusters < Self.fewClusters ? "few_clusters" : nil)
  }
}

/// The variance of a mean by clusters, with the factor G/(G - 1), and their number.
private struct ClusterVariance {
  let variance: Double
  let clusters: Int

  init(
    _ values: [Double], mean: Double, _ members: [Int], _ partition: EventClusters.Partition
  ) throws(Inapplicable) {
    let totals = ClusterTotals(values, of: members, in: partition, centre: mean)
    guard totals.count > 1 else { throw .tooFewClusters }
    let (g, n) = (Double(totals.count), Double(values.count))
    variance = g / (g - 1) * totals.sums.reduce(0) { $0 + $1 * $1 } / (n * n)
    clusters = totals.count
  }

  private init(variance: Double, clusters: Int) {
    self.variance = variance
    self.clusters = clusters
  }

  func adding(_ other: Self, without both: Self) -> Self {
    Self(
      variance: variance + other.variance - both.variance,
      clusters: min(clusters, other.clusters))
  }
}
