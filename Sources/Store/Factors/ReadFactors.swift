import GRDB
public import MarketData

extension ReactionDatabase {
  /// A factor set: all batches of that name, the later one winning on the dates of the factors it
  /// brought.
  ///
  /// Throws `StoreError.unknownFactorSet` with the nearest name.
  public func factorSet(named name: String) throws -> FactorSet {
    try read { db in
      guard let set = try FactorReader(db, set: name).merged() else {
        let names = try String.fetchAll(db, sql: "SELECT DISTINCT factor_set FROM factor_segment")
        throw StoreError.unknownFactorSet(name, nearest: nearestName(to: name, among: names))
      }
      return set
    }
  }
}

/// Reads the segments of one factor set.
private struct FactorReader {
  private struct Segment {
    let id: Int64
    let batch: Int
    let frequency: FactorSet.Frequency
    let vintage: String?
    let dates: [Int64]
  }

  let set: String
  private let segments: RawStatement
  private let factors: RawStatement

  init(_ db: Database, set: String) throws {
    self.set = set
    segments = try RawStatement(
      db,
      """
      SELECT id, batch, frequency, vintage, row_count, date FROM factor_segment
      WHERE factor_set = ? ORDER BY id
      """)
    factors = try RawStatement(
      db, "SELECT name, value FROM factor WHERE segment = ? ORDER BY position")
  }

  func merged() throws -> FactorSet? {
    let stored = try storedSegments()
    guard let first = stored.first else { return nil }
    var columns = MergedFactors(dates: Set(stored.flatMap(\.dates)).sorted())
    for segment in stored {
      for (name, values) in try storedFactors(of: segment) {
        columns.set(name, on: segment.dates, to: values)
      }
    }
    return FactorSet(
      frequency: first.frequency,
      dates: columns.dates.map { CalendarDate(ordinal: Int($0)) }, factors: columns.factors,
      vintage: stored.compactMap(\.vintage).last)
  }

  private func storedSegments() throws -> [Segment] {
    segments.bind(set, at: 1)
    var found: [Segment] = []
    try segments.forEachRow { row in
      let batch = Int(row.integer(1))
      let dates = try naming("date", batch) { () throws(DamagedColumn) in
        try blob(row.blob(5), count: Int(row.integer(4))).times()
      }
      let frequency = row.text(2).flatMap(FactorSet.Frequency.init) ?? .daily
      found.append(
        Segment(
          id: row.integer(0), batch: batch, frequency: frequency, vintage: row.text(3),
          dates: dates))
    }
    return found
  }

  private func storedFactors(of segment: Segment) throws -> [(String, [Double])] {
    factors.bind(segment.id, at: 1)
    var found: [(String, [Double])] = []
    try factors.forEachRow { row in
      let name = row.text(0) ?? ""
      let column = try naming(name, segment.batch) { () throws(DamagedColumn) in
        try blob(row.blob(1), count: segment.dates.count).doubles()
      }
      found.append((name, column))
    }
    return found
  }

  private func blob(
    _ bytes: UnsafeRawBufferPointer?, count: Int
  ) throws(DamagedColumn) -> ColumnBlob {
    guard let bytes else { throw DamagedColumn(.missing) }
    return try ColumnBlob(bytes, count: count)
  }

  private func naming<Result>(
    _ column: String, _ batch: Int, _ body: () throws(DamagedColumn) -> Result
  ) throws -> Result {
    do { return try body() } catch {
      throw StoreError.damagedFactor(set: set, batch: batch, column: column, error.damage)
    }
  }
}

/// Factors over a union of dates, in the order in which they first came.
private struct MergedFactors {
  let dates: [Int64]
  private let rows: [Int64: Int]
  private var positions: [String: Int] = [:]
  private var names: [String] = []
  private var columns: [[Double]] = []

  init(dates: [Int64]) {
    self.dates = dates
    rows = Dictionary(uniqueKeysWithValues: zip(dates, dates.indices))
  }

  var factors: [FactorSet.Factor] {
    zip(names, columns).map { FactorSet.Factor(name: $0, values: $1) }
  }

  mutating func set(_ name: String, on days: [Int64], to values: [Double]) {
    let column = position(of: name)
    for (day, value) in zip(days, values) {
      if let row = rows[day] { columns[column][row] = value }
    }
  }

  private mutating func position(of name: String) -> Int {
    let key = FactorSet.key(name)
    if let position = positions[key] { return position }
    positions[key] = names.count
    names.append(name)
    columns.append(Array(repeating: .missing, count: dates.count))
    return names.count - 1
  }
}
