/// Tables by name, in the order in which they are shown.
public struct TableSet: Hashable, Sendable {
  /// The tables in their order.
  public let tables: [Table]

  /// A set of tables with different names.
  public init(_ tables: [Table]) { self.tables = tables }

  /// The table of that name.
  public subscript(name: String) -> Table? { tables.first { $0.name == name } }
}
