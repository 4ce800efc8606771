import TestSupport
import Testing

/// A command that must be refused, and everything its user must be told.
struct WrongInput: Sendable, CustomTestStringConvertible {
  let testDescription: String
  /// Files by name, with their bytes.
  var files: [String: [UInt8]] = [:]
  let command: String
  let status: Int32
  /// All of standard error.
  let stderr: String

  init(_ name: String, _ command: String, status: Int32, _ stderr: String) {
    (testDescription, self.command, self.status) = (name, command, status)
    self.stderr = "Error: \(stderr)\n"
  }

  /// The same with a file.
  func with(_ file: String, _ text: String) -> WrongInput { with(file, Array(text.utf8)) }

  func with(_ file: String, _ bytes: [UInt8]) -> WrongInput {
    var copy = self
    copy.files[file] = bytes
    return copy
  }

  /// Runs the command in a folder and expects the refusal, and no data.
  func expectRefusal(in workdir: Workdir) throws {
    for (name, bytes) in files { try workdir.write(bytes, to: name) }
    try workdir.run(command).expect(status: status, stdout: "", stderr: stderr)
  }
}

extension WrongInput {
  /// A file of prices that is rejected with exit code 3.
  static func prices(_ name: String, _ text: String, _ message: String) -> WrongInput {
    WrongInput(name, "import prices p.csv", status: 3, "p.csv\(message)").with("p.csv", text)
  }

  /// A file of prices with one row that cannot be imported.
  static func row(_ name: String, _ text: String, _ message: String) -> WrongInput {
    prices(name, "date,symbol,close\n" + text, rejected(message))
  }

  /// A list of events that is rejected with exit code 3.
  static func events(_ name: String, _ text: String, _ message: String) -> WrongInput {
    WrongInput(name, "import events e.csv", status: 3, "e.csv\(message)").with("e.csv", text)
  }

  /// A study file that is refused with exit code 2; its first two lines name study and market.
  static func study(_ name: String, _ text: String, _ message: String) -> WrongInput {
    WrongInput(name, "study s.yaml", status: 2, "s.yaml, \(message)").with("s.yaml", text)
  }

  /// What is said about one row that cannot be imported.
  static func rejected(_ message: String) -> String {
    ": 1 row cannot be imported\n  \(message)\ncorrect them, or import the rest with --rejects FILE"
  }
}
