/// A cross-sectional t of standardized abnormal returns.
///
/// Robust to a variance that the event raises; not to correlation between events.
struct BoehmerMusumeciPoulsenT: SignificanceTest {
  let id: TestID = "bmp_t"
  let title = "Boehmer-Musumeci-Poulsen t"
  let null = "The mean standardized abnormal return is zero."
  let assumption = "Events are independent of each other."
  let takesEventsAsIndependent = true
  let estimand = Estimand.standardizedReturn
  let formula = "t = sqrt(N) mean(SCAR) / sd(SCAR), t with N - 1 degrees of freedom"
  let reference = "Boehmer, Musumeci & Poulsen (1991), Journal of Financial Economics 30"

  func evaluate(_ sample: Sample) throws(Inapplicable) -> TestStatistic {
    try crossSectionalT(sample.standardized)
  }
}
