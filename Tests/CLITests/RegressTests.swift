import Foundation
import TestSupport
import Testing

/// `reaction regress` on the real command.
@Suite struct RegressTests {
  private let workdir: Workdir

  init() throws {
    workdir = try SmallMarket.imported()
    try workdir.run("import undo 2").expect()
    // The third event has no size, the fourth no prices.
    let rows = [
      "a,F00,2024-05-06,1.5,bank", "b,F01,2024-05-16,2.5,oil", "c,F00,2024-05-27,,oil",
      "d,ZZZ,2024-05-27,9,oil", "e,F01,2024-06-05,3,bank", "f,F00,2024-06-14,2,bank",
      "g,F01,2024-06-25,4,oil", "h,F00,2024-07-04,2.25,oil",
    ]
    try workdir.write(
      ("event_id,symbol,date,size,kind\n" + rows.joined(separator: "\n") + "\n").utf8,
      to: "sized.csv")
    try workdir.run("import events sized.csv").expect()
    try workdir.run("study study.yaml").expect()
  }

  @Test("The only further column of an event list is a covariate when it holds numbers")
  func onlyColumn() throws {
    let rows = [
      "a,F00,2024-05-06,0.3", "b,F01,2024-05-16,-0.1", "c,F00,2024-05-27,0.25",
      "d,F01,2024-06-05,0.7", "e,F00,2024-06-14,-0.4",
    ]
    try workdir.write(
      ("event_id,symbol,date,surprise\n" + rows.joined(separator: "\n") + "\n").utf8,
      to: "surprises.csv")
    try workdir.run("import events surprises.csv").expect()
    let list = CSVTable(
      try workdir.run("export --table event_list --list surprises --format csv").expect().stdout)
    #expect(Set(list["title"]) == [""])
    try workdir.write((SmallMarket.study + "events: {list: surprises}\n").utf8, to: "s.yaml")
    try workdir.run("study s.yaml").expect()
    let table = CSVTable(
      try workdir.run("regress small --on surprise --format csv").expect().stdout)
    #expect(table["term"] == ["intercept", "surprise"])
  }

