import MarketData
import Statistics
import Tables

extension Spillover {
  func shareTable(_ shares: VarianceDecomposition, _ model: VectorAutoregression) -> Table {
    let size = shares.size
    let count = size * size
    return Table(
      "spillover",
      [
        symbolColumn("symbol", (0..<count).map { $0 / size }, panel),
        symbolColumn("source", (0..<count).map { $0 % size }, panel),
        Column("share", numbers: shares.shares),
      ] + about(model, rows: count))
  }

  /// One row a series and one for all, without a symbol.
  func indexTable(
    _ shares: VarianceDecomposition, _ model: VectorAutoregression, _ drawn: [SpilloverSums]
  ) -> Table {
    let series = Array(0..<shares.size)
    let sums = SpilloverSums(shares)
    let nets = series.map { i in interval(drawn.map { $0.net(i) }) }
    let total = interval(drawn.map(\.total))
    func column(_ name: String, _ values: [Double], _ last: Double = .missing) -> Column {
      Column(name, numbers: values + [last])
    }
    return Table(
      "spillover_index",
      [
        symbolColumn("symbol", series + [nil], panel),
        column("from_others", sums.from), column("to_others", sums.to),
        column("net", series.map(sums.net)),
        column("net_low", nets.map(\.low)), column("net_high", nets.map(\.high)),
        column("total", series.map { _ in .missing }, sums.total),
        column("total_low", series.map { _ in .missing }, total.low),
        column("total_high", series.map { _ in .missing }, total.high),
      ] + about(model, rows: shares.size + 1))
  }

  private func about(_ model: VectorAutoregression, rows: Int) -> [Column] {
    let (first, last) = (model.rows.first.map(panel.date), model.rows.last.map(panel.date))
    return [
      Column("horizon", integers: Array(repeating: horizon, count: rows)),
      Column("lags", integers: Array(repeating: model.lags, count: rows)),
      Column("first", dates: Array(repeating: first, count: rows)),
      Column("last", dates: Array(repeating: last, count: rows)),
      Column("n_days", integers: Array(repeating: model.rowCount, count: rows)),
    ]
  }
}

/// The 2.5% and 97.5% quantiles of draws; missing without any.
func interval(_ drawn: [Double]) -> (low: Double, high: Double) {
  guard !drawn.isEmpty else { return (.missing, .missing) }
  let ordered = drawn.sorted()
  return (
    BootstrapIntervals.quantile(ordered, 0.025), BootstrapIntervals.quantile(ordered, 0.975)
  )
}
