import Foundation
import TestSupport
import Testing

extension DemoTests {
  @Suite struct NotebookTests {
    private let demo: DemoRun

    init() throws { demo = try #require(DemoRun.current) }

    private func export(_ arguments: String, environment: [String: String] = [:]) throws
      -> CommandOutcome
    {
      try demo.workdir.run(
        "export june-5-2025 \(arguments) --db demo.sqlite", environment: environment)
    }

    private func names(in folder: String) throws -> [String] {
      try FileManager.default.subpathsOfDirectory(atPath: "\(demo.workdir.path)/\(folder)").sorted()
    }

    @Test("A study becomes a folder with the bytes of its tables")
    func folder() throws {
      try export("--notebook whole").expect(
        stdout: "", stderr: "wrote study 'june-5-2025' to whole; begin with README.md\n")
      #expect(
        try names(in: "whole").filter { !$0.contains("/") } == [
          "README.md", "analysis.R", "analysis.do", "analysis.ipynb", "analysis.qmd",
          "convert.py", "data", "datapackage.json", "est", "provenance.json", "study.yaml",
        ])
      for table in DemoRun.tables where table != "provenance" {
        #expect(
          try demo.workdir.text("whole/data/\(table).csv") == demo.export("june-5-2025", table))
      }
    }

    @Test("Reactions are one table and no folder")
    func reactions() throws {
      let outcome = try demo.workdir.run(
        "export react:SPY:2025-06-05T08:45:00-04:00 --notebook r --db demo.sqlite")
      #expect(outcome.status == 2 && outcome.stderr.contains("--table reactions"))
    }

    @Test("Two exports of a study are the same bytes")
    func repeated() throws {
      for folder in ["one", "two"] { try export("--notebook \(folder) --quiet").expect(stderr: "") }
      for name in try names(in: "one") where name.contains(".") {
        #expect(
          try demo.workdir.text("one/\(name)") == demo.workdir.text("two/\(name)"), "\(name)")
      }
    }

    @Test("A folder is replaced when asked, and only one of an earlier export")
    func replacing() throws {
      try export("--notebook again --quiet").expect()
      try export("--notebook again --quiet").expect(
        status: 1, stderr: "Error: again exists; add --force to replace it\n")
      try export("--notebook again --quiet --force").expect(stderr: "")
      try FileManager.default.createDirectory(
        atPath: "\(demo.workdir.path)/other", withIntermediateDirectories: true)
      try demo.workdir.write("mine".utf8, to: "other/mine.txt")
      try export("--notebook other --quiet --force").expect(
        status: 1,
        stderr: "Error: other is a folder of something else (it has no datapackage.json); "
          + "name a new one\n")
      #expect(try demo.workdir.text("other/mine.txt") == "mine")
    }

    @Test("A workbook needs no Python and is the same bytes again")
    func workbook() throws {
      let names = ["first", "second"]
      for folder in names {
        try export(
          "--notebook \(folder) --also xlsx --quiet", environment: ["PATH": "/nowhere"]
        ).expect(stderr: "")
      }
      let workbooks = try names.map { try demo.workdir.text("\($0)/june-5-2025.xlsx") }
      #expect(workbooks[0].hasPrefix("PK\u{3}\u{4}") && workbooks[0] == workbooks[1])
    }

    @Test("Without Python's libraries nothing is left")
    func withoutPython() throws {
      let outcome = try export(
        "--notebook converted --also parquet", environment: ["PATH": "/nowhere"])
      #expect(outcome.status == 1)
      #expect(outcome.stderr.contains("nothing was exported"))
      #expect(try !demo.workdir.names.contains { $0.hasPrefix("converted") })
    }

    @Test(
      "What does not go together is said",
      arguments: [
        ("export --notebook x", "--notebook writes a study"),
        ("export june-5-2025", "Name a --table, or a folder for --notebook"),
        ("export june-5-2025 --table car --notebook x", "leave out --table"),
        ("export june-5-2025 --table car --also dta", "--also goes with --notebook"),
      ])
    func usage(_ arguments: String, _ message: String) throws {
      let outcome = try demo.workdir.run("\(arguments) --db demo.sqlite")
      #expect(outcome.status == 2 && outcome.stderr.contains(message), "\(outcome.stderr)")
    }
  }
}
