import EventStudy
import Tables
import Testing

@testable import Reporting

/// Averages and regressions of stored studies as tables for papers.
@Suite struct AverageTableTests {
  private func study(_ name: String = "s", _ tables: TableSet = Fixture.study) -> PaperStudy {
    var spec = StudySpec(name: "s")
    spec.estimation.windows = [EventStudy.Window(-250 ... -11)]
    return PaperStudy(
      report: StudyReport(name: name, question: [], tables: tables), spec: spec)
  }

  private func table(
    _ studies: [PaperStudy], _ change: (inout PaperSelection) -> Void = { _ in }
  ) throws -> PaperTable {
    var selection = PaperSelection()
    change(&selection)
    return try PaperTable(of: studies, selection)
  }

  private func refusal(
    _ studies: [PaperStudy], _ change: (inout PaperSelection) -> Void
  ) -> String? {
    do {
      _ = try table(studies, change)
      return nil
    } catch { return "\(error)" }
  }

  @Test("Windows by groups, with the test to read first; what a study lacks has no number")
  func windows() throws {
    let table = try table([study()])
    #expect(table.title == "Average cumulative abnormal returns: s")
    #expect(table.columns == ["all events", "tariff"])
    #expect(table.body.map(\.label) == ["[0, 0]", "[-1, +1]"])
    #expect(
      table.body[0].cells == [
        PaperTable.Cell(value: "+2.13%", marks: "*", below: "1.985"),
        PaperTable.Cell(value: "+3.10%", below: "-"),
      ])
    #expect(
      table.body[1].cells == [PaperTable.Cell(value: "+2.45%", below: "-"), PaperTable.Cell()])
    #expect(table.foot == [PaperTable.FootRow(label: "N", cells: ["12", "4"])])
    #expect(
      table.notes == [
        "In parentheses: the statistic of adj_bmp_t, Boehmer-Musumeci-Poulsen t adjusted for "
          + "cross-correlation.",
        "*** p<0.01  ** p<0.05  * p<0.10, two-sided.", "Model market (Market model).",
        "Estimation window [-250, -11].", "12 rows of events on 2 sessions.",
        "No adj_bmp_t for [0, 0], tariff and [-1, +1], all events.",
        "P-values are not adjusted for several windows.",
      ])
  }

  @Test("Groups by models: events are counted in the rows")
  func groups() throws {
    let table = try table([study()]) {
      $0.rows = .group
      $0.windows = [0...0]
      $0.test = "csect_t"
      $0.below = .p
      $0.stars = Stars([0.05])
    }
    #expect(table.corner == "group" && table.columns == ["market"] && table.foot == [])
    #expect(table.body.map(\.label) == ["all events (N = 12)", "tariff (N = 4)"])
    #expect(
      table.body.map(\.cells) == [
        [PaperTable.Cell(value: "+2.13%", marks: "*", below: "0.0195")],
        [PaperTable.Cell(value: "+3.10%", marks: "*", below: "0.0138")],
      ])
    #expect(table.notes[1] == "* p<0.05, two-sided.")
    #expect(table.notes[2] == "Model market (Market model); window [0, 0].")
    #expect(
      table.notes.contains(
        "The test takes events as independent, but these share sessions: it rejects too often."))
  }

  @Test("An undefined test says why, and an approximate one is marked")
  func reasons() throws {
    let undefined = try table([study()]) { $0.test = "corrado_z" }
    #expect(undefined.body[0].cells[0] == PaperTable.Cell(value: "+2.13%", below: "-"))
    #expect(undefined.notes.contains("No answer: corrado_z (a return is missing)."))
    let approximate = try table([study()]) {
      $0.test = "gsign_z"
      $0.below = .p
    }
    #expect(approximate.body[0].cells[0].below == "~0.1050")
    #expect(approximate.notes.contains("The p-value is approximate."))
  }

  @Test(
    "Where no test has an answer the first says why; a standard error is of a test that has one")
  func unanswered() throws {
    let silent = Fixture.tables { table in
      table.name == "tests"
        ? Fixture.table(of: [
          Fixture.TestRow(test: "csect_t", status: "undefined", reason: "too_few_events")
        ]) : table
    }
    let none = try table([study("s", silent)]) { $0.groups = ["all"] }
    #expect(none.body[0].cells[0] == PaperTable.Cell(value: "+2.13%", below: "-"))
    #expect(none.notes.contains("No answer: csect_t (too few events)."))
    // The fixture's tests have no standard errors at all.
    let error = try table([study()]) { $0.below = .standardError }
    #expect(error.notes[0].hasPrefix("In parentheses: the standard error of csect_t, "))
    #expect(error.body[0].cells[0].below == "-")
  }

  @Test("Forms of a test are chosen by name")
  func forms() throws {
    let table = try table([study()]) { $0.test = "bmp_t:normal" }
    #expect(table.body[0].cells[0].below == "4.410")
    #expect(table.notes[0].hasPrefix("In parentheses: the statistic of bmp_t (normal), "))
  }

  @Test("Studies side by side say once what they share")
  func studies() throws {
    let one = Fixture.tables { $0.name == "notices" ? Fixture.silent : $0 }
    let table = try table([study("a"), study("b", one)]) {
      $0.test = "csect_t"
      $0.groups = ["tariff"]
      $0.windows = [0...0]
    }
    #expect(table.columns == ["a", "b"] && table.body.count == 1)
    #expect(table.notes.count { $0 == "Estimation window [-250, -11]." } == 1)
    #expect(
      table.notes.filter { $0.contains("independent") } == [
        "a: The test takes events as independent, but these share sessions: it rejects too often."
      ])
    #expect(table.notes.contains("Model market (Market model); group tariff."))
  }

  @Test("What cannot be asked")
  func refusals() {
    let one = [study()]
    let cases: [(String, (inout PaperSelection) -> Void)] = [
      (
        "study 's' has no model 'markt'; did you mean 'market'? (there are: market)",
        { $0.models = ["markt"] }
      ),
      ("study 's' has no group 'x' (there are: all, tariff)", { $0.groups = ["x"] }),
      (
        "study 's' has no window '[0, +9]'; did you mean '[0, 0]'? (there are: [0, 0], [-1, +1])",
        { $0.windows = [0...9] }
      ),
      (
        "study 's' has no test 'bpm_t'; did you mean 'bmp_t'? (there are: csect_t, patell_z, bmp_t, "
          + "adj_bmp_t, gsign_z, corrado_z, wilcoxon)", { $0.test = "bpm_t" }
      ),
      (
        "study 's' has no test 'bmp_t:exact' (there are: csect_t, patell_z:exact, bmp_t:normal, "
          + "adj_bmp_t, gsign_z, corrado_z, wilcoxon)", { $0.test = "bmp_t:exact" }
      ),
      ("rows and columns are both the window; choose two", { $0.columns = .window }),
      (
        "there are several windows: [0, 0], [-1, +1]; choose one with --window, or make them "
          + "--rows or --columns",
        {
          $0.rows = .group
          $0.columns = .model
        }
      ),
      (
        "test 'gsign_z' does not estimate an average, so it has no standard error of one; take "
          + "--below statistic or p",
        {
          $0.test = "gsign_z"
          $0.below = .standardError
        }
      ),
    ]
    for (message, change) in cases { #expect(refusal(one, change) == message) }
    let two = [study("a"), study("b")]
    #expect(
      refusal(two) { $0.columns = .model }
        == "there are several studies: a, b; make them --rows or --columns")
    let none = TableSet(Fixture.study.tables.filter { $0.name == "events" })
    #expect(refusal([study("s", none)]) { _ in } == "'s' has no averages over a window")
  }

  @Test("Regressions: small coefficients keep digits, and what has none says why")
  func regressions() throws {
    let tables = TableSet(Fixture.study.tables + Fixture.regressions)
    let table = try PaperTable(of: [study("s", tables)], PaperRegressions())
    #expect(table.columns == ["(1)", "(2)"])
    #expect(table.body.map(\.label) == ["intercept", "size", "kind[oil]"])
    #expect(
      table.body.map(\.cells) == [
        [
          PaperTable.Cell(value: "0.0200", marks: "***", below: "0.0050"),
          PaperTable.Cell(value: "0.0100", below: "0.0100"),
        ],
        [
          PaperTable.Cell(value: "-0.000030", marks: "**", below: "0.000012"),
          PaperTable.Cell(value: "0.000010", below: "0.000020"),
        ],
        [PaperTable.Cell(), PaperTable.Cell(value: "-")],
      ])
    #expect(
      table.foot == [
        PaperTable.FootRow(label: "Window", cells: ["[0, 0]", "[-1, +1]"]),
        PaperTable.FootRow(label: "N", cells: ["12", "11"]),
        PaperTable.FootRow(label: "R²", cells: ["0.250", "0.100"]),
        PaperTable.FootRow(label: "Errors", cells: ["HC3", "cluster:session"]),
        PaperTable.FootRow(label: "Clusters", cells: ["", "3"]),
      ])
    #expect(
      table.notes == [
        "In parentheses: standard errors.", "*** p<0.01  ** p<0.05  * p<0.10, two-sided.",
        "Explained: CAR, model market (Market model), as decimals: 0.01 is 1%.",
        "Estimation window [-250, -11].", "Categories are compared: kind with bank.",
        "Events left out for want of a column or a value: (2) 1.",
        "(2): fewer than 10 clusters.",
        "kind[oil] in (2): the term is a combination of those before it, or does not vary.",
      ])
    var chosen = PaperRegressions()
    chosen.terms = ["size"]
    chosen.windows = [-1...1]
    chosen.below = .statistic
    let part = try PaperTable(of: [study("s", tables)], chosen)
    #expect(part.body.map(\.label) == ["size"] && part.body[0].cells[0].below == "0.500")
    chosen.numbers = [3]
    #expect(throws: PaperProblem.self) { try PaperTable(of: [study("s", tables)], chosen) }
    #expect(throws: PaperProblem.self) { try PaperTable(of: [study()], PaperRegressions()) }
  }
}

