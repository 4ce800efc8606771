import GRDB
import MarketData

/// The rows of bars that one batch writes.
final class SegmentTable {
  /// The columns of table `segment` that hold fields, in the order in which they are stored.
  static let fields: [Bars.Field] = [.close, .adjustedClose, .open, .high, .low, .volume]

  private let database: Database
  private let batch: Int64
  private let add: RawStatement
  private let encoder = ColumnEncoder()

  init(_ database: Database, batch: Int64) throws {
    self.database = database
    self.batch = batch
    let columns = Self.fields.map(\.rawValue).joined(separator: ", ")
    add = try RawStatement(
      database,
      """
      INSERT INTO segment
        (batch, series, first_time, last_time, bar_count, time, \(columns))
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """)
    add.bind(batch, at: 1)
  }

  /// Writes bars, of which there is at least one.
  func insert(_ bars: Bars, _ symbol: Symbol, series: Int64) throws {
    try check(bars, symbol)
    encoder.begin(columns: Self.fields.count + 1, count: bars.count)
    guard let times = encoder.encode(times: bars.times) else {
      throw StoreError.unorderedTimes(symbol)
    }
    add.bind(series, at: 2)
    add.bind(bars.times[0], at: 3)
    add.bind(bars.times[bars.count - 1], at: 4)
    add.bind(Int64(bars.count), at: 5)
    add.bind(times, at: 6)
    for (offset, field) in Self.fields.enumerated() {
      add.bind(encoder.encode(bars[field]), at: Int32(7 + offset))
    }
    try add.run()
  }

  /// Removes the batch's rows of a symbol and returns their bars in order.
  func takeBack(_ symbol: Symbol) throws -> [Bars] {
    let rows = try RawStatement(
      database,
      """
      SELECT segment.id, resolution, bar_count, time,
        \(Self.fields.map(\.rawValue).joined(separator: ", "))
      FROM series JOIN segment ON segment.series = series.id
      WHERE symbol = ? AND batch = ? ORDER BY segment.id
      """)
    rows.bind(symbol.rawValue, at: 1)
    rows.bind(batch, at: 2)
    var ids: [Int64] = []
    var taken: [Bars] = []
    try rows.forEachRow { row in
      ids.append(row.integer(0))
      taken.append(try bars(row, symbol))
    }
    for id in ids {
      try database.execute(sql: "DELETE FROM segment WHERE id = ?", arguments: [id])
    }
    return taken
  }

  private func bars(_ row: RawStatement, _ symbol: Symbol) throws -> Bars {
    let source = SegmentSource(symbol: symbol, batch: Int(batch), count: Int(row.integer(2)))
    var bars = Bars(
      resolution: row.text(1).flatMap(Resolution.init) ?? .daily,
      times: try source.times(row.blob(3)))
    for (offset, field) in Self.fields.enumerated() {
      bars[field] = try source.priceColumn(row.blob(Int32(4 + offset)), field)
    }
    return bars
  }

  private func check(_ bars: Bars, _ symbol: Symbol) throws {
    for field in Self.fields {
      if let count = bars[field].count, count != bars.count {
        throw StoreError.unevenColumns(
          symbol, column: field.rawValue, found: count, expected: bars.count)
      }
      if case .scaled(_, let decimals) = bars[field],
        !(0...PriceColumn.mostDecimals).contains(decimals)
      {
        throw StoreError.excessiveDecimals(symbol, column: field.rawValue, found: decimals)
      }
    }
  }
}
