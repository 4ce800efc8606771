import GRDB
import MarketData

/// Adds the factors of one batch to a set.
func insert(_ set: FactorSet, named name: String, batch: Int64, in db: Database) throws {
  guard let first = set.dates.first, let last = set.dates.last else { return }
  try check(set, named: name, in: db)
  let encoder = ColumnEncoder()
  encoder.begin(columns: 1, count: set.dates.count)
  guard let dates = encoder.encode(times: set.dates.map { Int64($0.ordinal) }) else {
    throw StoreError.unorderedDates(set: name)
  }
  let segment = try RawStatement(
    db,
    """
    INSERT INTO factor_segment
      (batch, factor_set, frequency, vintage, first_date, last_date, row_count, date)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?)
    """)
  segment.bind(batch, at: 1)
  segment.bind(name, at: 2)
  segment.bind(set.frequency.rawValue, at: 3)
  segment.bind(set.vintage, at: 4)
  segment.bind(Int64(first.ordinal), at: 5)
  segment.bind(Int64(last.ordinal), at: 6)
  segment.bind(Int64(set.dates.count), at: 7)
  segment.bind(dates, at: 8)
  try segment.run()
  try insert(set.factors, segment: segment.lastInserted, encoder, in: db)
}

private func insert(
  _ factors: [FactorSet.Factor], segment: Int64, _ encoder: ColumnEncoder, in db: Database
) throws {
  let addition = try RawStatement(
    db, "INSERT INTO factor (segment, position, name, value) VALUES (?, ?, ?, ?)")
  addition.bind(segment, at: 1)
  for (position, factor) in factors.enumerated() {
    encoder.begin(columns: 1, count: factor.values.count)
    addition.bind(Int64(position), at: 2)
    addition.bind(factor.name, at: 3)
    addition.bind(encoder.encode(.doubles(factor.values)), at: 4)
    try addition.run()
  }
}

private func check(_ set: FactorSet, named name: String, in db: Database) throws {
  for factor in set.factors where factor.values.count != set.dates.count {
    throw StoreError.unevenFactor(
      set: name, factor: factor.name, found: factor.values.count, expected: set.dates.count)
  }
  let stored = try String.fetchOne(
    db, sql: "SELECT frequency FROM factor_segment WHERE factor_set = ?", arguments: [name])
  if let stored, stored != set.frequency.rawValue {
    throw StoreError.frequencyConflict(set: name, stored: stored, found: set.frequency.rawValue)
  }
}
