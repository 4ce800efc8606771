/// Corrado's test of standardized returns, with ranks scaled so that missing days do no harm.
///
/// The estimate is the mean scaled rank, weighted over days by the root of their events.
struct CorradoZivneyRankZ: CorradoZivneyTest {
  var form = CorradoZivneyForm.eventVariance

  let id: TestID = "cz_rank_z"
  let title = "Corrado-Zivney rank test"
  let null = "Standardized abnormal returns of the event days rank like those of all other days."
  let assumption = "Events that are correlated share their dates, and returns are not very skewed."
  let estimand = Estimand.rank
  let formula =
    "z = sum u / (sqrt(L) S), u = sum of K / (T + 1) - 1/2 over sqrt(n), S^2 = sum u^2 / T over all days"
  let useWhen = "The event raises the variance of returns, or events lack days."
  let avoidWhen = "Returns are very skewed, or the window is long: then sign_gsar_t or grank_t."

  func evaluate(_ sample: Sample) throws(Inapplicable) -> TestStatistic {
    try z(.scaledRank, of: sample)
  }
}
