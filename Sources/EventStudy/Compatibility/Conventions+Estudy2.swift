extension Conventions {
  /// The conventions of the R package estudy2, as read in its source and checked against what it
  /// prints.
  static let estudy2 = Conventions(
    forms: [
      Form(
        test: "bw80_z", variant: "estudy2",
        difference:
          "the deviation of residuals divides by n - 1, not n - k, leaves out the error of "
          + "the coefficients, and is judged by t with the mean M - 1"),
      Form(
        test: "patell_z", variant: "estudy2",
        difference: "the deviation divides by n - 1, and the market's mean and spread are those of "
          + "its whole estimation window, also for firms with a shorter history"),
      Form(
        test: "bmp_t", variant: "estudy2",
        difference: "standardizes by the same deviation as patell_z"),
      Form(
        test: "sign_z", variant: "normal",
        difference: "judged by the normal distribution, not the binomial"),
      Form(
        test: "gsign_z", variant: "pooled",
        difference: "the share of positive residuals is that of all firm-days together"),
      Form(
        test: "corrado_z", variant: "estudy2",
        difference:
          "days on which firms lack returns are scaled up to all firms, and the deviation "
          + "divides by the mean number of days of a firm"),
      Form(
        test: "cz_rank_z", variant: "estudy2",
        difference: "ranks plain abnormal returns, with the deviation of corrado_z"),
      Form(
        test: "cz_sign_z", variant: "estudy2",
        difference: "takes signs of plain abnormal returns, with the deviation of corrado_z"),
    ],
    dependence: nil,
    remainder: "estudy2 prints stars from critical values, for wilcoxon one-sided ones above and "
      + "two-sided ones below, and its CAR tests cumulate in another way: compare statistics of "
      + "single days.")
}
