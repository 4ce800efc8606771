import Foundation
import Reporting
import Tables
import Workflow

/// What the tables of an exported folder are written as besides CSV.
enum FurtherFormat: String, CaseIterable {
  /// Written by a program in the folder with Python's libraries.
  case parquet, dta
  /// One workbook of all tables.
  case xlsx
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
    _ study: String, to path: String, also formats: [FurtherFormat], replacing: Bool
  ) throws {
    let notebook = try notebook(study)
    try OutputFolder.making(path, mark: "datapackage.json", replacing: replacing) { folder in
      try notebook.write { name, content in
        try folder.write(name) { output in
          try content { bytes in try bytes.withUnsafeBytes { try output.write($0) } }
        }
      }
      if formats.contains(.xlsx) {
        let workbook = try Workbook(notebook.dataTables)
        try folder.write("\(study).xlsx") { output in
          try workbook.write { bytes in try bytes.withUnsafeBytes { try output.write($0) } }
        }
      }
      try convert(folder, notebook.dataTables.map(\.name), formats.filter { $0 != .xlsx })
    }
  }

  /// Runs the folder's own program.
  private func convert(
    _ folder: OutputFolder, _ tables: [String], _ formats: [FurtherFormat]
  ) throws {
    guard !formats.isEmpty else { return }
    for format in formats {
      tables.map { "data/\($0).\(format.rawValue)" }.forEach(folder.expect)
    }
    let python = Process()
    python.executableURL = URL(filePath: "/usr/bin/env")
    python.arguments =
      ["python3", "-B", "\(folder.temporaryPath)/convert.py"] + formats.map(\.rawValue)
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
