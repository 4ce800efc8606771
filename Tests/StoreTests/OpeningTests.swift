import Foundation
import GRDB
import MarketData
import Testing

@testable import Store

@Suite struct OpeningTests {
  let file: TemporaryDatabase

  init() throws { file = try TemporaryDatabase() }

  @Test(arguments: [ReactionDatabase.Mode.existing, .readOnly])
  func asksToImportFirst(mode: ReactionDatabase.Mode) throws {
    #expect(storeError { _ = try file.open(mode) } == .noDatabase(path: file.path))
    #expect(!FileManager.default.fileExists(atPath: file.path))
  }

  @Test func refusesAFolderAndAMissingFolder() throws {
    let folder = file.folder.path
    #expect(
      storeError { _ = try ReactionDatabase(path: folder, mode: .create) }
        == .notADatabase(path: folder, found: "it is a folder"))
    let deep = folder + "/absent/test.sqlite"
    #expect(
      storeError { _ = try ReactionDatabase(path: deep, mode: .create) }
        == .failed(path: deep, message: "there is no folder '\(folder)/absent'"))
  }

  @Test(arguments: [ReactionDatabase.Mode.create, .existing, .readOnly])
  func neverWritesAFileOfAnotherProgram(mode: ReactionDatabase.Mode) throws {
    let text = Data("date,symbol,close\n".utf8)
    try text.write(to: URL(fileURLWithPath: file.path))
    #expect(
      storeError { _ = try file.open(mode) }
        == .notADatabase(path: file.path, found: "it is a file of another format"))
    #expect(try Data(contentsOf: URL(fileURLWithPath: file.path)) == text)

    try FileManager.default.removeItem(atPath: file.path)
    let foreign = try DatabaseQueue(path: file.path)
    try foreign.writeWithoutTransaction { db in
      try db.execute(
        sql: "PRAGMA application_id = 77; PRAGMA journal_mode = WAL; CREATE TABLE t (a);")
    }
    try foreign.close()
    let before = try Data(contentsOf: URL(fileURLWithPath: file.path))
    #expect(
      storeError { _ = try file.open(mode) }
        == .foreignDatabase(path: file.path, applicationID: 77))
    #expect(try Data(contentsOf: URL(fileURLWithPath: file.path)) == before)
    #expect(try FileManager.default.contentsOfDirectory(atPath: file.folder.path).count == 1)
  }

  @Test(arguments: [ReactionDatabase.Mode.create, .existing, .readOnly])
  func refusesANewerSchema(mode: ReactionDatabase.Mode) throws {
    try file.open().close()
    try file.overwrite(at: 60, [0, 0, 0, 9])
    #expect(
      storeError { _ = try file.open(mode) }
        == .newerSchema(path: file.path, found: 9, supported: currentSchema))
  }

  @Test func marksItsFiles() throws {
    try file.open().close()
    #expect(
      try DatabaseFile(path: file.path).content()
        == .database(applicationID: 1_919_246_691, schema: currentSchema))
    let header = try Data(contentsOf: URL(fileURLWithPath: file.path)).prefix(72).suffix(4)
    #expect(header == Data("reac".utf8))
  }

  /// A file whose making was interrupted after its header was marked.
  @Test func completesAFileThatWasInterrupted() throws {
    let begun = try DatabaseQueue(path: file.path)
    try begun.inDatabase { db in
      try db.execute(sql: "PRAGMA application_id = \(ReactionDatabase.applicationID)")
    }
    try begun.close()
    #expect(storeError { _ = try file.open(.readOnly) } == .noDatabase(path: file.path))
    #expect(try file.open(.existing).symbols().isEmpty)
  }

  @Test func saysThatAnotherProgramIsWriting() throws {
    let database = try file.open()
    #expect(
      storeError {
        try translatingErrors(path: "x") { throw DatabaseError(resultCode: .SQLITE_BUSY) }
      } == .busy(path: "x"))
    let other = try file.open(.existing)
    try database.importing { writer in
      try writer.append(closes([1], [100]), to: "A")
      // Reading is possible while another connection writes.
      #expect(try other.symbols().isEmpty)
    }
    #expect(try other.symbols() == ["A"])
  }

  @Test func readOnlyRefusesToWrite() throws {
    try file.open().close()
    let database = try file.open(.readOnly)
    #expect(storeError { try database.importing { _ in } } == .notWritable(path: file.path))
    #expect(storeError { _ = try database.undo(batch: 1) } == .notWritable(path: file.path))
  }

  @Test func leavesOneFile() throws {
    for mode in [ReactionDatabase.Mode.create, .existing, .readOnly] {
      let database = try file.open(mode)
      _ = try database.symbols()
      try database.close()
      let files = try FileManager.default.contentsOfDirectory(atPath: file.folder.path)
      #expect(files == ["test.sqlite"])
    }
  }

  /// The superuser may write anywhere, so this can be tried by another user only.
  @Test(.enabled(if: geteuid() != 0))
  func readsInAFolderThatCannotBeWritten() throws {
    let database = try file.open()
    try database.importing { try $0.append(closes([1], [100]), to: "A") }
    try database.close()
    let manager = FileManager.default
    try manager.setAttributes([.posixPermissions: 0o444], ofItemAtPath: file.path)
    try manager.setAttributes([.posixPermissions: 0o555], ofItemAtPath: file.folder.path)
    defer {
      try? manager.setAttributes([.posixPermissions: 0o755], ofItemAtPath: file.folder.path)
    }
    let reader = try file.open(.readOnly)
    #expect(try reader.bars(of: "A", fields: [.close])?[.close] == [1])
    #expect(try reader.bars(of: ["A", "B"], fields: [.close], threads: 2).count == 1)
  }
}
