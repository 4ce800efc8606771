import Foundation
import Reporting
import Workflow

/// A table format that a program in the exported folder writes with Python's libraries.
enum ConvertedFormat: String, CaseIterable {
  case parquet, dta, xlsx

  /// The files that the program writes for tables of those names.
  func files(study: String, tables: [String]) -> [String] {
    self == .xlsx ? ["\(study).xlsx"] : tables.map { "data/\($0).\(rawValue)" }
  }
}

extension Workflow {
  /// Writes a study as a folder for notebooks.
  ///
  /// - Parameters:
  ///   - study: The study's name, or `name@revision`.
  ///   - path: The folder to make.
  ///   - formats: What the tables are written as besides CSV.
  ///   - replacing: Whether a folder of an earlier export is replaced.
  func exportNotebook(
    _ study: String, to path: String, also formats: [ConvertedFormat], replacing: Bool
  ) throws {
    let notebook = try notebook(study)
    try OutputFolder.making(path, mark: "datapackage.json", replacing: replacing) { folder in
      try notebook.write { name, content in
        try folder.write(name) { output in
          try content { bytes in try bytes.withUnsafeBytes { try output.write($0) } }
        }
      }
      guard !formats.isEmpty else { return }
      for format in formats {
        format.files(study: study, tables: notebook.tableNames).forEach(folder.expect)
      }
      try convert(folder.temporaryPath, formats)
    }
  }

  /// Runs the folder's own program.
  private func convert(_ folder: String, _ formats: [ConvertedFormat]) throws {
    let python = Process()
    python.executableURL = URL(filePath: "/usr/bin/env")
    python.arguments =
      ["python3", "-B", "\(folder)/convert.py"] + formats.map(\.rawValue)
    let errors = Pipe()
    python.standardError = errors
    python.standardOutput = FileHandle.nullDevice
    try python.run()
    let message = String(
      decoding: try errors.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
    python.waitUntilExit()
    guard python.terminationStatus != 0 else { return }
    let last = message.split(separator: "\n").last.map(String.init) ?? "no message"
    throw Failure(
      .failure,
      "\(formats.map(\.rawValue).joined(separator: ", ")): written by python3 with pandas, which "
        + "said: \(last); nothing was exported. Without --also, the folder has CSV and convert.py")
  }
}
