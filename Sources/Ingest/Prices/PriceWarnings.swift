import MarketData

/// What the reader of the prices should know.
struct PriceWarnings {
  let writer: SeriesWriter
  let symbols: [Symbol]
  let averages: NotedRows
  let clockChanges: NotedRows

  var all: [Warning] {
    [unsorted, collapsed, conflicts, average, dst].compactMap { $0 } + mixed
  }

  private var unsorted: Warning? {
    let names = writer.unsorted(symbols)
    return names.isEmpty
      ? nil : Warning(.unsorted, "rows of \(listed(names)) are in no order of time; sorted")
  }

  private var collapsed: Warning? {
    let count = writer.collapsed
    return count == 0
      ? nil
      : Warning(
        .duplicatesCollapsed,
        "\(count) row\(count == 1 ? "" : "s") repeated word for word; each "
          + "is kept once")
  }

  private var conflicts: Warning? {
    let count = writer.conflicts
    return count == 0
      ? nil
      : Warning(
        .duplicateConflict,
        "\(count) date\(count == 1 ? "" : "s") had two rows that differ; the "
          + "later row is kept")
  }

  private var average: Warning? {
    guard averages.count > 0 else { return nil }
    return Warning(
      .bidAskAverage,
      (averages.count == 1
        ? "1 close is an average of bid and ask, not a trade"
        : "\(averages.count) closes are averages of bid and ask, not trades")
        + "; a minus sign that says so is left out (\(averages.lines))")
  }

  private var dst: Warning? {
    guard clockChanges.count > 0 else { return nil }
    return Warning(
      .dst,
      "\(clockChanges.count) time\(clockChanges.count == 1 ? " is one" : "s are ones") that the "
        + "clocks of the zone showed twice or never (\(clockChanges.lines)); read with the offset "
        + "before the change, or after it where the rows before are later")
  }

  /// Symbols that differ only in the case of their letters.
  private var mixed: [Warning] {
    let groups = Dictionary(grouping: symbols) { $0.rawValue.lowercased() }.values
      .filter { $0.count > 1 }.map { $0.sorted() }.sorted { $0[0] < $1[0] }
    return groups.map {
      Warning(.mixedSymbols, "\(listed($0)) differ only in case and are separate series")
    }
  }

  private func listed(_ symbols: [Symbol]) -> String {
    let names = symbols.prefix(5).map(\.rawValue).joined(separator: ", ")
    return symbols.count > 5 ? "\(names) and \(symbols.count - 5) more" : names
  }
}
