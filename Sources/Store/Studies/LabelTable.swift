import GRDB

/// The ids of texts in table `label`, each looked up once; texts that are new are added.
final class LabelTable {
  private let find: RawStatement
  private let add: RawStatement
  private var ids: [String: Int64] = [:]
  /// Lists whose ids were asked for: the tables of a study share theirs.
  private var lists: [(texts: [String], ids: [Int64])] = []

  init(_ db: Database) throws {
    find = try RawStatement(db, "SELECT id FROM label WHERE text = ?")
    add = try RawStatement(db, "INSERT INTO label (text) VALUES (?) ON CONFLICT DO NOTHING")
  }

  /// The ids of a list of texts.
  func ids(of texts: [String]) throws -> [Int64] {
    if let known = lists.first(where: { isIdentical($0.texts, texts) }) { return known.ids }
    let found = try texts.map { try id(of: $0) }
    lists.append((texts, found))
    return found
  }

  private func id(of text: String) throws -> Int64 {
    if let id = ids[text] { return id }
    let id = try insert(text) ?? stored(text)
    ids[text] = id
    return id
  }

  private func insert(_ text: String) throws -> Int64? {
    add.bind(text, at: 1)
    try add.run()
    return add.changes == 1 ? add.lastInserted : nil
  }

  private func stored(_ text: String) throws -> Int64 {
    find.bind(text, at: 1)
    defer { find.reset() }
    _ = try find.step()
    return find.integer(0)
  }
}

/// Whether two arrays are one in memory.
private func isIdentical(_ a: [String], _ b: [String]) -> Bool {
  a.count == b.count
    && a.withUnsafeBufferPointer { a in
      b.withUnsafeBufferPointer { b in a.baseAddress == b.baseAddress }
    }
}
