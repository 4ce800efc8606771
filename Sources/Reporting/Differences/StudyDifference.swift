import EventStudy
public import Tables

/// How two stored studies differ: in what was asked, in what was read, and in the numbers.
public struct StudyDifference {
  private let provenance: [Entry]
  private let tables: [TableDifference]

  /// Something that both may have, and what each has.
  private struct Entry {
    /// What it is of: `spec`, `input`, or `provenance`.
    let part: String
    let name: String
    let before: String?
    let after: String?
  }

  /// Compares the result tables of two studies.
  public init(_ before: TableSet, _ after: TableSet) {
    provenance = Self.entries(before, after)
    tables = ResultSchema.tables.filter { $0.name != "provenance" }.compactMap { schema in
      guard let old = before[schema.name], let new = after[schema.name] else { return nil }
      let difference = TableDifference(old, new, key: schema.key)
      return difference.isEmpty ? nil : difference
    }
  }

  private static func entries(_ before: TableSet, _ after: TableSet) -> [Entry] {
    let (old, new) = (facts(before), facts(after))
    let names = (old.map(\.name) + new.map(\.name)).distinct()
    return names.compactMap { name in
      let pair = (
        old.first { $0.name == name }?.value, new.first { $0.name == name }?.value
      )
      guard pair.0 != pair.1 else { return nil }
      return Entry(part: name.part, name: name.text, before: pair.0, after: pair.1)
    }
  }

  private struct FactName: Hashable {
    let part: String
    let text: String
  }

  /// The keys of the specification, the digests of the inputs, and the version.
  private static func facts(_ tables: TableSet) -> [(name: FactName, value: String)] {
    tables.records("provenance").flatMap { record -> [(name: FactName, value: String)] in
      guard let key = record.text("key"), let value = record.text("value") else { return [] }
      switch key {
      case "spec":
        return flattened(value).map { (FactName(part: "spec", text: $0.key), $0.value) }
      // These follow from the others.
      case "spec_sha256", "data_sha256", "seed": return []
      case _ where key.hasPrefix("input:"):
        return [(FactName(part: "input", text: String(key.dropFirst("input:".count))), value)]
      default: return [(FactName(part: "provenance", text: key), value)]
      }
    }
  }

  /// The lines of a specification as it is stored, `events.list` for what is indented below `events`.
  private static func flattened(_ yaml: String) -> [(key: String, value: String)] {
    var parent = ""
    return yaml.split(separator: "\n").compactMap { line in
      let parts = line.split(separator: ":", maxSplits: 1)
      guard let key = parts.first else { return nil }
      let isNested = line.hasPrefix(" ")
      let name = key.trimmingPrefix { $0 == " " }
      if !isNested { parent = String(name) }
      guard parts.count == 2 else { return nil }
      let value = parts[1].trimmingPrefix { $0 == " " }
      return value.isEmpty ? nil : (isNested ? "\(parent).\(name)" : parent, String(value))
    }
  }

  /// In a sentence: whether question and data are the same, and how many numbers moved.
  public var sentence: String {
    func count(_ part: String) -> Int { provenance.count { $0.part == part } }
    let cells = tables.flatMap(\.changes).reduce(0) { $0 + $1.count }
    let rows = tables.reduce(0) { $0 + $1.removedRows + $1.addedRows }
    let causes = [
      count("spec") == 0
        ? "the same specification" : "\(counted(count("spec"), "key")) of the specification",
      count("input") == 0 ? "the same input files" : counted(count("input"), "input file"),
      count("provenance") == 0 ? nil : counted(count("provenance"), "other fact"),
    ].compactMap { $0 }
    return "\(causes.joined(separator: ", ")); \(counted(cells, "cell")) changed, "
      + "\(counted(rows, "row")) in one only"
  }

  /// One row a difference.
  ///
  /// `part` is `spec`, `input`, `provenance`, `rows` or `cells`; `name` the key, the file, the table
  /// or the table's column; `count` how many rows or cells; `before` and `after` the values, of cells
  /// those that moved most, in the row `where`.
  public var table: Table {
    let rows =
      provenance.map { entry in
        Line(
          part: entry.part, name: entry.name, count: nil, before: entry.before, after: entry.after,
          place: nil)
      } + tables.flatMap(lines)
    return Table(
      "differences",
      [
        Column("part", texts: rows.map(\.part)), Column("name", texts: rows.map(\.name)),
        Column("count", integers: rows.map(\.count)), Column("before", texts: rows.map(\.before)),
        Column("after", texts: rows.map(\.after)), Column("where", texts: rows.map(\.place)),
      ])
  }

  private struct Line {
    let part: String
    let name: String
    let count: Int?
    let before: String?
    let after: String?
    let place: String?
  }

  private func lines(_ difference: TableDifference) -> [Line] {
    func rows(_ count: Int, _ before: String?, _ after: String?) -> [Line] {
      count == 0
        ? []
        : [
          Line(
            part: "rows", name: difference.table, count: count, before: before, after: after,
            place: nil)
        ]
    }
    return rows(difference.removedRows, "present", nil) + rows(difference.addedRows, nil, "present")
      + difference.changes.map { change in
        Line(
          part: "cells", name: "\(difference.table).\(change.column)", count: change.count,
          before: text(change.before), after: text(change.after), place: change.row)
      }
  }

  private func text(_ cell: Cell) -> String? {
    switch cell {
    case .missing: nil
    case .text(let text): text
    case .integer(let value): String(value)
    case .number(let value): exactText(value)
    case .date(let ordinal): dateText(ordinal)
    }
  }
}
