import Digest
import EventStudy
import MarketData
import Store

/// Reads what a study needs, once.
struct StudyData {
  let inputs: StudyInputs
  /// The files behind the data.
  let sources: [BatchSource]
  private let weights: StudySpec.Weighting

  init(for study: Study, from database: ReactionDatabase, threads: Int) throws {
    let spec = study.spec
    let events = try Self.events(spec, database)
    let prices = try Self.prices(study, events, database, threads: threads)
    let factors = try study.needsFactors ? factors(of: spec, over: prices, database) : nil
    let exchange = try exchange(of: spec, database)
    var inputs = StudyInputs(events: events, prices: prices, factors: factors, exchange: exchange)
    let markets = try database.markets().filter { prices[$0.key] != nil }
    if spec.alignment.calendar == .market {
      inputs.exchanges = try importedExchanges(markets, database)
    }
    sources = try database.sources(
      series: prices.keys.sorted(), eventLists: spec.events.list.map { [$0] },
      factorSets: factors == nil ? [] : spec.factorSets,
      calendars: [exchange.code] + inputs.exchanges.values.map(\.code))
    inputs.dataNotices = sources.flatMap { source in
      source.warnings.map {
        Notice(code: $0.code, severity: .warning, message: "\(source.name): \($0.message)")
      }
    }
    if let notice = mixedCurrencies(markets) { inputs.dataNotices.append(notice) }
    self.inputs = inputs
    weights = spec.weights
  }

  /// Identifies the values that the study reads.
  var sha256: String { digest(inputs, weights: weights) }

  private static func events(_ spec: StudySpec, _ database: ReactionDatabase) throws -> [NewsEvent]
  {
    let all = try asked(of: "events.list") { try database.events(list: spec.events.list) }
    let groups = Set(all.compactMap(\.group)).sorted()
    for group in spec.events.groups where !groups.contains(group) {
      throw SpecProblem(
        key: "events.groups",
        "no event has the group '\(group)'; "
          + (nearestName(to: group, among: groups).map { "did you mean '\($0)'?" }
            ?? "there are: \(groups.joined(separator: ", "))"))
    }
    let chosen =
      spec.events.groups.isEmpty
      ? all : all.filter { $0.group.map(spec.events.groups.contains) == true }
    guard !chosen.isEmpty else {
      throw Failure(
        .nothing, "no events are imported; import some with: reaction import events FILE")
    }
    return chosen
  }

  private static func prices(
    _ study: Study, _ events: [NewsEvent], _ database: ReactionDatabase, threads: Int
  ) throws -> [Symbol: PriceSeries] {
    let spec = study.spec
    let own = spec.events.symbols.isEmpty ? events.compactMap(\.symbol) : spec.events.symbols
    let symbols = Set(own + events.map { $0.market ?? spec.market })
    let series = try database.bars(
      of: symbols.sorted(), fields: spec.fields, threads: threads
    ).filter { $0.value.resolution == (spec.bars == nil ? .daily : .intraday) }
    let isUsed = events.contains { $0.market == nil }
    if study.needsMarket, isUsed, series[spec.market] == nil {
      throw SpecProblem(key: "market", try missingMarket(spec, database))
    }
    return series.mapValues { bars in
      var prices = PriceSeries(
        dates: bars.times, close: bars[.close], adjustedClose: bars[.adjustedClose],
        open: bars[.open], as: spec.fields.contains(.adjustedClose) ? .adjusted : .close)
      (prices.highs, prices.lows, prices.volumes) = (bars[.high], bars[.low], bars[.volume])
      return prices
    }
  }

  private static func missingMarket(_ spec: StudySpec, _ database: ReactionDatabase) throws
    -> String
  {
    let market = spec.market
    if try database.bars(of: market, fields: [.close]) != nil {
      return spec.bars == nil
        ? "the series '\(market)' has intraday bars only; a study of days needs daily ones, and one "
          + "of bars the key 'bars: 5m'"
        : "the series '\(market)' has daily bars only; a study of bars needs intraday ones"

    }
    let nearest = try database.nearestSymbol(to: market)
    return "no series '\(market)' is imported; "
      + (nearest.map { "did you mean '\($0)'?" }
        ?? "import it, or name another: market: SYMBOL (reaction list series shows them)")
  }
}

/// Runs `body`, and names the key of the study file when what it asks for is not in the database.
func asked<Result>(of key: String, _ body: () throws -> Result) throws -> Result {
  do { return try body() } catch let error as StoreError where error.status == .nothing {
    throw SpecProblem(key: key, error.description)
  }
}

/// The exchange whose clock gives events their sessions: an imported calendar, else a built-in one.
private func exchange(of spec: StudySpec, _ database: ReactionDatabase) throws -> ExchangeCalendar {
  let code = if case .exchange(let code) = spec.alignment.calendar { code } else { "XNYS" }
  do { return try importedOrBuiltIn(code, database) } catch let error as UnknownExchange {
    let word = nearestName(to: code, among: ["market", "inferred"])
    throw SpecProblem(
      key: "alignment.calendar",
      word.map { "no calendar is named '\(code)'; did you mean '\($0)'?" } ?? "\(error)")
  }
}

extension PriceSeries {
  fileprivate var furtherColumns: [(String, [Double])] {
    [("open", opens), ("high", highs), ("low", lows), ("volume", volumes)]
  }
}

/// The digest of every value a study reads, in a fixed order.
private func digest(_ inputs: StudyInputs, weights: StudySpec.Weighting) -> String {
  let digest = SHA256()
  digest.update(text(of: inputs.events, weights: weights))
  var dates: [Int64] = []
  for symbol in inputs.prices.keys.sorted() {
    guard let series = inputs.prices[symbol] else { continue }
    digest.update("\(symbol)\u{1F}\(series.dates.count)\u{1E}")
    // Most series of a market have the same dates; a mark says so in less time.
    if series.dates == dates { digest.update("=") } else { digest.update(series.dates) }
    dates = series.dates
    digest.update(series.prices)
    for (name, column) in series.furtherColumns where !column.isEmpty {
      digest.update(name)
      digest.update(column)
    }
  }
  for factor in inputs.factors?.factors ?? [] {
    digest.update("\(factor.name)\u{1E}")
    digest.update(factor.values)
  }
  digest.update(inputs.factors?.dates.map(\.ordinal) ?? [])
  digest.update("\(inputs.exchange.code) \(inputs.exchange.vintage)")
  for (symbol, exchange) in inputs.exchanges.sorted(by: { $0.key < $1.key }) {
    digest.update("\u{1E}\(symbol)\u{1F}\(exchange.code) \(exchange.vintage)")
  }
  return digest.finish()
}

/// What a study reads of its events, a record each.
private func text(of events: [NewsEvent], weights: StudySpec.Weighting) -> String {
  let column: String? = if case .value(let covariate) = weights { covariate } else { nil }
  var text = ""
  func add(_ field: String?) {
    text += "\u{1F}"
    if let field { text += field }
  }
  for event in events {
    text += event.id
    add(event.symbol?.rawValue)
    add(event.time.date.description)
    add(event.time.stamp)
    add(event.time.zoneName)
    add(event.group)
    add(event.title)
    add(event.market?.rawValue)
    add(event.windows.map { "\($0.event) \($0.estimation)" })
    if let column { add(event.covariates.first { $0.name == column }?.value) }
    text += "\u{1E}"
  }
  return text
}
