import EventStudy
import Tables

/// The descriptor of a folder of tables: Data Package v2 (https://datapackage.org/standard/data-package/).
///
/// Every table is a resource with its size, digest and Table Schema. A key is declared only when it
/// holds: no cell of it is missing and no two rows are the same in it.
struct DataPackage: Encodable {
  let schema = "https://datapackage.org/profiles/2.0/datapackage.json"
  let name: String
  let title: String
  let description: String
  let created: String
  let version: String
  let sources: [Source]
  let resources: [Resource]

  enum CodingKeys: String, CodingKey {
    case schema = "$schema"
    case name, title, description, created, version, sources, resources
  }

  /// A file that the study read.
  struct Source: Encodable {
    let title: String
    let hash: String
  }

  /// One table as a file.
  struct Resource: Encodable {
    let name: String
    let path: String
    let type = "table"
    let format = "csv"
    let mediatype = "text/csv"
    let encoding = "utf-8"
    let bytes: Int
    let hash: String
    let schema: Schema
  }

  /// Columns and keys of a table.
  struct Schema: Encodable {
    let fields: [Field]
    let missingValues = [""]
    let primaryKey: [String]?
    let foreignKeys: [ForeignKey]?
  }

  /// One column.
  struct Field: Encodable {
    let name: String
    let type: String
    let description: String?
  }

  /// Columns whose cells are those of another table's row.
  struct ForeignKey: Encodable {
    let fields: [String]
    let reference: Reference

    struct Reference: Encodable {
      let resource: String
      let fields: [String]
    }
  }
}

extension DataPackage.Schema {
  /// The schema of a table, with the keys that hold in it.
  ///
  /// - Parameters:
  ///   - table: The table.
  ///   - events: The table `events`, to which rows of an event refer.
  init(_ table: Table, events: Table?) {
    fields = table.columns.map { column in
      DataPackage.Field(
        name: column.name, type: column.kind.tableSchemaType,
        description: ColumnMeanings.meaning(column.name, of: table.name))
    }
    let key = ResultSchema.tables.first { $0.name == table.name }?.key ?? []
    primaryKey = key.isEmpty || !table.isUnique(in: key) ? nil : key
    let link = ["event_id", "symbol"]
    let refers =
      table.name != "events" && link.allSatisfy { table[$0] != nil }
      && events?.isUnique(in: link) == true
    foreignKeys = refers ? [DataPackage.ForeignKey(link, of: "events")] : nil
  }
}

extension DataPackage.ForeignKey {
  fileprivate init(_ fields: [String], of resource: String) {
    self.fields = fields
    reference = Reference(resource: resource, fields: fields)
  }
}

extension Column.Kind {
  /// The name of the kind in a Table Schema.
  fileprivate var tableSchemaType: String {
    switch self {
    case .text: "string"
    case .integer: "integer"
    case .number: "number"
    case .date: "date"
    }
  }
}

extension Table {
  /// Whether no two rows have the same cells in some columns, and none is missing there.
  func isUnique(in names: [String]) -> Bool {
    let columns = names.compactMap { self[$0] }
    guard columns.count == names.count else { return false }
    var seen = Set<[Cell]>(minimumCapacity: rowCount)
    return (0..<rowCount).allSatisfy { row in
      let cells = columns.map { $0[row] }
      return !cells.contains(.missing) && seen.insert(cells).inserted
    }
  }
}
