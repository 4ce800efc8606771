import Tables

extension TableParts {
  /// The rows that are laid out together for readers.
  static let pageRows = 10_000

  /// The next rows as one table, until there are enough of them, and whether these were all.
  func gathered(upTo count: Int) throws -> (table: Table, isWhole: Bool) {
    var gathered: [Table] = []
    var rows = 0
    while let part = try next() {
      gathered.append(part)
      rows += part.rowCount
      if rows >= count { return (joined(gathered), false) }
    }
    return (joined(gathered), true)
  }
}

/// Parts of a table put together to pages.
struct TablePages {
  private let parts: TableParts
  private var page: Table?
  private var isLast = false

  init(_ parts: TableParts) { self.parts = parts }

  /// The next page; the first one even when it has no rows.
  mutating func next() throws -> Table? {
    guard !isLast else { return nil }
    let isFirst = page == nil
    let (table, isWhole) = try parts.gathered(upTo: TableParts.pageRows)
    isLast = isWhole
    page = table
    return isFirst || table.rowCount > 0 ? table : nil
  }
}

/// The rows of parts one behind the other.
private func joined(_ parts: [Table]) -> Table {
  guard let first = parts.first, parts.count > 1 else { return parts.first ?? Table("", []) }
  let columns = first.columns.indices.map { position in
    let parts = parts.map { $0.columns[position] }
    let kinds = Set(parts.map(\.kind))
    return kinds.count == 1 ? parts : parts.map { $0.converted(to: common(kinds)) }
  }
  return Table(
    first.name,
    stacking: parts.indices.map { part in Table(first.name, columns.map { $0[part] }) })
}

private func common(_ kinds: Set<Column.Kind>) -> Column.Kind {
  kinds.isSubset(of: [.integer, .number]) ? .number : .text
}

extension Column {
  /// The same cells as numbers or as texts.
  fileprivate func converted(to kind: Kind) -> Column {
    if kind == .number {
      return Column(name, numbers: (0..<count).map { self[$0].number ?? .nan })
    }
    return Column(
      name,
      texts: (0..<count).map { row in
        switch self[row] {
        case .missing: nil
        case .text(let text): text
        case .integer(let value): String(value)
        case .number(let value): exactText(value)
        case .date(let ordinal): dateText(ordinal)
        }
      })
  }
}
