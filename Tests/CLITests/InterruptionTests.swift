import Foundation
import TestSupport
import Testing

@Suite struct InterruptionTests {
  /// Ten years of weekdays for 40 symbols.
  private static let prices: String = {
    let days = (0..<2600).map {
      "20\(10 + $0 / 260)-\(two(1 + $0 % 260 / 22))-\(two(1 + $0 % 260 % 22))"
    }
    let rows = (0..<40).flatMap { symbol in
      days.enumerated().map { "\($1),S\(symbol),\(100 + ($0 * 7 + symbol) % 90)\n" }
    }
    return "date,symbol,close\n" + rows.joined()
  }()

  private static func two(_ number: Int) -> String { (number < 10 ? "0" : "") + String(number) }

  @Test("Ctrl-C ends a long import at once; the database is as before", .timeLimit(.minutes(5)))
  func interrupt() throws {
    let workdir = try SmallMarket.imported()
    let before = try workdir.run("list batches --format csv").expect().stdout
    let pipe = Pipe()
    let command = try workdir.start(["import", "prices", "-"], input: .pipe(pipe))
    // Once all of this is in the pipe the import has read most of it, and it waits for more.
    try pipe.fileHandleForWriting.write(contentsOf: Data(Self.prices.utf8))
    // Meanwhile others read the database as it was.
    try workdir.run("list batches --format csv").expect(stdout: before, stderr: "")
    let start = ContinuousClock.now
    command.interrupt()
    let outcome = try command.finish()
    #expect(ContinuousClock.now - start < .seconds(10))
    outcome.expect(status: 130, stdout: "", stderr: "")
    try pipe.fileHandleForWriting.close()
    try workdir.run("list batches --format csv").expect(stdout: before)
    try workdir.run("export --table prices --symbol S7").expect(
      status: 4, stderr: "Error: there is no series 'S7'\n")
    let whole = try workdir.run("import prices -", input: .text(Self.prices)).expect().stderr
    #expect(whole.hasSuffix("imported 104,000 rows into 40 new series as batch 3\n"), "\(whole)")
  }
}
