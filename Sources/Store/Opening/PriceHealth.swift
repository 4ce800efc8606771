import GRDB
import MarketData

/// What a look at the stored columns of prices found. That every page is sound says nothing of the
/// values on it.
public struct PriceHealth: Hashable, Sendable {
  /// The series whose columns were all looked at.
  public private(set) var seriesChecked = 0
  /// The series that there are.
  public let seriesCount: Int
  /// The bars of the series looked at.
  public private(set) var barCount = 0
  /// The damaged columns in words, each with its series and batch; at most ten.
  public private(set) var damage: [String] = []

  /// The stored bytes after which no further series is looked at: about 100 million bars.
  private static let mostBytes = 2 << 30
  private static let mostDamage = 10

  init(_ db: Database, mostBytes: Int = Self.mostBytes) throws {
    seriesCount =
      try Int.fetchOne(db, sql: "SELECT count(DISTINCT series) FROM segment") ?? 0
    let columns = ["time"] + Bars.Field.allCases.map(\.rawValue)
    let segments = try RawStatement(
      db,
      """
      SELECT batch, bar_count, \(columns.joined(separator: ", ")) FROM segment
      WHERE series = ? ORDER BY id
      """)
    let series = try RawStatement(
      db,
      "SELECT id, symbol FROM series WHERE id IN (SELECT series FROM segment) ORDER BY id")
    var byteCount = 0
    try series.forEachRow { row in
      guard byteCount < mostBytes else { return }
      segments.bind(row.integer(0), at: 1)
      try segments.forEachRow { segment in
        barCount += Int(segment.integer(1))
        for (index, column) in columns.enumerated() {
          let place = Int32(index + 2)
          byteCount += segment.blob(place)?.count ?? 0
          let found = columnDamage(
            segment.blob(place), count: segment.integer(1), isTime: index == 0,
            mayBeAbsent: index > 0)
          guard let found, damage.count < Self.mostDamage else { continue }
          damage.append(
            "column \(column) of '\(row.text(1) ?? "")' from batch \(segment.integer(0)) is damaged: "
              + found.description)
        }
      }
      seriesChecked += 1
    }
  }
}

/// What is wrong with a stored column of so many values.
func columnDamage(
  _ blob: UnsafeRawBufferPointer?, count: Int64, isTime: Bool, mayBeAbsent: Bool = false
) -> ColumnDamage? {
  guard let blob else { return mayBeAbsent ? nil : .missing }
  do throws(DamagedColumn) {
    let encoding = try ColumnBlob(blob, count: Int(count)).header.encoding
    return encoding.holdsTimes == isTime ? nil : .encoding(Int(encoding.rawValue))
  } catch { return error.damage }
}
