import Foundation
import TestSupport
import Testing

/// The demo, run once for all tests that look at what it left.
struct DemoRun: Sendable {
  /// Set while the tests of a suite with the trait `.demo` run.
  @TaskLocal static var current: DemoRun?

  static let studies = ["trade-war-2018", "june-5-2025"]
  static let tables = [
    "events", "models", "fits", "ar", "car", "aar", "caar", "tests", "event_tests", "dependence",
    "placebo_paths", "event_bars", "notices", "provenance",
  ]

  let workdir: Workdir
  let outcome: CommandOutcome

  /// Runs the demo in a folder of its own.
  ///
  /// - Parameter data: The folder that has `data/` and `seeds/`.
  init(
    data: String = packageRoot.path, _ arguments: [String] = [],
    environment: [String: String] = [:]
  ) throws {
    workdir = try Workdir()
    outcome = try workdir.run(["demo", "--data", data] + arguments, environment: environment)
  }

  /// A result table.
  func export(
    _ study: String, _ table: String, format: String = "csv", environment: [String: String] = [:]
  ) throws -> String {
    try workdir.run(
      "export \(study) --table \(table) --format \(format) --db demo.sqlite",
      environment: environment
    ).expect(stderr: "").stdout
  }

  /// All result tables of both studies, by `study/table`.
  func allTables(environment: [String: String] = [:]) throws -> [String: String] {
    var texts: [String: String] = [:]
    for study in Self.studies {
      for table in Self.tables {
        texts["\(study)/\(table)"] = try export(study, table, environment: environment)
      }
    }
    return texts
  }
}

/// Runs the demo before the tests of a suite and removes its folder after them.
struct DemoTrait: SuiteTrait, TestScoping {
  func provideScope(
    for test: Test, testCase: Test.Case?, performing function: @Sendable () async throws -> Void
  ) async throws {
    try await DemoRun.$current.withValue(try DemoRun()) { try await function() }
  }
}

extension Trait where Self == DemoTrait {
  /// Gives the suite's tests a run of the demo.
  static var demo: DemoTrait { DemoTrait() }
}
