import GRDB

/// The ids of texts in table `label`, each looked up once; texts that are new are added.
final class LabelTable {
  private let find: RawStatement
  private let add: RawStatement
  private var ids: [String: Int64] = [:]

  init(_ db: Database) throws {
    find = try RawStatement(db, "SELECT id FROM label WHERE text = ?")
    add = try RawStatement(db, "INSERT INTO label (text) VALUES (?)")
  }

  func id(of text: String) throws -> Int64 {
    if let id = ids[text] { return id }
    let id = try stored(text) ?? insert(text)
    ids[text] = id
    return id
  }

  private func stored(_ text: String) throws -> Int64? {
    find.bind(text, at: 1)
    defer { find.reset() }
    return try find.step() ? find.integer(0) : nil
  }

  private func insert(_ text: String) throws -> Int64 {
    add.bind(text, at: 1)
    try add.run()
    return add.lastInserted
  }
}
