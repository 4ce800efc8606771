public import Foundation

/// What the command reads on standard input.
public enum CommandInput {
  case nothing
  case text(String)
  case pipe(Pipe)
}

/// A command that was started.
public struct RunningCommand {
  private let process: Process
  private let workdir: Workdir
  private let streams: [String]

  init(
    _ executable: URL, _ arguments: [String], _ input: CommandInput,
    _ environment: [String: String], in workdir: Workdir
  ) throws {
    self.workdir = workdir
    process = Process()
    process.executableURL = executable
    process.arguments = arguments
    process.currentDirectoryURL = workdir.folder
    process.environment = plainEnvironment.merging(environment) { $1 }
    // Files, because a pipe would be inherited by commands that other tests start meanwhile.
    let id = UUID().uuidString
    streams = ["out", "err", "in"].map { ".stream-\(id)-\($0)" }
    process.standardOutput = try workdir.newFile(streams[0])
    process.standardError = try workdir.newFile(streams[1])
    switch input {
    case .nothing: process.standardInput = FileHandle.nullDevice
    case .pipe(let pipe): process.standardInput = pipe
    case .text(let text):
      try workdir.write(text.utf8, to: streams[2])
      process.standardInput = try FileHandle(
        forReadingFrom: workdir.folder.appendingPathComponent(streams[2]))
    }
    try withoutBlockedSignals { try process.run() }
  }

  /// Sends what Ctrl-C sends.
  public func interrupt() { process.interrupt() }

  /// Waits for the end.
  public func finish() throws -> CommandOutcome {
    process.waitUntilExit()
    return CommandOutcome(
      arguments: process.arguments ?? [], folder: workdir.path,
      status: process.terminationReason == .exit ? process.terminationStatus : -1,
      stdout: try workdir.text(streams[0]), stderr: try workdir.text(streams[1]))
  }
}

/// The environment without what changes how the command works.
private let plainEnvironment = ProcessInfo.processInfo.environment.filter { name, _ in
  !name.hasPrefix("REACTION_") && !name.hasPrefix("LC_")
    && !["LANG", "TZ", "NO_COLOR", "TERM"].contains(name)
}

/// Runs `body` with no signal blocked: a command inherits what the thread that starts it blocks,
/// and the threads that run tests block most signals.
private func withoutBlockedSignals(_ body: () throws -> Void) rethrows {
  var (none, before) = (sigset_t(), sigset_t())
  sigemptyset(&none)
  pthread_sigmask(SIG_SETMASK, &none, &before)
  defer { pthread_sigmask(SIG_SETMASK, &before, nil) }
  try body()
}

extension Workdir {
  func newFile(_ name: String) throws -> FileHandle {
    try write([], to: name)
    return try FileHandle(forWritingTo: folder.appendingPathComponent(name))
  }
}
