/// A table that arrives in parts, so that it need not be held in memory.
///
/// There is at least one part, with no rows when the table has none. All parts have the same column
/// names; a column's kind may differ from part to part.
public struct TableParts {
  private let produce: () throws -> Table?

  /// Parts as `produce` returns them, until it returns `nil`.
  public init(_ produce: @escaping () throws -> Table?) { self.produce = produce }

  /// A whole table.
  public init(_ table: Table) {
    var rest: Table? = table
    self.init {
      defer { rest = nil }
      return rest
    }
  }

  /// The next part; `nil` after the last.
  public func next() throws -> Table? { try produce() }
}
