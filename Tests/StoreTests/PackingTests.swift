import EventStudy
import GRDB
import MarketData
import Testing

import struct Tables.Column
import struct Tables.Table

@testable import Store

/// Rows that share a stored row come back as they were, through the program and through SQL.
@Suite struct PackingTests {
  let file: TemporaryDatabase
  let database: ReactionDatabase

  init() throws {
    file = try TemporaryDatabase()
    database = try file.open()
  }

  @Test(arguments: ["ar", "car", "event_tests"], [UInt64](1...3))
  func rowsComeBack(name: String, seed: UInt64) throws {
    let table = consistentTable(name, seed: seed)
    try save(consistentTable(name, seed: seed + 100), as: "other")
    try save(table)
    #expect(try count("result_\(name)") == 0)
    #expect(try (1..<table.rowCount).contains(count("packed_\(name)")))
    try expectStored(table)
  }

  @Test(arguments: ["ar", "car"])
  func whatDoesNotFollowIsStoredRowByRow(name: String) throws {
    let table = consistentTable(name, seed: 7)
    let wrong = try #require(table["statistic"]).changed(row: 5)
    let changed = Table(name, table.columns.map { $0.name == wrong.name ? wrong : $0 })
    try save(changed)
    #expect(try count("packed_\(name)") == 0)
    #expect(try count("result_\(name)") == table.rowCount)
    try expectStored(changed)
  }

  @Test func aMissingValueThatWouldFollowIsStoredRowByRow() throws {
    let table = consistentTable("event_tests", seed: 8)
    let lower = Column("p_lower", numbers: Array(repeating: .nan, count: table.rowCount))
    let changed = Table(
      table.name, table.columns.map { $0.name == lower.name ? lower : $0 })
    try save(changed)
    #expect(try count("packed_event_tests") == 0)
    #expect(try count("result_event_tests") == table.rowCount)
    try expectStored(changed)
  }

  @Test func findsAStudyByItsKey() throws {
    let plan = try database.read { db in
      try Row.fetchAll(db, sql: "EXPLAIN QUERY PLAN SELECT * FROM ar WHERE study = 'demo'")
        .map { $0["detail"] as String }
    }
    #expect(plan.contains("SEARCH result USING INTEGER PRIMARY KEY (rowid>? AND rowid<?)"))
    #expect(plan.contains("SEARCH packed USING INTEGER PRIMARY KEY (rowid>? AND rowid<?)"))
    #expect(plan.contains("SEARCH pattern USING INTEGER PRIMARY KEY (rowid>? AND rowid<?)"))
    #expect(!plan.contains { $0.contains("TEMP B-TREE") })
  }

  private func save(_ table: Table, as study: String = "demo") throws {
    _ = try database.save(study: study, fingerprint: "1", createdAt: "now") { try $0(table) }
  }

  private func count(_ table: String) throws -> Int {
    try database.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM \(table)") } ?? 0
  }

  private func expectStored(_ table: Table) throws {
    let stored = try database.table(table.name, ofStudy: "demo")
    #expect(stored.rowCount == table.rowCount)
    let rows = try database.read {
      try Row.fetchAll($0, sql: "SELECT * FROM \(table.name) WHERE study = 'demo'")
    }
    #expect(rows.count == table.rowCount)
    for (index, column) in table.columns.enumerated() {
      #expect(stored.columns[index].name == column.name)
      for row in 0..<min(table.rowCount, rows.count) {
        #expect(stored.columns[index][row] == column[row], "\(column.name) of row \(row)")
        #expect(
          rows[row][index + 1] as DatabaseValue == promised(column[row]),
          "\(column.name) of row \(row) of the view")
      }
    }
  }
}

extension Column {
  /// The column with the number of a row moved to the next one.
  fileprivate func changed(row: Int) -> Column {
    guard case .number(var values) = values else { return self }
    values[row] = values[row].isNaN ? 0.5 : values[row].nextUp
    return Column(name, numbers: values)
  }
}

