public import Correlation

extension Workflow {
  /// How far source markets move other series, identified by the variance of days of news.
  ///
  /// - Parameters:
  ///   - question: The series and sessions.
  ///   - configure: Sets what else is asked.
  /// - Throws: `Failure` when a series, a list or a day that is asked for is not there.
  public func impact(_ question: SourceQuestion, _ configure: (inout Impact) -> Void) throws
    -> CorrelationOutcome
  {
    try reading { database in
      let material = try database.material(of: question, threads: threads)
      var impact = Impact(material.pairs)
      configure(&impact)
      return CorrelationOutcome(
        table: impact.table(material.comparisons, threads: threads), remarks: material.remarks)
    }
  }
}