extension Fixture {
  /// No notices.
  static let silent = Table("notices", Fixture.notices.columns.map { Column($0.name, texts: []) })

  /// The study with some of its tables changed.
  static func tables(_ change: (Table) -> Table) -> TableSet {
    TableSet(study.tables.map(change))
  }

  /// Two invented regressions, the second with a term that has no coefficient.
  static let regressions: [Table] = [
    Table(
      "regressions",
      [
        Column("regression", integers: [1, 1, 2, 2, 2]),
        Column("model", texts: Array(repeating: "market", count: 5)),
        Column("window_start", integers: [0, 0, -1, -1, -1]),
        Column("window_end", integers: [0, 0, 1, 1, 1]),
        Column("term", texts: ["intercept", "size", "intercept", "size", "kind[oil]"]),
        Column("base", texts: [nil, nil, nil, nil, "bank"]),
        Column("estimate", numbers: [0.02, -3e-5, 0.01, 1e-5, .nan]),
        Column("std_error", numbers: [0.005, 1.2e-5, 0.01, 2e-5, .nan]),
        Column("statistic", numbers: [4, -2.5, 1, 0.5, .nan]),
        Column("p_value", numbers: [0.002, 0.03, 0.34, 0.63, .nan]),
        Column("reason", texts: [nil, nil, nil, nil, "collinear"]),
      ]),
    Table(
      "regression_fits",
      [
        Column("regression", integers: [1, 2]), Column("model", texts: ["market", "market"]),
        Column("window_start", integers: [0, -1]), Column("window_end", integers: [0, 1]),
        Column("method", texts: ["ols", "ols"]),
        Column("errors", texts: ["HC3", "cluster:session"]),
        Column("n_events", integers: [12, 11]), Column("n_excluded", integers: [0, 1]),
        Column("n_clusters", integers: [nil, 3]), Column("r_squared", numbers: [0.25, 0.1]),
        Column("reason", texts: [nil, "few_clusters"]),
      ]),
  ]
}
