public import EventStudy
import MarketData
import Store
public import Tables

/// What a regression of a study's reactions came to.
public struct RegressionOutcome: Sendable {
  /// The tables of this regression alone.
  public let tables: TableSet
  /// What the reader should know.
  public let notices: [Notice]
  /// The number under which the study holds it; `nil` when it was not stored.
  public let number: Int?
  /// Whether the study held the same regression with the same coefficients already.
  public let isUnchanged: Bool
  /// Whether no coefficient could be judged.
  public let isUndefined: Bool
}

extension Workflow {
  /// Regresses the stored reactions of a study on columns of its event list.
  ///
  /// - Parameters:
  ///   - spec: What is asked.
  ///   - study: The study, `name` or `name@revision`.
  ///   - storing: Whether the tables are added to those of the study.
  /// - Returns: The regression's tables and what should be known of it.
  /// - Throws: `Failure` with what the study does not have.
  public func regress(_ spec: RegressionSpec, ofStudy study: String, storing: Bool) throws
    -> RegressionOutcome
  {
    try explaining {
      let database = try open(storing ? .existing : .readOnly)
      let events = try explainedEvents(ofStudy: study, database)
      let regression = try ReactionRegression(
        spec, car: try database.table("car", ofStudy: study), events: events)
      guard storing, !regression.isUndefined else {
        return RegressionOutcome(regression, number: nil, tables: regression.tables(number: 1))
      }
      return try store(regression, inStudy: study, database)
    }
  }

  /// Runs `body`; a problem of a question is one of usage.
  func explaining<Result>(_ body: () throws -> Result) throws -> Result {
    do { return try failing(body) } catch let problem as ExplainingProblem {
      throw Failure(.usage, problem.description)
    }
  }

  /// The included events of a stored study with the columns of their list.
  func explainedEvents(ofStudy study: String, _ database: ReactionDatabase) throws
    -> ExplainedEvents
  {
    let list = try spec(ofStudy: study, database).events.list
    return try ExplainedEvents(
      database.table("events", ofStudy: study), list: database.events(list: list))
  }

  /// The specification that a study was stored with.
  func spec(ofStudy study: String, _ database: ReactionDatabase) throws -> StudySpec {
    let yaml = try database.provenance("spec", ofStudy: study) ?? ""
    do { return try SpecReader(yaml, file: study).study().spec } catch {
      throw Failure(.failure, "the stored specification of '\(study)' cannot be read: \(error)")
    }
  }

  private func store(
    _ regression: ReactionRegression, inStudy study: String, _ database: ReactionDatabase
  ) throws -> RegressionOutcome {
    var outcome: RegressionOutcome?
    try database.extend(study: study) { stored in
      let fits = try stored("regression_fits")
      let numbers = (0..<fits.rowCount).map { fits["regression"]?[$0].integer ?? 0 }
      let coefficients = try stored("regressions")
      for number in Set(numbers).sorted() {
        let tables = regression.tables(number: number)
        if tables["regressions"]?.hasRows(of: coefficients, where: "regression", number) == true,
          tables["regression_fits"]?.hasRows(of: fits, where: "regression", number) == true
        {
          outcome = RegressionOutcome(
            regression, number: number, tables: tables, isUnchanged: true)
          return []
        }
      }
      let number = (numbers.max() ?? 0) + 1
      let tables = regression.tables(number: number)
      outcome = RegressionOutcome(regression, number: number, tables: tables)
      return tables.tables
    }
    guard let outcome else { throw Failure(.failure, "the regression was not stored") }
    return outcome
  }
}

extension RegressionOutcome {
  fileprivate init(
    _ regression: ReactionRegression, number: Int?, tables: TableSet, isUnchanged: Bool = false
  ) {
    self.tables = tables
    self.number = number
    self.isUnchanged = isUnchanged
    notices = regression.notices
    isUndefined = regression.isUndefined
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
