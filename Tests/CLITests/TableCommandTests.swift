import Foundation
import TestSupport
import Testing

extension DemoTests {
  /// `reaction table` on the studies of the demo.
  @Suite struct TableCommandTests {
    private let demo: DemoRun

    init() throws { demo = try #require(DemoRun.current) }

    private func table(_ arguments: String) throws -> String {
      try demo.workdir.run("table \(arguments) --db demo.sqlite").expect(stderr: "").stdout
    }

    @Test("Markdown holds the numbers of the result tables")
    func numbers() throws {
      let table = MarkdownTable(try table("trade-war-2018 --test cda_t --group all --format md"))
      #expect(table.header == ["window", "mean", "market"])
      #expect(table.rows.map { $0[0] } == ["[0, 0]", "", "[0, +1]", "", "N"])
      #expect(table.rows.last == ["N", "340", "340"])
      let averages = CSVTable(try demo.export("trade-war-2018", "caar"))
      let tests = CSVTable(try demo.export("trade-war-2018", "tests"))
      for (column, model) in ["mean", "market"].enumerated() {
        for (row, end) in ["0", "1"].enumerated() {
          let place = [
            "model": model, "event_group": "all", "window_start": "0", "window_end": end,
          ]
          let average = try #require(
            averages.rows(where: place).first?["caar"].flatMap(Double.init))
          let test = try #require(
            tests.rows(where: place.merging(["test": "cda_t", "level": "caar"]) { $1 }).first)
          let p = try #require(test["p_value"].flatMap(Double.init))
          let stars = String(repeating: "*", count: [0.1, 0.05, 0.01].count { p < $0 })
          let cell = table.rows[2 * row][column + 1]
          #expect(cell.hasSuffix("%" + stars))
          let shown = try #require(Double(cell.split(separator: "%")[0]))
          #expect(abs(shown - 100 * average) <= 0.005 + 1e-12)
          let statistic = try #require(test["statistic"].flatMap(Double.init))
          let below = table.rows[2 * row + 1][column + 1].dropFirst().dropLast()
          #expect(abs(try #require(Double(below)) - statistic) <= 0.0005 + 1e-12)
        }
      }
    }

    @Test("The test is the one that the notices advise; the legend is always there")
    func advised() throws {
      let text = try table("trade-war-2018")
      #expect(text.contains("the statistic of adj_bmp_t, Boehmer-Musumeci-Poulsen t adjusted"))
      #expect(text.contains("*** p<0.01  ** p<0.05  * p<0.10, two-sided."))
      #expect(text.contains("Estimation window [-130, -11]."))
      #expect(text.split(separator: "\n").allSatisfy { $0.count <= 80 })
      #expect(try table("trade-war-2018 --stars 0.001").contains("* p<0.001, two-sided."))
      #expect(!(try table("trade-war-2018 --stars none")).contains("*"))
    }

    @Test("Axes, studies side by side, and standard errors")
    func axes() throws {
      let groups = MarkdownTable(
        try table(
          "trade-war-2018 --columns group --model market --test csect_t --below std-error "
            + "--window 0,1 --window 0,0 --format md"))
      #expect(groups.header == ["window", "all events", "escalation", "truce"])
      #expect(groups.rows.map { $0[0] } == ["[0, +1]", "", "[0, 0]", "", "N"])
      #expect(groups.rows[1].dropFirst().allSatisfy { $0.hasSuffix("%)") })
      #expect(groups.rows[4] == ["N", "340", "220", "120"])
      let studies = MarkdownTable(
        try table("trade-war-2018 june-5-2025@1 --model mean --test cda_t --format md"))
      #expect(studies.header == ["window", "trade-war-2018", "june-5-2025@1"])
      #expect(studies.rows[2] == ["[0, +1]", studies.rows[2][1], ""])
      #expect(studies.rows[4] == ["N", "340", "3"])
      let rows = MarkdownTable(
        try table("trade-war-2018 --rows group --window 0,0 --format md"))
      #expect(rows.rows[0][0] == "all events (N = 340)" && rows.header[1] == "mean")
    }

    @Test("A file takes its format from its suffix, and appears whole")
    func files() throws {
      for (suffix, start) in [
        ("tex", "% needs \\usepackage{booktabs}\n"), ("html", "<!DOCTYPE html>\n"),
        ("md", "**My title**\n"), ("txt", "My title\n"),
      ] {
        try demo.workdir.run([
          "table", "june-5-2025", "--title", "My title", "-o", "paper.\(suffix)", "--db",
          "demo.sqlite",
        ]).expect(stdout: "", stderr: "")
        #expect(try demo.workdir.text("paper.\(suffix)").hasPrefix(start))
      }
      try demo.workdir.run("table june-5-2025 -o paper.md --db demo.sqlite").expect(
        status: 1, stdout: "", stderr: "Error: paper.md exists; add --force to replace it\n")
      #expect(try !demo.workdir.names.contains { $0.hasPrefix("paper.") && $0.contains(".part-") })
    }

    @Test("What cannot be asked", arguments: Self.wrong)
    func refusals(_ arguments: String, _ status: Int32, _ message: String) throws {
      let outcome = try demo.workdir.run("table \(arguments) --db demo.sqlite")
      outcome.expect(status: status, stdout: "")
      #expect(outcome.stderr.hasPrefix("Error: \(message)"), "\(outcome)")
    }