/// A result table of 60 runs of rows whose columns follow from each other as those of a study do;
/// with missing values, and in places with values that follow from nothing.
private func consistentTable(_ name: String, seed: UInt64) -> Table {
  var random = Random(seed: seed)
  var rows = ConsistentRows()
  for event in 0..<60 {
    let freedom = 200 + random.int(0...2)
    for row in 0..<random.int(1...17) { rows.append(event, row, freedom, &random) }
  }
  return rows.table(name)
}

private struct ConsistentRows {
  private var keys: [String] = []
  private var positions: [Int?] = []
  private var freedoms: [Int?] = []
  private var states: [String?] = []
  private var numbers: [String: [Double]] = [:]

  mutating func append(_ event: Int, _ row: Int, _ freedom: Int, _ random: inout Random) {
    let isMissing = random.int(0...9) == 0
    func number(_ value: Double) -> Double { isMissing ? .nan : value }
    keys.append("e\(event)")
    positions.append(row - 3)
    freedoms.append(isMissing ? nil : freedom)
    states.append(isMissing ? "undefined" : "ok")
    let (a, b) = (
      Double.random(in: -1...1, using: &random), Double.random(in: -1...1, using: &random)
    )
    let error = random.int(0...5) == 0 ? .nan : Double.random(in: 0.01...1, using: &random)
    let value = random.int(0...5) == 0 ? 0 : a - b
    let tail = Double.random(in: 0...0.5, using: &random)
    let (lower, upper) = [(tail, 1 - tail), (1 - tail, tail), (tail, tail)][random.int(0...2)]
    let p = random.int(0...3) == 0 ? upper : min(1, 2 * min(lower, upper))
    let free = random.int(0...3) == 0 ? tail : value / error
    for (name, cell) in [
      ("actual", a), ("expected", b), ("value", value), ("error", error),
      ("quotient", value / error), ("free", free), ("lower", lower), ("upper", upper), ("p", p),
      ("other", b),
    ] { numbers[name, default: []].append(number(cell)) }
  }

  func table(_ name: String) -> Table {
    let count = keys.count
    func column(_ name: String, _ source: String) -> Column {
      Column(name, numbers: numbers[source] ?? [])
    }
    let leading = ["event_id", "symbol", "model"].map { Column($0, texts: keys) }
    let window = [
      Column("window_start", integers: positions), Column("window_end", integers: positions),
    ]
    let freedom = Column("df", integers: freedoms)
    let state = [
      Column("status", texts: states),
      Column("reason", texts: states.map { $0 == "ok" ? nil : "missing_price" }),
    ]
    switch name {
    case "ar":
      return Table(
        name,
        leading + [
          Column("rel_day", integers: positions),
          Column("session", dates: positions.map { $0.map { $0 + 20_000 } }),
          column("actual", "actual"), column("expected", "expected"), column("ar", "value"),
          column("std_error", "error"), column("sar", "quotient"),
          column("statistic", "quotient"), freedom, column("p_value", "p"),
        ] + state)
    case "car":
      return Table(
        name,
        leading + window + [
          Column("n_days", integers: positions), column("car", "value"),
          column("std_error", "error"), column("scar", "other"),
          column("statistic", "quotient"), freedom, column("p_value", "p"),
          column("bhar", "other"),
        ] + state)
    default:
      return Table(
        name,
        leading + window + [
          Column("test", texts: (0..<count).map { "t\($0 % 3)" }),
          Column("variant", texts: (0..<count).map { _ in "default" }),
          column("estimate", "value"), column("std_error", "error"), column("statistic", "free"),
          Column("distribution", texts: states.map { $0 == "ok" ? "t" : nil }), freedom,
          column("p_value", "p"), column("p_lower", "lower"), column("p_upper", "upper"),
        ] + state)
    }
  }
}
