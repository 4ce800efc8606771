import Dispatch
import GRDB
public import MarketData
import Synchronization

extension ReactionDatabase {
  /// The bars of a symbol with some fields, the daily series when there are several; `nil` when
  /// there is none.
  ///
  /// Where batches overlap, the later one wins on the same time. Throws
  /// `StoreError.damagedSegment` when a stored column fails its checksum.
  public func bars(of symbol: Symbol, fields: [Bars.Field]) throws -> BarSeries? {
    try read { try BarReader($0, fields: fields).series(symbol) }
  }

  /// The bars of the symbols that there are, read on several threads from one state of the
  /// database; the result does not depend on their number.
  ///
  /// With a resolution only series of that one count.
  public func bars(
    of symbols: [Symbol], fields: [Bars.Field], resolution: Resolution? = nil, threads: Int
  ) throws -> [Symbol: BarSeries] {
    let threads = min(threads, symbols.count)
    if threads > 1,
      let series = try parallelBars(
        of: symbols, fields: fields, resolution, threads: threads)
    {
      return bySymbol(series)
    }
    return bySymbol(
      try read { db in
        let reader = try BarReader(db, fields: fields, resolution: resolution)
        return try symbols.compactMap { try reader.series($0) }
      })
  }

  /// Reads on connections of their own, or returns `nil` when a batch was committed between the
  /// starts of their transactions.
  private func parallelBars(
    of symbols: [Symbol], fields: [Bars.Field], _ resolution: Resolution?, threads: Int
  ) throws -> [BarSeries]? {
    let parts = Mutex<[Result<(state: Int, series: [BarSeries]), any Error>]>([])
    DispatchQueue.concurrentPerform(iterations: threads) { worker in
      let part = Result {
        try self.part(of: symbols, fields: fields, resolution, worker: worker, stride: threads)
      }
      parts.withLock { $0.append(part) }
    }
    let read = try parts.withLock { try $0.map { try $0.get() } }
    guard Set(read.map(\.state)).count == 1 else { return nil }
    return read.flatMap(\.series)
  }

  private func part(
    of symbols: [Symbol], fields: [Bars.Field], _ resolution: Resolution?, worker: Int,
    stride threads: Int
  ) throws -> (state: Int, series: [BarSeries]) {
    try translatingErrors(path: path) {
      // The path of the connection itself says, if need be, that the file is immutable.
      let own = try DatabaseQueue(
        path: connection.path, configuration: configuration(readOnly: true))
      return try own.read { db in
        let reader = try BarReader(db, fields: fields, resolution: resolution)
        let series = try stride(from: worker, to: symbols.count, by: threads).compactMap {
          try reader.series(symbols[$0])
        }
        return (try stateNumber(db), series)
      }
    }
  }
}

/// A number that rises with every import and every undo.
private func stateNumber(_ db: Database) throws -> Int {
  try Int.fetchOne(db, sql: "SELECT count(*) + coalesce(sum(undone), 0) FROM batch") ?? 0
}

private func bySymbol(_ series: [BarSeries]) -> [Symbol: BarSeries] {
  Dictionary(series.map { ($0.symbol, $0) }, uniquingKeysWith: { first, _ in first })
}
