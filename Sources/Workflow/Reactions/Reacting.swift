import Ingest
public import MarketData
import Reactions
public import Reporting
import Store
public import Tables

/// What measuring reactions came to.
public struct ReactionOutcome: Sendable {
  /// The name under which the result is stored.
  public let name: String
  /// The revision; `nil` when nothing was stored.
  public let revision: Int?
  /// Whether the same question on the same data was stored already.
  public let isUnchanged: Bool
  /// The tables of `ResultSchema.ofReactions`.
  public let tables: TableSet
  /// Every choice that was made, in a line.
  public let question: String
  /// The path of the only reaction.
  public let picture: ReactionPicture?
  /// Why no reaction has a fade ratio; `nil` when one has.
  public let problem: String?
}

extension Workflow {
  /// The moment that a text means.
  ///
  /// - Throws: A usage failure when it means none.
  public static func moment(_ text: String, zone: Zone?) throws(Failure) -> EventTime {
    do throws(NewsMoment.Problem) { return try NewsMoment.time(text, zone: zone) } catch {
      throw Failure(.usage, error.description)
    }
  }

  /// Measures reactions and stores them.
  ///
  /// - Throws: `Failure` when a symbol, list or calendar is not there.
  public func react(_ request: ReactionRequest) throws -> ReactionOutcome {
    try failing {
      let database = try open(request.isStored ? .existing : .readOnly)
      let data = try ReactionData(for: request, from: database, threads: threads)
      let study = ReactionStudy(
        request.options, exchange: data.exchange, exchanges: data.exchanges)
      func zone(_ symbol: Symbol) -> Zone { study.exchange(of: symbol).zone }
      let result: ReactionResult
      var picture: ReactionPicture?
      if case .moment(let symbol, _, _) = request.subject, let event = data.events.first {
        let (reaction, trace, shares) = study.reaction(
          to: event, of: symbol, others: data.others, bars: data.assets[symbol] ?? AssetBars(),
          benchmark: data.benchmark)
        result = ReactionResult(reactions: [reaction], shares: shares)
        picture = trace.map { ReactionPicture($0, zone: zone(symbol)) }
      } else {
        result = study.run(
          on: data.events, assets: data.assets, benchmark: data.benchmark, symbols: data.marketWide,
          threads: threads)
      }
      guard !result.reactions.isEmpty else {
        throw Failure(
          .nothing, "there are no prices to measure; import some with: reaction import prices FILE")
      }
      let tables = TableSet([
        Table(result.reactions, zone: zone), Table(measuresOf: result.reactions),
        Table(pathsOf: result.reactions, zone: zone), Table(result.shares),
      ])
      let saved = request.isStored ? try save(tables, request, data, in: database) : nil
      return ReactionOutcome(
        request, saved, tables, picture, problem: Self.problem(of: result.reactions))
    }
  }

  private func save(
    _ tables: TableSet, _ request: ReactionRequest, _ data: ReactionData,
    in database: ReactionDatabase
  ) throws -> SaveOutcome {
    let digest = data.sha256
    var rows = [
      ("request", request.text), ("data_sha256", digest), ("version", Version.current),
      ("calendar", data.calendars.map { "\($0.code) \($0.vintage)" }.joined(separator: ", ")),
    ]
    rows += data.sources.map { ("input:\($0.name)", $0.sha256) }
    let provenance = Table(
      "provenance", [Column("key", texts: rows.map(\.0)), Column("value", texts: rows.map(\.1))])
    return try database.save(
      study: request.name, fingerprint: Provenance.fingerprint(request.text, sha256: digest),
      createdAt: request.now
    ) { write in
      for table in tables.tables { try write(table) }
      try write(provenance)
    }
  }

  /// The most frequent reason when no reaction has a fade ratio.
  private static func problem(of reactions: [Reaction]) -> String? {
    guard !reactions.contains(where: { $0.status != .undefined }) else { return nil }
    let counts = Dictionary(grouping: reactions.compactMap(\.reasons.first)) { $0.rawValue }
    let most = counts.max { ($0.value.count, $1.key) < ($1.value.count, $0.key) }
    guard let most else { return nil }
    return reactions.count == 1
      ? "the reaction is not defined: \(most.key)"
      : "no reaction of \(grouped(reactions.count)) is defined; the most frequent reason is "
        + most.key
  }
}

extension ReactionOutcome {
  fileprivate init(
    _ request: ReactionRequest, _ saved: SaveOutcome?, _ tables: TableSet,
    _ picture: ReactionPicture?, problem: String?
  ) {
    (name, question, self.tables) = (request.name, request.text, tables)
    (self.picture, self.problem) = (picture, problem)
    (revision, isUnchanged) =
      switch saved {
      case nil: (nil, false)
      case .saved(let revision): (revision, false)
      case .unchanged(let revision): (revision, true)
      }
  }
}

extension ReactionPicture {
  /// A trace with its times on the clock of an exchange.
  fileprivate init(_ trace: ReactionTrace, zone: Zone) {
    func clock(_ time: Int64) -> String {
      zone.clock(at: Instant(milliseconds: time)).time.description
    }
    let caption =
      trace.times.map { "\(clock($0.lowerBound)) to \(clock($0.upperBound))" }
      ?? "close before, open, \(trace.prices.count == 4 ? "peak, " : "")close"
    let newsBar = trace.newsBar.map { bar in
      "\(bar.before) before; in the bar from \(clock(bar.start)) \(bar.low) to \(bar.high), last "
        + "\(bar.close)"
    }
    self.init(prices: trace.prices, caption: caption, newsBar: newsBar)
  }
}
