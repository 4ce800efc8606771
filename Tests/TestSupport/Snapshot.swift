import Foundation
public import Testing

/// Expects a text to equal the file committed as `Snapshots/<name>` beside the calling test.
///
/// With `RECORD_SNAPSHOTS=1` in the environment the file is written instead, and the test fails
/// once so that a recording cannot pass for a check.
public func expectSnapshot(
  _ text: String, _ name: String, filePath: String = #filePath,
  sourceLocation: SourceLocation = #_sourceLocation
) throws {
  let folder = URL(fileURLWithPath: filePath).deletingLastPathComponent()
  let file = folder.appendingPathComponent("Snapshots").appendingPathComponent(name)
  if ProcessInfo.processInfo.environment["RECORD_SNAPSHOTS"] == "1" {
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: file)
    Issue.record("recorded Snapshots/\(name): read the difference", sourceLocation: sourceLocation)
    return
  }
  guard let data = try? Data(contentsOf: file) else {
    Issue.record(
      "no Snapshots/\(name): record it with RECORD_SNAPSHOTS=1", sourceLocation: sourceLocation)
    return
  }
  let expected = String(decoding: data, as: UTF8.self)
  #expect(text == expected, "Snapshots/\(name) differs", sourceLocation: sourceLocation)
}