    static let wrong: [(String, Int32, String)] = [
      ("trade-war", 4, "there is no study 'trade-war'"),
      (
        "trade-war-2018 --test bpm_t", 2,
        "study 'trade-war-2018' has no test 'bpm_t'; did you mean 'bmp_t'?"
      ),
      (
        "trade-war-2018 june-5-2025", 2,
        "there are several models: mean, market; choose one with --model"
      ),
      (
        "trade-war-2018 --regressions all", 4,
        "'trade-war-2018' has no regression; store one with: reaction regress trade-war-2018"
      ),
      ("trade-war-2018 --regressions all --test bmp_t", 2, "--test is for averages"),
      ("trade-war-2018 --terms size", 2, "--terms chooses coefficients"),
      ("trade-war-2018 --siunitx", 2, "--siunitx is for --format latex"),
      ("trade-war-2018 --format csv", 2, "unknown format 'csv'"),
      ("trade-war-2018 -o paper.xlsx", 2, "unknown format 'xlsx'"),
      ("trade-war-2018 --stars 5", 2, "The value '5' is invalid for '--stars <levels>'"),
      ("trade-war-2018 --format latex --label a}b", 2, "--label 'a}b' has a character"),
    ]
  }
}

/// `reaction table` on stored regressions, and on names that are markup.
@Suite struct PaperRegressionTests {
  static let name = #"a&b%c_d#e$f{g}h~i^j\k<script>"#

  private func studied() throws -> Workdir {
    let workdir = try SmallMarket.imported()
    try workdir.run("import undo 2").expect()
    let rows = [
      "a,F00,2024-05-06,news,1.5", "b,F01,2024-05-16,news,2.5", "c,F00,2024-05-27,news,",
      "e,F01,2024-06-05,news,3",
      "f,F00,2024-06-14,news,2", "g,F01,2024-06-25,news,4", "h,F00,2024-07-04,news,2.25",
    ]
    let list = rows.map { "\($0),\"\(Self.name)\"\n" }.joined()
    try workdir.write(("event_id,symbol,date,title,size,group\n" + list).utf8, to: "sized.csv")
    try workdir.run("import events sized.csv").expect()
    try workdir.run("study study.yaml").expect()
    return workdir
  }

  @Test("Regressions side by side, with the numbers that were stored")
  func regressions() throws {
    let workdir = try studied()
    try workdir.run("regress small --on size -q").expect()
    try workdir.run("regress small --on size --errors cluster:session -q").expect()
    let table = MarkdownTable(
      try workdir.run("table small --regressions all --format md").expect(stderr: "").stdout)
    #expect(table.header == ["term", "(1)", "(2)"])
    #expect(
      table.rows.map { $0[0] } == ["intercept", "", "size", "", "N", "R²", "Errors", "Clusters"])
    #expect(table.rows[4] == ["N", "6", "6"])
    #expect(table.rows[6] == ["Errors", "HC3", "cluster:session"])
    #expect(table.rows[7] == ["Clusters", "", "6"])
    let stored = CSVTable(
      try workdir.run("export small --table regressions --format csv").expect().stdout)
    for (row, term) in ["intercept", "size"].enumerated() {
      for number in 1...2 {
        let record = try #require(
          stored.rows(where: ["term": term, "regression": "\(number)"]).first)
        let cell = table.rows[2 * row][number].prefix { $0 != "*" }
        let below = table.rows[2 * row + 1][number].dropFirst().dropLast()
        for (shown, column) in [(String(cell), "estimate"), (String(below), "std_error")] {
          let value = try #require(record[column].flatMap(Double.init))
          #expect(abs(try #require(Double(shown)) - value) <= 0.00005 + 1e-12)
        }
      }
    }
    let part = MarkdownTable(
      try workdir.run("table small --regressions 2 --terms size --below statistic --format md")
        .expect(stderr: "").stdout)
    #expect(part.header == ["term", "(1)"] && part.rows[0][0] == "size" && part.rows[2][0] == "N")
    let wrong = try workdir.run("table small --regressions 3").expect(status: 2, stdout: "")
    #expect(
      wrong.stderr
        == "Error: study 'small' has no regression '3'; did you mean '1'? (there are: 1, 2)\n",
      "\(wrong)")
  }

  @Test("A name that is markup stays a name in every format")
  func escapes() throws {
    let workdir = try studied()
    func table(_ format: String) throws -> String {
      try workdir.run("table small --columns group --format \(format)").expect(stderr: "").stdout
    }
    let markdown = try table("md")
    #expect(MarkdownTable(markdown).header == ["window", "all events", Self.name])
    let latex = try table("latex")
    #expect(
      latex.contains(
        ##"\multicolumn{1}{c}{a\&b\%c\_d\#e\$f\{g\}h\textasciitilde{}i\textasciicircum{}j"##
          + #"\textbackslash{}k\textless{}script\textgreater{}}"#), "\(latex)")
    let html = try table("html")
    #expect(!html.contains("<script>"))
    #expect(html.contains(#"a&amp;b%c_d#e$f{g}h~i^j\k&lt;script&gt;"#), "\(html)")
    #expect(try table("text").contains(Self.name))
  }
}

/// A table of GitHub Flavored Markdown, read by the rules of its specification.
private struct MarkdownTable {
  let header: [String]
  let rows: [[String]]

  init(_ text: String) {
    let lines = text.split(separator: "\n").filter { $0.hasPrefix("|") }.map(Self.cells)
    header = lines.first ?? []
    rows = Array(lines.dropFirst(2))
  }

  private static func cells(_ line: Substring) -> [String] {
    var cells = [""]
    var isEscaped = false
    for character in line.dropFirst().dropLast() {
      if isEscaped || (character != "\\" && character != "|") {
        cells[cells.count - 1].append(character)
        isEscaped = false
      } else if character == "|" {
        cells.append("")
      } else {
        isEscaped = true
      }
    }
    return cells.map { cell in
      cell.trimmingCharacters(in: .whitespaces).replacing("&lt;", with: "<")
        .replacing("&amp;", with: "&")
    }
  }
}
