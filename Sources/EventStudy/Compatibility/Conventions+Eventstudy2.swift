extension Conventions {
  /// The conventions of the Stata command eventstudy2 3.0 (Kaspereit), as its re-implementations
  /// show them, and checked against the figures that these print.
  static let eventstudy2 = Conventions(
    forms: [
      Form(
        test: "patell_z", variant: "eventstudy2",
        difference:
          "the root of the prediction-error variance is taken twice, and the j-th day of a window "
          + "counts 1 / sqrt(j), so that over longer windows it rejects too often"),
      Form(
        test: "adj_patell_z", variant: "eventstudy2",
        difference: "patell_z in that form times the factor of adj_bmp_t, with its sqrt(1 - r)"),
      Form(
        test: "bmp_t", variant: "eventstudy2",
        difference: "standardizes as patell_z, and is judged by t with M - 2"),
      Form(
        test: "adj_bmp_t", variant: "eventstudy2",
        difference:
          "adjusts that form of bmp_t by the correlation of residuals in event time, which are "
          + "scaled the same way"),
      Form(
        test: "grank_t", variant: "eventstudy2",
        difference:
          "ranks residuals over sigma, divides the event's value by its standard error across "
          + "events, and leaves the event out of the deviation, so that it rejects too often"),
    ],
    dependence: .eventTime,
    remainder:
      "eventstudy2's wilcoxon ranks days of firms and not CARs, it counts zeros as positive, its "
      + "cda_t has other degrees of freedom, and it divides by M - 2 for every model: these are not "
      + "followed.")
}
