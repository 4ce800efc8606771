extension Conventions {
  /// The conventions of EventStudyTools' abnormal return calculator, as its documentation gives
  /// them.
  static let estARC = Conventions(
    forms: [
      Form(
        test: "ar_t", variant: "simple",
        difference: "divides by sigma, without the error of the coefficients"),
      Form(
        test: "car_t", variant: "simple",
        difference: "divides by sigma sqrt(L), without the error of the coefficients"),
      Form(
        test: "cda_t", variant: "arc",
        difference: "the variance of the average residual divides by M - 2, t with M - 2"),
      Form(
        test: "skew_t", variant: "unbiased",
        difference: "the skewness has the factor N / ((N - 1)(N - 2))"),
    ],
    dependence: nil,
    remainder: "The calculator fills missing abnormal returns with zero (missing: zero does so "
      + "here); what its documentation leaves open is as without compat.")
}
