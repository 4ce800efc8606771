import Glibc
import GRDB
import MarketData

/// Reads series of some fields over one connection; only the blobs of these fields are visited.
final class BarReader {
  private let fields: [Bars.Field]
  private let find: RawStatement
  private let total: RawStatement
  private let rows: RawStatement
  private let latestTimes = LatestTimes()

  /// A reader of the series of one resolution or, with `nil`, of the daily one of a symbol that has
  /// several.
  init(_ db: Database, fields: [Bars.Field], resolution: Resolution? = nil) throws {
    self.fields = fields
    find = try RawStatement(
      db,
      """
      SELECT id, resolution FROM series
      WHERE symbol = ?1 AND resolution = coalesce(?2, resolution) ORDER BY resolution LIMIT 1
      """)
    find.bind(resolution?.rawValue, at: 2)
    total = try RawStatement(db, "SELECT sum(bar_count) FROM segment WHERE series = ?")
    let columns = ["batch", "bar_count", "time"] + fields.map(\.rawValue)
    rows = try RawStatement(
      db, "SELECT \(columns.joined(separator: ", ")) FROM segment WHERE series = ? ORDER BY id")
  }

  /// The series of a symbol, the daily one when there are several; `nil` when there is none.
  func series(_ symbol: Symbol) throws -> BarSeries? {
    find.bind(symbol.rawValue, at: 1)
    defer { find.reset() }
    guard try find.step() else { return nil }
    return try series(
      find.integer(0), symbol, find.text(1).flatMap(Resolution.init) ?? .daily)
  }

  /// The series of an id, whose symbol and resolution are known.
  func series(_ id: Int64, _ symbol: Symbol, _ resolution: Resolution) throws -> BarSeries {
    var columns = SegmentColumns(fields: fields, count: try barCount(id), latestTimes)
    rows.bind(id, at: 1)
    try rows.forEachRow { row in
      let source = SegmentSource(
        symbol: symbol, batch: Int(row.integer(0)), count: Int(row.integer(1)))
      try columns.append(row, source)
    }
    return columns.series(symbol, resolution)
  }

  private func barCount(_ series: Int64) throws -> Int {
    total.bind(series, at: 1)
    defer { total.reset() }
    return try total.step() ? Int(total.integer(0)) : 0
  }
}

/// The times read last, with the bytes they were stored as.
///
/// Most series of a market have the same days, and so share one array.
private final class LatestTimes {
  private var stored: [UInt8] = []
  private var times: [Int64] = []

  /// The times, when they were stored as just these bytes.
  func times(storedAs blob: UnsafeRawBufferPointer) -> [Int64]? {
    let isSame = stored.withUnsafeBytes { bytes in
      guard let a = bytes.baseAddress, let b = blob.baseAddress else { return false }
      return bytes.count == blob.count && memcmp(a, b, bytes.count) == 0
    }
    return isSame ? times : nil
  }

  func note(_ times: [Int64], storedAs blob: UnsafeRawBufferPointer) {
    self.times = times
    stored = Array(blob)
  }
}

/// The columns of a series while its segments are read one behind the other.
private struct SegmentColumns {
  private let fields: [Bars.Field]
  private let count: Int
  private let latestTimes: LatestTimes
  /// Empty before the first segment.
  private var times: [Int64] = []
  private var columns: [[Double]]
  private var isPresent: [Bool]
  private var filled = 0
  /// Where runs of rising times start; more than one when segments overlap.
  private var runs: [Int] = []

  init(fields: [Bars.Field], count: Int, _ latestTimes: LatestTimes) {
    self.fields = fields
    self.count = count
    self.latestTimes = latestTimes
    columns = fields.map { _ in uninitialized(count) }
    isPresent = fields.map { _ in false }
  }

  mutating func append(_ row: RawStatement, _ source: SegmentSource) throws {
    try appendTimes(row.blob(2), source)
    for index in fields.indices {
      let field = fields[index]
      let isThere = try Self.at(&columns[index], filled, source.count) {
        try source.doubles(row.blob(Int32(3 + index)), field, into: $0)
      }
      if isThere { isPresent[index] = true }
    }
    if filled == 0 || times[filled] <= times[filled - 1] { runs.append(filled) }
    filled += source.count
  }

  private mutating func appendTimes(_ blob: UnsafeRawBufferPointer?, _ source: SegmentSource) throws
  {
    let isWhole = source.count == count
    if isWhole, let known = blob.flatMap(latestTimes.times) {
      times = known
      return
    }
    if times.isEmpty { times = uninitialized(count) }
    try Self.at(&times, filled, source.count) { try source.times(blob, into: $0) }
    if isWhole, let blob { latestTimes.note(times, storedAs: blob) }
  }

  func series(_ symbol: Symbol, _ resolution: Resolution) -> BarSeries {
    let order = runs.count > 1 ? laterWins(times, runs: runs) : nil
    var found: [Bars.Field: [Double]] = [:]
    for (index, field) in fields.enumerated() where isPresent[index] {
      found[field] = ordered(columns[index], order)
    }
    return BarSeries(
      symbol: symbol, resolution: resolution, times: ordered(times, order), columns: found)
  }

  /// Gives memory for the next `count` values of a column.
  ///
  /// Static, because a method would hold on to the columns and so make each of them be copied.
  private static func at<Value, Result>(
    _ column: inout [Value], _ filled: Int, _ count: Int,
    _ body: (UnsafeMutablePointer<Value>) throws -> Result
  ) throws -> Result {
    try column.withUnsafeMutableBufferPointer { buffer in
      let target = UnsafeMutableBufferPointer(rebasing: buffer[filled..<filled + count])
      // A segment has at least one bar.
      return try body(target.baseAddress.unsafelyUnwrapped)
    }
  }
}

/// An array whose values are written before they are read.
private func uninitialized<Value: BitwiseCopyable>(_ count: Int) -> [Value] {
  [Value](unsafeUninitializedCapacity: count) { _, filled in filled = count }
}

private func ordered<Value>(_ values: [Value], _ order: [Int]?) -> [Value] {
  order.map { order in order.map { values[$0] } } ?? values
}
