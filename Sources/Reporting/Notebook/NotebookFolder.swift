import Digest
import EventStudy
import Foundation
public import Tables

/// A study as a folder that a notebook opens without asking: tidy tables with their descriptor, a
/// page that says what they are, and programs that read them.
///
/// The bytes depend on the study alone, so that two exports of it are the same.
public struct NotebookFolder {
  /// A file of the folder: its path in it, with `/` between folders, and what it holds.
  struct File {
    let path: String
    let bytes: [UInt8]
  }

  /// The study's name.
  public let study: String
  /// What was studied, in words.
  let question: [String]
  let tables: TableSet
  /// When the study was stored, ISO 8601.
  let created: String
  /// What the catalog says about the study's models and tests.
  let methods: [Explanation]

  /// The folder of a study.
  ///
  /// - Parameters:
  ///   - study: The study's name in the database.
  ///   - question: What was studied, in words: one paragraph an element.
  ///   - tables: The result tables, with the names and columns of `ResultSchema`.
  ///   - methods: What the catalog says about the models and tests that were used.
  ///   - created: When the study was stored, ISO 8601 in UTC.
  public init(
    study: String, question: [String], tables: TableSet, methods: [Explanation], created: String
  ) {
    self.study = study
    self.question = question
    self.tables = tables
    self.methods = methods
    self.created = created
  }

  /// Writes every file, the descriptor last, because it holds the digests of the others.
  ///
  /// - Parameter write: Makes the file of a path from what the closure it is given sends.
  public func write(
    _ write: (_ path: String, _ content: (_ send: ([UInt8]) throws -> Void) throws -> Void) throws
      -> Void
  ) throws {
    var resources: [DataPackage.Resource] = []
    let events = tables["events"]
    for table in dataTables {
      let path = "data/\(table.name).csv"
      let digest = SHA256()
      var count = 0
      try write(path) { send in
        try Formats.csv.write(table, style: .plain) { bytes in
          digest.update(bytes)
          count += bytes.count
          try send(bytes)
        }
      }
      resources.append(
        DataPackage.Resource(
          name: table.name, path: path, bytes: count, hash: "sha256:\(digest.finish())",
          schema: DataPackage.Schema(table, events: events)))
    }
    for file in try texts + ESTResults(tables).files {
      try write(file.path) { try $0(file.bytes) }
    }
    let descriptor = Array(try package(resources).json().utf8)
    try write("datapackage.json") { try $0(descriptor) }
  }

  /// Result tables but `provenance`, which is a file of its own; those without rows too, so that a
  /// program finds what it looks for, but not those of questions that nobody asked.
  public var dataTables: [Table] {
    let optional = (ResultSchema.questions + ResultSchema.ofReactions).map(\.name)
    return tables.tables.filter {
      $0.name != "provenance" && ($0.rowCount > 0 || !optional.contains($0.name))
    }
  }

  private var texts: [File] {
    get throws {
      [
        File("README.md", FolderReadme(self).text),
        File("study.yaml", provenance("spec") ?? ""),
        File("provenance.json", try provenanceText),
      ] + NotebookTemplates.files(study: study, tables: dataTables)
    }
  }

  /// An entry of the table `provenance`.
  func provenance(_ key: String) -> String? {
    tables.records("provenance").first { $0.text("key") == key }?.text("value")
  }

  /// A file that the study read.
  struct Input: Encodable {
    let name: String
    let sha256: String
  }

  private static let inputMark = "input:"

  /// The files that the study read.
  var inputs: [Input] {
    tables.records("provenance").compactMap { record in
      guard let key = record.text("key"), key.hasPrefix(Self.inputMark) else { return nil }
      return Input(
        name: String(key.dropFirst(Self.inputMark.count)), sha256: record.text("value") ?? "")
    }
  }

  private func package(_ resources: [DataPackage.Resource]) -> DataPackage {
    DataPackage(
      name: study, title: "Event study \(study)", description: question.joined(separator: " "),
      created: created, version: provenance("version") ?? "",
      sources: inputs.map {
        DataPackage.Source(title: $0.name, hash: "sha256:\($0.sha256)")
      }, resources: resources)
  }

  private var provenanceText: String {
    get throws {
      let rows = tables.records("provenance").map { ($0.text("key") ?? "", $0.text("value") ?? "") }
      return try ProvenanceFile(
        created: created, inputs: inputs,
        entries: Dictionary(
          rows.filter { !$0.0.hasPrefix(Self.inputMark) }, uniquingKeysWith: { first, _ in first })
      ).json()
    }
  }
}

extension NotebookFolder.File {
  init(_ path: String, _ text: String) { self.init(path: path, bytes: Array(text.utf8)) }
}

/// Where a study comes from, as JSON.
private struct ProvenanceFile: Encodable {
  let created: String
  let inputs: [NotebookFolder.Input]
  let entries: [String: String]
}

extension Encodable {
  /// The value as JSON for readers, its keys in a fixed order.
  func json() throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(self), as: UTF8.self) + "\n"
  }
}
