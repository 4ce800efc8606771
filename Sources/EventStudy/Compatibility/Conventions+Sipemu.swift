extension Conventions {
  /// The conventions of the R package EventStudy 0.66, as read in its source.
  static let sipemu = Conventions(
    forms: [
      Form(
        test: "ar_t", variant: "simple",
        difference: "divides by sigma, without the error of the coefficients"),
      Form(
        test: "car_t", variant: "simple",
        difference: "divides by sigma sqrt(L), without the error of the coefficients"),
      Form(
        test: "patell_z", variant: "sum_sar",
        difference: "sums daily standardized returns over sqrt(L)"),
      Form(
        test: "bmp_t", variant: "raw_sigma",
        difference: "standardizes by sigma, without the error of the coefficients"),
      Form(
        test: "adj_bmp_t", variant: "raw_sigma",
        difference: "adjusts the raw_sigma form of bmp_t"),
      Form(
        test: "corrado_z", variant: "sd",
        difference: "the deviation over days is about its mean, with n - 1"),
    ],
    dependence: .eventTime,
    remainder:
      "EventStudy takes a missing abnormal return of a window for zero (missing: zero does "
      + "so here), and Patell's scale from the median number of coefficients.")
}
