import ArgumentParser
import Workflow

/// `reaction doctor`: whether the program, its database and its helpers are well.
struct Doctor: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor",
    abstract: "Check the installation, the database and the optional helpers.",
    discussion: """
      Each line is ok, missing (something optional) or problem, with what to do about it. Nothing \
      is written to the database. The exit code is 1 when there is a problem, else 0.
      """)

  @OptionGroup var output: OutputOptions
  @OptionGroup var database: DatabaseOptions

  func run() throws {
    let findings = database.workflow.examine()
    if output.isText {
      try output.destination.writing { try $0.write(text(findings)) }
    } else {
      try output.write(Checkup.table(findings))
    }
    if findings.contains(where: { $0.status == .problem }) { throw Failure(.failure, nil) }
  }

  private func text(_ findings: [Checkup]) -> String {
    let statuses = findings.map(\.status.rawValue.count).max() ?? 0
    let checks = findings.map(\.check.count).max() ?? 0
    let indent = String(repeating: " ", count: statuses + checks + 4)
    return findings.map { finding in
      padded(finding.status.rawValue, statuses) + padded(finding.check, checks) + finding.found
        + "\n" + (finding.remedy.map { "\(indent)-> \($0)\n" } ?? "")
    }.joined()
  }

  private func padded(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: width + 2 - text.count)
  }
}
