import Correlation
import EventStudy
public import Statistics
public import Tables

/// A question about correlations with source markets around news.
public struct ContagionRequest: Sendable {
  /// The series and sessions.
  public var question: SourceQuestion
  /// How often correlations are resampled; `nil` for 999 times up to a hundred rows, else never.
  public var replicates: Int?
  /// The seed of the draws.
  public var seed: UInt64 = 20_250_605
  /// The mean length of the blocks that are drawn; `nil` for the cube root of the days.
  public var blockLength: Double?
  /// Against what change the p-values are.
  public var alternative = Alternative.greater
  /// How p-values are adjusted for the number of rows.
  public var adjustment = MultipleTesting.holm

  /// A question with defaults.
  public init(_ question: SourceQuestion) { self.question = question }

  /// The rows up to which correlations are resampled unasked.
  fileprivate static let mostRowsResampled = 100
}

/// A table, and what there is to say about how it was made.
public struct CorrelationOutcome: Sendable {
  /// The table.
  public let table: Table
  /// Sentences for the user, beside the data.
  public let remarks: [String]
}

extension Workflow {
  /// Correlations with source markets in calm days and around news, raw and by Forbes and Rigobon.
  ///
  /// - Throws: `Failure` when a series, a list or a day that is asked for is not there.
  public func contagion(_ request: ContagionRequest) throws -> CorrelationOutcome {
    try reading { database in
      let material = try database.material(of: request.question, threads: threads)
      var remarks = material.remarks
      let isMany = material.rowCount > ContagionRequest.mostRowsResampled
      if isMany, request.replicates == nil {
        remarks.append(
          "no bootstrap over \(grouped(material.rowCount)) rows; ask for one with --replicates 999")
      }
      var contagion = Contagion(material.pairs)
      contagion.bootstrap = BlockBootstrap(
        replicates: request.replicates ?? (isMany ? 0 : 999), seed: request.seed,
        blockLength: request.blockLength)
      contagion.alternative = request.alternative
      contagion.adjustment = request.adjustment
      return CorrelationOutcome(
        table: contagion.table(material.comparisons, threads: threads), remarks: remarks)
    }
  }
}
