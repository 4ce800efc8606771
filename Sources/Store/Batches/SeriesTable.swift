import GRDB
import MarketData

/// The ids of series during one batch, which makes the series that are new.
final class SeriesTable {
  private struct Key: Hashable {
    let symbol: Symbol
    let resolution: Resolution
  }

  private let database: Database
  private let find: RawStatement
  private let add: RawStatement
  private var ids: [Key: Int64] = [:]
  private var made: [Int64] = []

  init(_ database: Database) throws {
    self.database = database
    find = try RawStatement(database, "SELECT id FROM series WHERE symbol = ? AND resolution = ?")
    add = try RawStatement(database, "INSERT INTO series (symbol, resolution) VALUES (?, ?)")
  }

  func id(of symbol: Symbol, _ resolution: Resolution) throws -> Int64 {
    let key = Key(symbol: symbol, resolution: resolution)
    if let id = ids[key] { return id }
    let id = try stored(key) ?? insert(key)
    ids[key] = id
    return id
  }

  /// How many series the batch has bars of, and how many of these it made; removes those it made
  /// and took all bars back from.
  func counts(of batch: Int64) throws -> (all: Int, new: Int) {
    let holds = try RawStatement(
      database, "SELECT 1 FROM segment WHERE series = ? AND batch = ? LIMIT 1")
    let kept = try ids.values.filter { try has($0, batch, holds) }
    let new = Set(made).intersection(kept)
    for id in made where !new.contains(id) {
      try database.execute(sql: "DELETE FROM series WHERE id = ?", arguments: [id])
    }
    return (kept.count, new.count)
  }

  private func has(_ series: Int64, _ batch: Int64, _ statement: RawStatement) throws -> Bool {
    statement.bind(series, at: 1)
    statement.bind(batch, at: 2)
    defer { statement.reset() }
    return try statement.step()
  }

  private func stored(_ key: Key) throws -> Int64? {
    bind(key, to: find)
    defer { find.reset() }
    return try find.step() ? find.integer(0) : nil
  }

  private func insert(_ key: Key) throws -> Int64 {
    bind(key, to: add)
    try add.run()
    made.append(add.lastInserted)
    return add.lastInserted
  }

  private func bind(_ key: Key, to statement: RawStatement) {
    statement.bind(key.symbol.rawValue, at: 1)
    statement.bind(key.resolution.rawValue, at: 2)
  }
}
