import EventStudy
import GRDB
import MarketData
public import struct Tables.Column
public import struct Tables.Table
public import struct Tables.TableSet

extension ReactionDatabase {
  /// The result tables of a study: `name` for its latest revision, `name@1` for an earlier one.
  ///
  /// Throws `StoreError.unknownStudy` with the nearest name, or `.unknownRevision`.
  public func tables(ofStudy reference: String) throws -> TableSet {
    try read { db in
      let study = try studyID(reference, in: db)
      let texts = try LabelTexts(db)
      return TableSet(
        try ResultSchema.tables.map { try storedTable($0, study: study, texts, in: db) })
    }
  }

  /// One result table of a study; throws `StoreError.unknownTable` with the nearest name.
  public func table(_ name: String, ofStudy reference: String) throws -> Table {
    let schema = try resultSchema(named: name)
    return try read { db in
      try storedTable(
        schema, study: try studyID(reference, in: db), LabelTexts(db), in: db)
    }
  }

  /// The latest revision of a study and the fingerprint it was saved with; `nil` for a study that
  /// there is not.
  public func latestRevision(ofStudy name: String) throws -> (
    revision: Int, fingerprint: String
  )? {
    try read { db in
      let row = try Row.fetchOne(
        db,
        sql: """
          SELECT revision, fingerprint FROM study WHERE name = ? ORDER BY revision DESC LIMIT 1
          """, arguments: [name])
      return row.map { ($0["revision"], $0["fingerprint"]) }
    }
  }

  /// When a study was stored, ISO 8601 in UTC.
  public func creationTime(ofStudy reference: String) throws -> String {
    try read { db in
      let found = try String.fetchOne(
        db, sql: "SELECT created_at FROM study WHERE id = ?",
        arguments: [try studyID(reference, in: db)])
      return found ?? ""
    }
  }

  /// The names of the runs of reactions, the one stored last first.
  public func reactionRuns() throws -> [String] {
    try read {
      try String.fetchAll(
        $0,
        sql: "SELECT name FROM study WHERE name GLOB 'react:*' GROUP BY name ORDER BY max(id) DESC")
    }
  }

  /// An entry of a study's table `provenance`, such as `spec`.
  public func provenance(_ key: String, ofStudy reference: String) throws -> String? {
    let table = try table("provenance", ofStudy: reference)
    guard let keys = table["key"], let values = table["value"],
      let row = (0..<table.rowCount).first(where: { keys[$0].text == key })
    else { return nil }
    return values[row].text
  }
}

func studyID(_ reference: String, in db: Database) throws -> Int64 {
  let parts = reference.split(separator: "@", maxSplits: 1, omittingEmptySubsequences: false)
  let name = String(parts[0])
  let latest = try Row.fetchOne(
    db, sql: "SELECT id, revision FROM study WHERE name = ? ORDER BY revision DESC LIMIT 1",
    arguments: [name])
  guard let latest else {
    let names = try String.fetchAll(db, sql: "SELECT DISTINCT name FROM study")
    throw StoreError.unknownStudy(name, nearest: nearestName(to: name, among: names))
  }
  guard parts.count == 2 else { return latest["id"] }
  let id = try Int(parts[1]).flatMap {
    try Int64.fetchOne(
      db, sql: "SELECT id FROM study WHERE name = ? AND revision = ?", arguments: [name, $0])
  }
  guard let id else {
    throw StoreError.unknownRevision(
      study: name, revision: String(parts[1]), latest: latest["revision"])
  }
  return id
}

func storedTable(
  _ schema: TableSchema, study: Int64, _ texts: LabelTexts, in db: Database
) throws -> Table {
  let builders = schema.fields.map { ColumnBuilder($0.kind) }
  // A file that is only read keeps the schema of an earlier version, which may lack the table.
  if try db.tableExists("result_\(schema.name)") {
    let rows = try storedRows(schema, study: study, in: db)
    try rows.forEachRow { row in
      for (index, builder) in builders.enumerated() { try builder.append(row, Int32(index), texts) }
    }
  }
  return Table(
    schema.name, zip(schema.fields, builders).map { Column($0.name, $1.values) })
}

/// The rows of a table in their order, however they are stored.
private func storedRows(_ schema: TableSchema, study: Int64, in db: Database) throws
  -> RawStatement
{
  let columns = schema.fields.map(\.name).joined(separator: ", ")
  func rows(_ selection: String, of source: String, key: String, order: String) throws
    -> RawStatement
  {
    let rows = try RawStatement(
      db,
      """
      SELECT \(selection) FROM \(source) WHERE \(key) >= ? AND \(key) < ? ORDER BY \(order)
      """)
    rows.bind(study << 32, at: 1)
    rows.bind((study + 1) << 32, at: 2)
    return rows
  }
  // A file that is only read keeps the schema of an earlier version.
  let packed = "packed_\(schema.name)"
  if Packing.of(table: schema.name) != nil, try db.tableExists(packed) {
    let any = try rows("1", of: packed, key: "id", order: "id LIMIT 1")
    defer { any.reset() }
    if try any.step() {
      return try rows(
        columns, of: "unpacked_\(schema.name)", key: "packed", order: "packed, cell")
    }
  }
  return try rows(columns, of: "result_\(schema.name)", key: "id", order: "id")
}

/// The texts of table `label`, each read once.
final class LabelTexts {
  private let find: RawStatement
  private var texts: [Int64: String] = [:]

  init(_ db: Database) throws {
    find = try RawStatement(db, "SELECT text FROM label WHERE id = ?")
  }

  func text(_ id: Int64) throws -> String {
    if let text = texts[id] { return text }
    find.bind(id, at: 1)
    defer { find.reset() }
    let text = try find.step() ? find.text(0) ?? "" : ""
    texts[id] = text
    return text
  }
}

/// Collects the cells of one column.
private final class ColumnBuilder {
  private let kind: Column.Kind
  private var codes: [Int32] = []
  private var labels: [String] = []
  private var codeOfID: [Int64: Int32] = [:]
  private var integers: [Int] = []
  private var numbers: [Double] = []
  private var days: [Int32] = []

  init(_ kind: Column.Kind) { self.kind = kind }

  var values: Column.Values {
    switch kind {
    case .text: .text(codes: codes, labels: labels)
    case .integer: .integer(integers)
    case .number: .number(numbers)
    case .date: .date(days)
    }
  }

  func append(_ row: RawStatement, _ column: Int32, _ texts: LabelTexts) throws {
    let isMissing = row.isNull(column)
    switch kind {
    case .text: codes.append(isMissing ? -1 : try code(row.integer(column), texts))
    case .integer: integers.append(isMissing ? .min : Int(row.integer(column)))
    case .number: numbers.append(isMissing ? .nan : row.double(column))
    case .date: days.append(isMissing ? .min : Int32(truncatingIfNeeded: row.integer(column)))
    }
  }

  private func code(_ id: Int64, _ texts: LabelTexts) throws -> Int32 {
    if let code = codeOfID[id] { return code }
    let code = Int32(labels.count)
    labels.append(try texts.text(id))
    codeOfID[id] = code
    return code
  }
}
