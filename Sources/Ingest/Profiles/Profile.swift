/// A layout of files that is recognised and read.
///
/// One file each; a new one is listed in `Profiles.all`.
public protocol Profile: Sendable {
  /// The name for `--profile`.
  var id: String { get }
  /// What the layout is, in a few words.
  var title: String { get }
  var kind: ProfileKind { get }
}

/// What a file holds.
public enum ProfileKind: String, Sendable {
  case prices, events, factors, calendar
}

/// How well a layout fits a file, and why it does.
struct ProfileMatch {
  /// 1 to 100; the highest wins.
  var score: Int
  var evidence: String
}

/// Every layout that is recognised.
public enum Profiles {
  /// In the order in which help lists them.
  public static let all: [any Profile] = [
    LongPrices(),
    SinglePrices(),
    YahooPrices(),
    YfinancePrices(),
    StooqPrices(),
    InvestingPrices(),
    NasdaqPrices(),
    AlphaVantagePrices(),
    TiingoPrices(),
    PolygonPrices(),
    CRSPPrices(),
    CRSPFlatPrices(),
    DatastreamPrices(),
    BloombergPrices(),
    MetaTraderPrices(),
    MetaTrader4Prices(),
    TickPrices(),
    WidePrices(),
    ESTPrices(),
    HeaderlessPrices(),
    EventTable(),
    ESTRequest(),
    GDELTEvents(),
    RavenPackNews(),
    EventusRequest(),
    BenzingaNews(),
    EDGARSubmissions(),
    EDGARHeader(),
    ICalendar(),
    NewsFeed(),
    CalendarTable(),
    FactorTable(),
    FrenchFactors(),
  ]

  /// The profile of a kind that fits best, or the one that is asked for.
  static func best<P>(
    _: P.Type, for sample: Sample, _ options: ImportOptions,
    match: (P) -> ProfileMatch?
  ) throws(ImportError) -> (profile: P, evidence: String)? {
    let candidates = all.compactMap { profile in (profile as? P).map { ($0, profile.id) } }
    if let id = options.profile {
      guard let named = candidates.first(where: { $0.1 == id }) else {
        throw .unknownProfile(id, known: candidates.map(\.1))
      }
      return (named.0, "asked for with --profile")
    }
    return candidates.compactMap { candidate in match(candidate.0).map { (candidate.0, $0) } }
      .reduce(nil as (P, ProfileMatch)?) { best, next in
        next.1.score > best?.1.score ?? 0 ? next : best
      }.map { ($0.0, $0.1.evidence) }
  }
}
