public import Reporting

extension Workflow {
  /// Averages of stored studies as a table for papers.
  ///
  /// - Parameters:
  ///   - studies: The studies, each `name` or `name@revision`.
  ///   - selection: Which averages.
  /// - Throws: `Failure` for what the studies do not have.
  public func paperTable(of studies: [String], _ selection: PaperSelection) throws -> PaperTable {
    try onPaper(studies) { studies throws(PaperProblem) in
      try PaperTable(of: studies, selection)
    }
  }

  /// Regressions that are stored with studies, as a table for papers.
  ///
  /// - Parameters:
  ///   - studies: The studies, each `name` or `name@revision`.
  ///   - regressions: Which regressions.
  /// - Throws: `Failure` for what the studies do not have.
  public func paperTable(of studies: [String], _ regressions: PaperRegressions) throws
    -> PaperTable
  {
    try onPaper(studies) { studies throws(PaperProblem) in
      try PaperTable(of: studies, regressions)
    }
  }

  private func onPaper(
    _ studies: [String], _ table: ([PaperStudy]) throws(PaperProblem) -> PaperTable
  ) throws -> PaperTable {
    let known = try studies.map { study in
      let (report, spec) = try studyReport(study)
      return PaperStudy(report: report, spec: spec)
    }
    do throws(PaperProblem) { return try table(known) } catch {
      throw Failure(error.isMisuse ? .usage : .nothing, error.description)
    }
  }
}
