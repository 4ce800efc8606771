import MarketData

extension PriceImport {
  /// The first bars of a file as they would be stored, below the names of their columns.
  static func stored(
    _ source: Source, _ options: ImportOptions
  ) throws(ImportError) -> [[String]] {
    let (layout, detection) = try detect(source.sample, options)
    let sink = FirstBars()
    let quiet = options.with { ($0.onReject, $0.onProgress) = (nil, nil) }
    let beginning = try source.beginning(records: layout.headerCount + FirstBars.limit)
    do throws(ImportError) {
      _ = try PriceRun(source: beginning, layout: layout, options: quiet, sink: sink)
        .read(detection)
    } catch {
      // What is wrong with these rows is told for the whole file.
      return []
    }
    return sink.rows
  }
}

/// Keeps a few bars as texts.
private final class FirstBars: BarSink {
  static let limit = 6

  private var runs: [(symbol: Symbol, bars: Bars)] = []

  func append(_ bars: Bars, to symbol: Symbol) { runs.append((symbol, bars)) }

  func takeBack(_ symbol: Symbol) -> [Bars] {
    let taken = runs.filter { $0.symbol == symbol }.map(\.bars)
    runs.removeAll { $0.symbol == symbol }
    return taken
  }

  /// The names of the columns that hold anything, and the bars.
  var rows: [[String]] {
    let fields = Bars.Field.allCases.filter { field in
      runs.contains { $0.bars[field] != .absent }
    }
    let bars = runs.flatMap { run in
      run.bars.times.indices.map { row in
        [run.symbol.rawValue, time(run.bars.times[row], run.bars.resolution)]
          + fields.map { number(run.bars[$0], row) }
      }
    }
    return [["symbol", "time"] + fields.map(\.rawValue)] + bars.prefix(Self.limit)
  }

  private func time(_ time: Int64, _ resolution: Resolution) -> String {
    switch resolution {
    case .daily: CalendarDate(ordinal: Int(time)).description
    case .intraday: Instant(milliseconds: time).description
    }
  }

  private func number(_ column: PriceColumn, _ row: Int) -> String {
    let values = column.values
    return values.isEmpty || values[row].isMissing ? "" : "\(values[row])"
  }
}
