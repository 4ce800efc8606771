import Dispatch
import Foundation
import Workflow

/// Turns SVG into PNG by way of `rsvg-convert`, where that is installed.
enum PNGConverter {
  private static let program = "rsvg-convert"
  /// Pixels for one unit of the picture, so that text is sharp on dense screens and in print.
  private static let zoom = "2"

  /// The picture as PNG.
  ///
  /// - Throws: `Failure` when the program is not there, or does not do it.
  static func png(ofSVG svg: String) throws -> Data {
    guard let executable = executableOnPath(program) else {
      throw Failure(
        .failure,
        "PNG pictures are made by \(program), which is not on the PATH; install it (Debian: apt "
          + "install librsvg2-bin; macOS: brew install librsvg) or write SVG: -o NAME.svg")
    }
    let (input, output, messages) = (Pipe(), Pipe(), Pipe())
    let process = Process()
    process.executableURL = executable
    process.arguments = ["--format", "png", "--zoom", zoom]
    process.standardInput = input
    process.standardOutput = output
    process.standardError = messages
    do { try process.run() } catch {
      throw Failure(.failure, "\(executable.path): \(error.localizedDescription)")
    }
    // Written beside the reading, for neither pipe holds a whole picture.
    let writer = input.fileHandleForWriting
    DispatchQueue.global().async {
      try? writer.write(contentsOf: Data(svg.utf8))
      try? writer.close()
    }
    let png = try output.fileHandleForReading.readToEnd() ?? Data()
    let complaint = try messages.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    guard process.terminationStatus == 0, !png.isEmpty else {
      let words = String(decoding: complaint, as: UTF8.self).split(separator: "\n").first ?? ""
      throw Failure(.failure, "\(program) ended with \(process.terminationStatus): \(words)")
    }
    return png
  }
}
