extension PaperTable {
  /// Averages of stored studies.
  ///
  /// - Throws: `PaperProblem` for what the studies do not have, and for more than two axes.
  public init(of studies: [PaperStudy], _ selection: PaperSelection) throws(PaperProblem) {
    self = try AverageTable(studies, selection).table
  }

  /// Regressions that are stored with studies.
  ///
  /// - Throws: `PaperProblem` for what the studies do not have.
  public init(of studies: [PaperStudy], _ regressions: PaperRegressions) throws(PaperProblem) {
    self = try CoefficientTable(studies, regressions).table
  }
}
