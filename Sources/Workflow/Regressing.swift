public import EventStudy
import Ingest
import MarketData
import Store
public import Tables

/// What a question to a stored study came to.
public struct Answer: Sendable {
  /// The tables of this question alone.
  public let tables: TableSet
  /// What the reader should know.
  public let notices: [Notice]
  /// The number under which the study holds it; `nil` when it was not stored.
  public let number: Int?
  /// Whether the study held the same question with the same answer already.
  public let isUnchanged: Bool
  /// Whether nothing could be judged.
  public let isUndefined: Bool
}

extension Workflow {
  /// Regresses the stored reactions of a study on columns of its event list.
  ///
  /// - Parameters:
  ///   - spec: What is asked.
  ///   - study: The study, `name` or `name@revision`.
  ///   - covariates: The path of a table with further columns; `nil` for none.
  ///   - storing: Whether the tables are added to those of the study.
  /// - Returns: The regression's tables and what should be known of it.
  /// - Throws: `Failure` with what the study does not have.
  public func regress(
    _ spec: RegressionSpec, ofStudy study: String, covariates: String?, storing: Bool
  ) throws -> Answer {
    try explaining {
      let table = try covariateTable(covariates)
      var spec = spec
      spec.covariateTable = table?.fingerprint
      let database = try open(storing ? .existing : .readOnly)
      let regression = try ReactionRegression(
        spec, car: try database.table("car", ofStudy: study),
        events: try explainedEvents(ofStudy: study, database, joining: table),
        residuals: spec.errors == .portfolio ? try residuals(ofStudy: study, database) : nil)
      let question = Question(
        numberColumn: "regression", comparedTables: ["regression_fits", "regressions"],
        tables: regression.tables, notices: regression.notices,
        isUndefined: regression.isUndefined)
      return try storing ? question.store(inStudy: study, database) : question.answer
    }
  }

  /// Compares the stored reactions of a study between groups of its events.
  ///
  /// - Parameters:
  ///   - spec: What is asked.
  ///   - study: The study, `name` or `name@revision`.
  ///   - covariates: The path of a table with further columns; `nil` for none.
  ///   - storing: Whether the table is added to those of the study.
  /// - Returns: The table `comparisons` of this question and what should be known of it.
  /// - Throws: `Failure` with what the study does not have.
  public func compare(
    _ spec: ComparisonSpec, ofStudy study: String, covariates: String?, storing: Bool
  ) throws -> Answer {
    try explaining {
      let table = try covariateTable(covariates)
      var spec = spec
      spec.covariateTable = table?.fingerprint
      let database = try open(storing ? .existing : .readOnly)
      let comparison = try ReactionComparison(
        spec, car: try database.table("car", ofStudy: study),
        events: try explainedEvents(ofStudy: study, database, joining: table), threads: threads)
      let question = Question(
        numberColumn: "comparison", comparedTables: ["comparisons"], tables: comparison.tables,
        notices: comparison.notices, isUndefined: comparison.isUndefined)
      return try storing ? question.store(inStudy: study, database) : question.answer
    }
  }

  /// Runs `body`; a problem of a question is one of usage.
  func explaining<Result>(_ body: () throws -> Result) throws -> Result {
    do { return try failing(body) } catch let problem as ExplainingProblem {
      throw Failure(.usage, problem.description)
    }
  }

  /// The included events of a stored study with the columns of their list, and of a table beside.
  func explainedEvents(
    ofStudy study: String, _ database: ReactionDatabase, joining table: CovariateTable? = nil
  ) throws -> ExplainedEvents {
    let list = try spec(ofStudy: study, database).events.list
    let events = try ExplainedEvents(
      database.table("events", ofStudy: study), list: database.events(list: list))
    return try table.map { try events.joined(with: $0) } ?? events
  }

  private func covariateTable(_ path: String?) throws -> CovariateTable? {
    try path.map { try CovariateImport.run($0 == "-" ? .standardInput : .file($0)) }
  }

  /// What the models of a stored study leave unexplained: fitted again to the same data.
  private func residuals(ofStudy study: String, _ database: ReactionDatabase) throws
    -> EstimationResiduals
  {
    do {
      let known = try Study(spec(ofStudy: study, database))
      let data = try StudyData(for: known, from: database, threads: threads)
      guard data.sha256 == (try database.provenance("data_sha256", ofStudy: study)) else {
        throw Failure(
          .usage,
          "the data of study '\(study)' changed after it was run; run it again, then its regression"
        )
      }
      return EstimationResiduals(try known.fit(to: data.inputs, threads: threads))
    } catch let problem as SpecProblem { throw Failure(.usage, problem.description) }
  }

  /// The specification that a study was stored with.
  func spec(ofStudy study: String, _ database: ReactionDatabase) throws -> StudySpec {
    let yaml = try database.provenance("spec", ofStudy: study) ?? ""
    do { return try SpecReader(yaml, file: study).study().spec } catch {
      throw Failure(.failure, "the stored specification of '\(study)' cannot be read: \(error)")
    }
  }
}

extension CovariateTable {
  /// What tells the table from another of the same name.
  fileprivate var fingerprint: String {
    "\(name.split(separator: "/").last ?? "") (SHA-256 \(sha256.prefix(12)))"
  }
}

/// A question that was answered, to be kept with its study.
private struct Question {
  /// The column whose numbers tell the questions to one study apart.
  let numberColumn: String
  /// The tables that are equal when question and answer are.
  let comparedTables: [String]
  let tables: (Int) -> TableSet
  let notices: [Notice]
  let isUndefined: Bool

  /// The answer, not stored.
  var answer: Answer { answer(tables(1), number: nil) }

  /// Adds the tables to those of a study, unless it holds the same already or there is no answer.
  func store(inStudy study: String, _ database: ReactionDatabase) throws -> Answer {
    guard !isUndefined else { return answer }
    var result = answer
    try database.extend(study: study) { stored in
      let known = try comparedTables.map(stored)
      let numbers = known.flatMap { table in
        (0..<table.rowCount).compactMap { table[numberColumn]?[$0].integer }
      }
      for number in Set(numbers).sorted() {
        let mine = tables(number)
        if known.allSatisfy({ mine[$0.name]?.hasRows(of: $0, where: numberColumn, number) == true })
        {
          result = answer(mine, number: number, isUnchanged: true)
          return []
        }
      }
      let number = (numbers.max() ?? 0) + 1
      result = answer(tables(number), number: number)
      return result.tables.tables
    }
    return result
  }

  private func answer(_ tables: TableSet, number: Int?, isUnchanged: Bool = false) -> Answer {
    Answer(
      tables: tables, notices: notices, number: number, isUnchanged: isUnchanged,
      isUndefined: isUndefined)
  }
}

extension Table {
  /// Whether the rows of another table that have a number in a column are this table's.
  fileprivate func hasRows(of other: Table, where column: String, _ number: Int) -> Bool {
    let rows = (0..<other.rowCount).filter { other[column]?[$0].integer == number }
    guard rows.count == rowCount else { return false }
    return columns.allSatisfy { mine in
      guard let theirs = other[mine.name] else { return false }
      return rows.enumerated().allSatisfy { mine[$0] == theirs[$1] }
    }
  }
}
