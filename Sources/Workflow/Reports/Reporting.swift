import EventStudy
public import Reporting
import Store
public import Tables

extension Workflow {
  /// The text report of a stored study, by its name or `name@revision`.
  public func report(_ study: String, style: TextStyle) throws -> String {
    let tables = try reading { try $0.tables(ofStudy: study) }
    if let report = try reactionReport(study, tables, style) { return report.text() }
    return studyReport(study, tables, try specification(ofStudy: study), style).text()
  }

  private func studyReport(
    _ study: String, _ tables: TableSet, _ spec: StudySpec?, _ style: TextStyle = .plain
  ) -> StudyReport {
    StudyReport(
      name: study, question: spec.map { inWords($0, tables["car"]) } ?? [], tables: tables,
      words: spec?.words ?? StudySpec.Measure.return.words, style: style)
  }

  /// A stored study as a report reads it, and what it asked.
  func studyReport(_ study: String) throws -> (report: StudyReport, spec: StudySpec?) {
    let tables = try reading { try $0.tables(ofStudy: study) }
    let spec = try specification(ofStudy: study)
    return (studyReport(study, tables, spec), spec)
  }

  /// The report of a stored study as one HTML file, by its name or `name@revision`.
  public func htmlReport(_ study: String) throws -> String {
    let tables = try reading { try $0.tables(ofStudy: study) }
    if let report = try reactionReport(study, tables) { return report.html() }
    let spec = try specification(ofStudy: study)
    return studyReport(study, try withReactions(tables), spec)
      .html(asked: spec.map(inOneSentence) ?? "")
  }

  /// The report of a run of reactions; `nil` of a study.
  private func reactionReport(_ study: String, _ tables: TableSet, _ style: TextStyle = .plain)
    throws -> ReactionReport?
  {
    guard let reactions = tables["reactions"], reactions.rowCount > 0 else { return nil }
    return ReactionReport(
      name: study, tables: tables,
      question: try reading { try $0.provenance("request", ofStudy: study) }, style: style)
  }

  /// The tables of a study and the reactions to its events that are stored, those measured last first.
  private func withReactions(_ tables: TableSet) throws -> TableSet {
    guard (tables["reactions"]?.rowCount ?? 0) == 0 else { return tables }
    return tables.joined(
      with: try reading { database in
        try database.reactionRuns().map { run in
          TableSet(
            try ["reactions", "reaction_paths"].map { try database.table($0, ofStudy: run) })
        }
      })
  }

  /// A picture of a stored study.
  ///
  /// - Parameters:
  ///   - chart: The chart's name.
  ///   - study: The study's name, or `name@revision`.
  ///   - selection: The part of the study to draw.
  /// - Throws: `Failure` when there is no such chart or study, or nothing to draw.
  public func figure(_ chart: String, of study: String, _ selection: ChartSelection) throws
    -> Figure
  {
    do {
      let chart = try Charts.named(chart)
      let tables = try withReactions(try reading { try $0.tables(ofStudy: study) })
      return try studyReport(study, tables, try specification(ofStudy: study))
        .figure(chart, selection)
    } catch let problem as ChartProblem {
      throw Failure(problem.isMisuse ? .usage : .nothing, problem.description)
    }
  }

  /// One result table of a stored study.
  public func table(_ name: String, ofStudy study: String) throws -> Table {
    let names = ResultSchema.tables.map(\.name)
    guard names.contains(name) else {
      throw Failure(
        .usage, "there is no result table '\(name)'; there are: \(names.joined(separator: ", "))")
    }
    return try reading { try $0.table(name, ofStudy: study) }
  }

  /// A stored study as a folder for notebooks, by its name or `name@revision`.
  public func notebook(_ study: String) throws -> NotebookFolder {
    let (tables, created) = try reading {
      (try $0.tables(ofStudy: study), try $0.creationTime(ofStudy: study))
    }
    guard tables["reactions"]?.rowCount == 0 else {
      throw Failure(
        .usage,
        "'\(study)' holds reactions and no event study; write them with --table reactions")
    }
    let used = Set(
      [("fits", "model"), ("tests", "test"), ("event_tests", "test")].flatMap {
        tables[$0]?.texts($1) ?? []
      })
    return NotebookFolder(
      study: study,
      question: try specification(ofStudy: study).map { inWords($0, tables["car"]) } ?? [],
      tables: tables,
      methods: (Self.modelExplanations + Self.testExplanations).filter { used.contains($0.id) },
      created: created)
  }

  /// How two stored studies, or two revisions of one, differ.
  public func difference(_ before: String, _ after: String) throws -> StudyDifference {
    try reading {
      StudyDifference(try $0.tables(ofStudy: before), try $0.tables(ofStudy: after))
    }
  }

  /// The specification that is stored with a study; `nil` when none is.
  private func specification(ofStudy study: String) throws -> StudySpec? {
    guard let yaml = try reading({ try $0.provenance("spec", ofStudy: study) }) else { return nil }
    do { return try SpecReader(yaml, file: study).study().spec } catch {
      throw Failure(.failure, "the stored specification of '\(study)' cannot be read: \(error)")
    }
  }
}

extension Table {
  /// The different texts of a column.
  fileprivate func texts(_ column: String) -> Set<String> {
    guard case .text(let codes, let labels) = self[column]?.values else { return [] }
    return Set(codes.lazy.filter { $0 >= 0 }.map { labels[Int($0)] })
  }
}
