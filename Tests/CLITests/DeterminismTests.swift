import Foundation
import TestSupport
import Testing

extension DemoTests {
  @Suite struct DeterminismTests {
    private let expected: [String: String]

    init() throws { expected = try #require(DemoRun.current).allTables() }

    @Test(
      "A study gives the same bytes whatever the threads, the locale and the time zone",
      arguments: [
        (["--threads", "1"], [:]), (["--threads", "2"], [:]),
        ([], ["LC_ALL": "de_DE.UTF-8", "LANG": "de_DE.UTF-8", "TZ": "Asia/Tokyo"]),
      ] as [([String], [String: String])])
    func bytes(_ arguments: [String], environment: [String: String]) throws {
      let run = try DemoRun(arguments, environment: environment)
      run.outcome.expect()
      expectSame(try run.allTables(environment: environment))
    }

    /// Of two rows of one symbol, session and group the earlier one stays in the sample, so rows of
    /// one symbol or one date keep their order here.
    @Test("The order of the rows of the event files changes nothing but the inputs' digests")
    func order() throws {
      let examples = try Workdir()
      try shuffleEvents(in: examples)
      let run = try DemoRun(data: examples.path)
      run.outcome.expect()
      #expect(try run.export("june-5-2025", "provenance") != expected["june-5-2025/provenance"])
      expectSame(try run.allTables().mapValues(withoutDigests), after: withoutDigests)
    }

    private func withoutDigests(_ text: String) -> String {
      text.replacing(#/(input:events\.csv|data_sha256),[0-9a-f]{64}\n/#, with: "")
    }

    private func expectSame(
      _ tables: [String: String], after change: (String) -> String = { $0 }
    ) {
      for (name, text) in expected {
        #expect(tables[name] == change(text), "\(name)")
      }
    }

    /// A copy of the example data with the events in another order: by their second column, which
    /// is the symbol or the date, backwards.
    private func shuffleEvents(in examples: Workdir) throws {
      for name in ["data", "seeds"] {
        try FileManager.default.copyItem(
          atPath: packageRoot.appendingPathComponent(name).path, toPath: "\(examples.path)/\(name)")
      }
      for study in DemoRun.studies {
        let name = "data/\(study)/events.csv"
        var lines = try examples.text(name).split(separator: "\n")
        let header = lines.removeFirst()
        let keys = lines.map { $0.split(separator: ",")[1] }
        let order = lines.indices.sorted { (keys[$1], $0) < (keys[$0], $1) }
        let text = ([header] + order.map { lines[$0] }).map { $0 + "\n" }.joined()
        try examples.write(text.utf8, to: name)
      }
    }
  }
}
