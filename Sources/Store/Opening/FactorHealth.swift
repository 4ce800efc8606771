import GRDB

/// What a look at the stored columns of factors found.
public struct FactorHealth: Hashable, Sendable {
  /// The factor sets, all of which were looked at.
  public let setCount: Int
  /// The columns looked at: of every batch its dates and its factors.
  public private(set) var columnCount = 0
  /// The damaged columns in words, each with its set and batch; at most ten.
  public private(set) var damage: [String] = []

  private static let mostDamage = 10

  init(_ db: Database) throws {
    setCount =
      try Int.fetchOne(db, sql: "SELECT count(DISTINCT factor_set) FROM factor_segment") ?? 0
    let segments = try RawStatement(
      db, "SELECT id, factor_set, batch, row_count, date FROM factor_segment ORDER BY id")
    let factors = try RawStatement(
      db, "SELECT name, value FROM factor WHERE segment = ? ORDER BY position")
    try segments.forEachRow { segment in
      let (set, batch) = (segment.text(1) ?? "", segment.integer(2))
      let count = segment.integer(3)
      note("date", set, batch, columnDamage(segment.blob(4), count: count, isTime: true))
      factors.bind(segment.integer(0), at: 1)
      try factors.forEachRow { factor in
        note(
          factor.text(0) ?? "", set, batch,
          columnDamage(factor.blob(1), count: count, isTime: false))
      }
    }
  }

  private mutating func note(
    _ column: String, _ set: String, _ batch: Int64, _ found: ColumnDamage?
  ) {
    columnCount += 1
    guard let found, damage.count < Self.mostDamage else { return }
    damage.append(
      "column \(column) of factor set '\(set)' from batch \(batch) is damaged: \(found)")
  }
}
