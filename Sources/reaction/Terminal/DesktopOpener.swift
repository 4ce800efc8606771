import Dispatch
import Foundation
import Workflow

/// Shows a file in the program that the desktop opens such files with.
enum DesktopOpener {
  #if os(macOS)
    private static let program = "open"
  #else
    private static let program = "xdg-open"
  #endif
  /// How long a failure is waited for: some desktops keep the program until the reader closes it.
  private static let patience = DispatchTimeInterval.seconds(2)

  /// Shows a file.
  ///
  /// - Throws: `Failure` when there is no display, no program that knows the desktop, or when that
  ///   program says at once that it cannot.
  static func show(_ path: String) throws {
    guard hasDisplay else {
      throw Failure(
        .failure,
        "\(path) is written, but there is no display to show it on: neither DISPLAY nor "
          + "WAYLAND_DISPLAY is set")
    }
    guard let executable = executableOnPath(program) else {
      throw Failure(
        .failure,
        "\(path) is written, but \(program), which shows it, is not on the PATH; install it "
          + "(Debian: apt install xdg-utils) or open the file in a browser")
    }
    let (process, ended) = (Process(), DispatchSemaphore(value: 0))
    process.executableURL = executable
    process.arguments = [URL(filePath: path).path]
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    process.terminationHandler = { _ in ended.signal() }
    do { try process.run() } catch {
      throw Failure(.failure, "\(executable.path): \(error.localizedDescription)")
    }
    guard ended.wait(timeout: .now() + patience) == .success else { return }
    guard process.terminationStatus == 0 else {
      throw Failure(
        .failure,
        "\(path) is written, but \(program) ended with \(process.terminationStatus); open the "
          + "file in a browser")
    }
  }

  private static var hasDisplay: Bool {
    #if os(macOS)
      return true
    #else
      let environment = ProcessInfo.processInfo.environment
      return ["DISPLAY", "WAYLAND_DISPLAY"].contains { environment[$0]?.isEmpty == false }
    #endif
  }
}
