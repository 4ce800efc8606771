public import Foundation

/// A fresh folder in which the command runs, removed with this object.
public final class Workdir: Sendable {
  let folder: URL

  /// The folder's path.
  public var path: String { folder.path }

  /// Makes the folder.
  public init() throws {
    folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("reaction-cli-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  /// Writes a file.
  public func write(_ bytes: some Collection<UInt8>, to name: String) throws {
    try Data(bytes).write(to: folder.appendingPathComponent(name))
  }

  /// The text of a file.
  public func text(_ name: String) throws -> String {
    String(decoding: try Data(contentsOf: folder.appendingPathComponent(name)), as: UTF8.self)
  }

  /// The names of the files and folders, but for the command's streams.
  public var names: [String] {
    get throws {
      try FileManager.default.contentsOfDirectory(atPath: path)
        .filter { !$0.hasPrefix(".stream-") }.sorted()
    }
  }

  /// Starts the command; `finish` waits for it.
  public func start(
    _ arguments: [String], input: CommandInput = .nothing, environment: [String: String] = [:]
  ) throws -> RunningCommand {
    try RunningCommand(reactionExecutable, arguments, input, environment, in: self)
  }

  /// Runs the command.
  public func run(
    _ arguments: [String], input: CommandInput = .nothing, environment: [String: String] = [:]
  ) throws -> CommandOutcome {
    try start(arguments, input: input, environment: environment).finish()
  }

  /// Runs the command with arguments that hold no spaces, as one would type them.
  public func run(
    _ line: String, input: CommandInput = .nothing, environment: [String: String] = [:]
  ) throws -> CommandOutcome {
    try run(line.split(separator: " ").map(String.init), input: input, environment: environment)
  }

  /// Runs a line of a shell, in which `$reaction` is the command.
  public func shell(_ script: String) throws -> CommandOutcome {
    let variables = ["reaction": reactionExecutable.path]
    return try RunningCommand(
      URL(fileURLWithPath: "/bin/sh"), ["-c", script], .nothing, variables, in: self
    ).finish()
  }
}

/// The package's root folder, which holds `data/` and `seeds/`.
public let packageRoot = URL(fileURLWithPath: #filePath)
  .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

/// The command under test: the one `REACTION_EXECUTABLE` names, so that the optimized command that
/// people install can be tested, else the one that is built beside the tests.
let reactionExecutable =
  ProcessInfo.processInfo.environment["REACTION_EXECUTABLE"]
  .map { URL(fileURLWithPath: $0) } ?? builtBesideTheTests

private let builtBesideTheTests = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
  .deletingLastPathComponent().appendingPathComponent("reaction")
