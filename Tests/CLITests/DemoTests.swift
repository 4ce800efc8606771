import Foundation
import TestSupport
import Testing

/// Everything that looks at what the demo left.
@Suite(.demo) struct DemoTests {
  private let demo: DemoRun

  init() throws { demo = try #require(DemoRun.current) }

  @Test("The demo prints both reports and says where everything is")
  func reports() {
    demo.outcome.expect()
    for study in DemoRun.studies {
      #expect(demo.outcome.stdout.contains("Event study: \(study)\n"), "\(demo.outcome)")
    }
    let name = "SPY after 2025-06-05T08:45:00-04:00, session 2025-06-05\n"
    let reaction = demo.outcome.stdout.split(separator: name).last ?? ""
    #expect(reaction.contains("The rise turned round"), "\(demo.outcome)")
    #expect(reaction.contains("Not distinguishable from ordinary days"))
    #expect(reaction.contains("gap +0.29%, open to close -0.77%, close to close -0.48%"))
    #expect(demo.outcome.stderr.contains("study 'june-5-2025' is stored as revision 1\n"))
    #expect(demo.outcome.stderr.contains("Everything is in demo.sqlite"), "\(demo.outcome)")
  }

  @Test("A second run adds nothing and prints the same")
  func again() throws {
    let listings = ["batches", "series", "events", "studies"]
    func lists() throws -> [String] {
      try listings.map { try demo.workdir.run("list \($0) --format csv --db demo.sqlite").stdout }
    }
    let before = try lists()
    let second = try demo.workdir.run(["demo", "--data", packageRoot.path])
    second.expect(stdout: demo.outcome.stdout)
    #expect(!second.stderr.contains("imported into"), "\(second)")
    #expect(second.stderr.split(separator: "; nothing was added\n").count == 6, "\(second)")
    #expect(second.stderr.contains("study 'trade-war-2018' is unchanged as revision 1"))
    #expect(try lists() == before)
  }

  @Test("On the day of the call SPY and KWEB did nothing unusual, and TSLA did")
  func significance() throws {
    let car = CSVTable(try demo.export("june-5-2025", "car"))
    let day = ["window_start": "0", "window_end": "0"]
    func p(_ symbol: String, _ model: String) throws -> Double {
      let rows = car.rows(where: day.merging(["symbol": symbol, "model": model]) { $1 })
      return try #require(rows.first?["p_value"].flatMap(Double.init))
    }
    #expect(try p("SPY", "mean") > 0.05)
    for model in ["mean", "market"] {
      #expect(try p("KWEB", model) > 0.05)
      #expect(try p("TSLA", model) < 0.05)
    }
    // Against itself the market has no abnormal return, and no statistic pretends that it has.
    let itself = car.rows(where: ["symbol": "SPY", "model": "market"])
    #expect(itself.allSatisfy { $0["p_value"] == "" && $0["reason"] == "zero_variance" })
  }

  /// `Reference/june_5_2025.py` computed them with statsmodels.
  @Test("The day's abnormal returns are those of another program")
  func reference() throws {
    let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("Reference/june-5-2025.csv")
    let expected = CSVTable(try String(contentsOf: file, encoding: .utf8))
    let car = CSVTable(try demo.export("june-5-2025", "car"))
    #expect(expected.rows.count == 5)
    for row in expected.rows(where: [:]) {
      let key = row.filter { ["symbol", "model"].contains($0.key) }
      let found = car.rows(where: key.merging(["window_start": "0", "window_end": "0"]) { $1 })
      #expect(found.count == 1, "\(key)")
      for column in ["car", "std_error", "statistic", "df", "p_value"] {
        let wanted = try #require(row[column].flatMap(Double.init))
        let value = try #require(found.first?[column].flatMap(Double.init), "\(key) \(column)")
        #expect(abs(value - wanted) <= 1e-10 * abs(wanted), "\(key) \(column)")
      }
    }
  }

  private static let publication = packageRoot.appendingPathComponent("notebooks-export")

  /// `make docs` writes the folders; before its first run there is nothing to compare.
  private static var isPublished: Bool {
    DemoRun.studies.contains {
      FileManager.default.fileExists(atPath: publication.appendingPathComponent($0).path)
    }
  }

  @Test(
    "The published tables are those of a fresh run", .enabled(if: isPublished),
    arguments: DemoRun.studies)
  func published(_ study: String) throws {
    let folder = Self.publication.appendingPathComponent(study).appendingPathComponent("data")
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
    #expect(names == DemoRun.tables.filter { $0 != "provenance" }.map { "\($0).csv" }.sorted())
    for name in names {
      let text = try String(contentsOf: folder.appendingPathComponent(name), encoding: .utf8)
      #expect(try demo.export(study, String(name.dropLast(4))) == text, "\(study)/\(name)")
    }
  }
}
