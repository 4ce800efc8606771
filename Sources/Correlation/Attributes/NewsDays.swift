import MarketData
public import Statistics
public import Tables

/// Which assets move together on news, against ordinary days.
public struct NewsDays: Sendable {
  /// The returns of the assets and their market.
  public let panel: ReturnPanel
  /// The market, as a position in the panel.
  public let market: Int
  /// Whether the market's part stays in the returns.
  public var isRaw = false
  /// How correlations are resampled for p-values.
  public var bootstrap = BlockBootstrap(replicates: 999, seed: 0)
  /// How p-values are adjusted for the number of pairs.
  public var adjustment = MultipleTesting.bh

  /// A question about all pairs of assets of a panel.
  public init(_ panel: ReturnPanel, market: Int) { (self.panel, self.market) = (panel, market) }

  /// Table `news_correlation`: one row a pair.
  ///
  /// - Parameters:
  ///   - news: The positions of the sessions of news; all others are ordinary.
  ///   - threads: The number of threads; the table does not depend on it.
  public func table(news: [Int], threads: Int) -> Table {
    let onNews = Set(news)
    let ordinary = panel.sessions.indices.filter { !onNews.contains($0) }
    let abnormal = isRaw ? panel : abnormalPanel(ordinary: ordinary)
    let assets = panel.symbols.indices.filter { $0 != market }
    var pairs = SourcePairs(abnormal, sources: assets, targets: assets)
    pairs.isUnordered = true
    var contagion = Contagion(pairs)
    contagion.bootstrap = bootstrap
    contagion.alternative = .twoSided
    let rows = contagion.rows(
      PeriodComparison(calm: ordinary, event: news.sorted()), threads: threads)
    return table(rows)
  }

  /// The returns less what the market model of ordinary days expects.
  private func abnormalPanel(ordinary: [Int]) -> ReturnPanel {
    let x = panel.columns[market]
    return ReturnPanel(
      sessions: panel.sessions, symbols: panel.symbols,
      columns: panel.columns.indices.map { index in
        index == market ? x : abnormal(panel.columns[index], x, ordinary)
      })
  }

  /// No values when the market does not vary on the days that count.
  private func abnormal(_ y: [Double], _ x: [Double], _ ordinary: [Int]) -> [Double] {
    let (market, own) = pairedValues(x, y, at: ordinary)
    guard let meanX = market.mean, let meanY = own.mean,
      let squares = market.sumOfSquaredDeviations, squares > 0
    else { return y.map { _ in .missing } }
    var product = 0.0
    for (a, b) in zip(market, own) { product += (a - meanX) * (b - meanY) }
    let beta = product / squares
    return zip(x, y).map { a, b in
      let value = b - meanY - beta * (a - meanX)
      return value.isNaN ? .missing : value
    }
  }

  private func table(_ rows: [ContagionRow]) -> Table {
    func numbers(_ name: String, _ value: (ContagionRow) -> Double?) -> Column {
      Column(name, numbers: rows.map { value($0) ?? .missing })
    }
    let adjusted = adjustment.adjusted(
      rows.map { $0.bootstrapped?.raw ?? $0.pValues?.raw })
    return Table(
      "news_correlation",
      [
        symbolColumn("symbol_1", rows.map(\.source), panel),
        symbolColumn("symbol_2", rows.map(\.target), panel),
        Column("n_ordinary", integers: rows.map(\.counts?.calm)),
        Column("n_news", integers: rows.map(\.counts?.event)),
        numbers("r_ordinary") { $0.calm }, numbers("r_news") { $0.event },
        numbers("fisher_z") { $0.statistics?.raw }, numbers("p_value") { $0.pValues?.raw },
        numbers("p_bootstrap") { $0.bootstrapped?.raw },
        Column("p_adjusted", numbers: adjusted.map { $0 ?? .missing }),
        Column("status", texts: rows.map { $0.reason == nil ? "ok" : "undefined" }),
        Column("reason", texts: rows.map(\.reason)),
      ])
  }
}