  @Test("Coefficients on stdout, the rest on stderr; the same question again adds nothing")
  func stored() throws {
    let first = try workdir.run("regress small --on size --format csv").expect()
    let table = CSVTable(first.stdout)
    #expect(table.isRectangular)
    #expect(table["term"] == ["intercept", "size"])
    #expect(table["df"] == ["4", "4"])
    #expect(table["regression"] == ["1", "1"])
    #expect(
      first.stderr.hasPrefix("market [0, 0]: least squares, errors HC3; 6 events; R2 "),
      "\(first)")
    #expect(
      first.stderr.hasSuffix(
        """
        Warning: events_left_out: 1 of 7 events lack a column or a CAR and are left out: c (size).
        stored in study 'small' as regression 1

        """), "\(first)")
    let again = try workdir.run("regress small --on size --format csv").expect(stdout: first.stdout)
    #expect(
      again.stderr.hasSuffix("study 'small' holds this as regression 1 already\n"), "\(again)")
    try workdir.run("regress small --on size,kind --errors classical -q").expect(stderr: "")
    let stored = CSVTable(
      try workdir.run("export small --table regressions --format csv").expect().stdout)
    #expect(stored["regression"] == ["1", "1", "2", "2", "2"])
    #expect(stored["term"] == ["intercept", "size", "intercept", "size", "kind[oil]"])
    #expect(stored["base"] == ["", "", "", "", "bank"])
    #expect(Array(stored.rows.prefix(2)) == table.rows)
    try workdir.run([
      "sql", "select errors, n_events, n_excluded from regression_fits where study = 'small'",
      "--format", "csv",
    ]).expect(stdout: "errors,n_events,n_excluded\nHC3,6,1\nclassical,6,1\n")
    let events = CSVTable(
      try workdir.run("export small --table regression_events --format csv").expect().stdout)
    #expect(events.rows(where: ["event_id": "c"]).map { $0["missing"] } == ["size", "size"])
  }

  @Test("A dry run stores nothing; another revision starts without regressions")
  func dryRun() throws {
    try workdir.run("regress small --on size -n -q").expect(stderr: "")
    let none = CSVTable(
      try workdir.run("export small --table regressions --format csv").expect().stdout)
    #expect(none.rows.isEmpty)
    try workdir.run("regress small --on size -q").expect()
    try workdir.write((SmallMarket.study + "model: mean\n").utf8, to: "study.yaml")
    try workdir.run("study study.yaml").expect()
    for (study, count) in [("small", 0), ("small@1", 2)] {
      let rows = CSVTable(
        try workdir.run("export \(study) --table regressions --format csv").expect().stdout)
      #expect(rows.rows.count == count)
    }
  }

  @Test("Text has a row a coefficient that fits a terminal")
  func text() throws {
    let outcome = try workdir.run("regress small --on size -q").expect()
    let lines = outcome.stdout.split(separator: "\n")
    #expect(lines.count == 4 && lines.allSatisfy { $0.count <= 80 }, "\(outcome)")
    #expect(lines[0].hasPrefix("window  term"), "\(outcome)")
  }

  @Test("What cannot be asked")
  func refusals() throws {
    let questions: [WrongInput] = [
      WrongInput(
        "a misspelled column", "regress small --on sise", status: 2,
        "no event of the study has the column 'sise'; did you mean 'size'?"),
      WrongInput(
        "a misspelled study", "regress smal --on size", status: 4,
        "there is no study 'smal'; did you mean 'small'?"),
      WrongInput(
        "a window that the study lacks", "regress small --on size --window -1,1", status: 2,
        "the study has no CARs over [-1, +1]; it has [0, 0]"),
    ]
    for question in questions { try question.expectRefusal(in: workdir) }
    let more = try workdir.run("regress small --on size,kind,year,month,week -q").expect(status: 4)
    #expect(
      more.stderr == "Error: nothing could be judged: see the column reason\n", "\(more)")
    try workdir.run("regress small --on size --errors HC9").expect(status: 2, stdout: "")
    try workdir.run("regress small --on size,").expect(status: 2, stdout: "")
  }

  @Test("Columns from a table of firms: the latest row that is known, and what is wrong with it")
  func covariates() throws {
    // Of F00 what holds on a session is 1.5, then 2; F01's two rows are of 2.5 from the start.
    try workdir.write(
      """
      symbol,date,assets,city
      F00,2024-01-01,10,Oslo
      F01,2024-01-01,20,Rome
      F00,2024-05-27,30,Oslo
      F00,2025-01-01,99,Oslo
      NEW,2024-01-01,1,Bern

      """.utf8, to: "firms.csv")
    let fit = try workdir.run(
      "regress small --on size,assets --covariates firms.csv --errors classical --format csv"
    ).expect()
    #expect(CSVTable(fit.stdout)["term"] == ["intercept", "size", "assets"])
    // The same numbers as further columns of the event list give the same regression.
    let own = try Workdir()
    for file in ["prices.csv", "study.yaml"] {
      try own.write(try contents(of: file).utf8, to: file)
    }
    let assets = ["a": 10, "b": 20, "c": 30, "d": 0, "e": 20, "f": 30, "g": 20, "h": 30]
    let events = try contents(of: "sized.csv").split(separator: "\n").enumerated().map { line in
      line.offset == 0
        ? line.element + ",assets"
        : line.element + ",\(assets[String(line.element.prefix(1))] ?? 0)"
    }
    try own.write((events.joined(separator: "\n") + "\n").utf8, to: "events.csv")
    for command in ["import prices prices.csv", "import events events.csv", "study study.yaml"] {
      try own.run(command).expect()
    }
    try own.run("regress small --on size,assets --errors classical --format csv")
      .expect(stdout: fit.stdout)
    let again = try workdir.run(
      "regress small --on size,assets --covariates firms.csv --errors classical --format csv"
    ).expect(stdout: fit.stdout)
    #expect(again.stderr.hasSuffix("holds this as regression 1 already\n"), "\(again)")
    try workdir.run("compare small --by city --within none --covariates firms.csv -q").expect()
  }

  private func contents(of file: String) throws -> String {
    try String(
      contentsOf: URL(fileURLWithPath: workdir.path).appendingPathComponent(file), encoding: .utf8)
  }

  @Test("A table of firms that cannot be used says where and why")
  func wrongCovariates() throws {
    let files: [(text: String, message: String)] = [
      ("firm name,assets\na,1\n", "t.csv: has no column 'symbol'"),
      ("symbol\nF00\n", "t.csv: has no column 'size'"),
      (
        "symbol,assets\nF00,1\nF01,2\nF00,3\n",
        "line 4"
      ),
      ("symbol,date,assets\nF00,2024-13-01,1\n", "'2024-13-01' is not a date like 2024-03-15"),
      ("symbol,size\nF00,1\n", "t.csv has a column 'size', and so has the event list"),
      ("symbol,assets\nXYZ,1\n", "no event of the study has a row in t.csv"),
    ]
    for (text, message) in files {
      try workdir.write(text.utf8, to: "t.csv")
      let outcome = try workdir.run("regress small --on size --covariates t.csv")
      #expect(outcome.status != 0 && outcome.stdout == "", "\(outcome)")
      #expect(outcome.stderr.contains(message), "\(outcome)")
    }
    let none = try workdir.run("regress small --on size --covariates none.csv")
    #expect(none.stderr == "Error: none.csv: no such file\n", "\(none)")
  }

  @Test("Groups are compared, pair by pair, and kept")
  func compared() throws {
    let outcome = try workdir.run("compare small --by kind --within none --format csv").expect(
      stderr: "stored in study 'small' as comparison 1\n")
    let table = CSVTable(outcome.stdout)
    #expect(table["test"] == ["welch_t", "mann_whitney", "permutation"])
    #expect(table["group_a"] == ["bank", "bank", "bank"] && table["n_a"] == ["3", "3", "3"])
    #expect(table["n_b"] == ["4", "4", "4"] && table["variant"][2] == "none")
    try workdir.run("compare small --by kind --within none --threads 1 --format csv").expect(
      stdout: outcome.stdout, stderr: "study 'small' holds this as comparison 1 already\n")
    try workdir.run("export small --table comparisons --format csv").expect(stdout: outcome.stdout)
    let stuck = try workdir.run("compare small --by symbol -n").expect()
    #expect(stuck.stdout.contains("no_mixed_blocks"), "\(stuck)")
    #expect(stuck.stderr.hasPrefix("Note: no_mixed_blocks: No session has events"), "\(stuck)")
    try WrongInput(
      "a column of one value", "compare small --by market", status: 2,
      "the column 'market' has the one value '^MKT' among the study's events; a comparison needs two"
    ).expectRefusal(in: workdir)
    try workdir.run("compare small --by kind --replicates 5").expect(status: 2, stdout: "")
  }

  @Test("Portfolio errors need events of one session, and the data the study was run on")
  func portfolio() throws {
    let apart = try workdir.run("regress small --on size --errors portfolio -q").expect(status: 4)
    #expect(apart.stdout.contains("different_dates"), "\(apart)")
    try workdir.write(
      "event_id,symbol,date,size,kind\nx,F00,2024-07-08,1,oil\n".utf8, to: "more.csv")
    try workdir.run("import events more.csv").expect()
    try WrongInput(
      "data that changed", "regress small --on size --errors portfolio", status: 2,
      "the data of study 'small' changed after it was run; run it again, then its regression"
    ).expectRefusal(in: workdir)
  }
}
