public import MarketData
public import Statistics

/// Everything that decides a study's numbers, apart from the data itself.
///
/// The defaults are those of the study file.
public struct StudySpec: Hashable, Sendable {
  /// The study's name in the database: `[a-z0-9-]`.
  public var name: String
  /// The events the study is about.
  public var events = EventSelection()
  /// The market series of events that name none of their own.
  public var market: Symbol = "^GSPC"
  /// The bars that relative time counts; `nil` for sessions.
  public var bars: BarSpacing?
  /// What is measured of every session, or bar.
  public var measure = Measure.return
  /// How returns are made of prices.
  public var returns = Returns()
  /// The return models, run side by side.
  public var models: [ModelChoice] = ["market"]
  /// The factor sets of the models that need factors; together they must hold each factor once.
  public var factorSets: [String] = []
  /// The sessions on which return models are fitted.
  public var estimation = Estimation()
  /// The sessions for which abnormal returns are computed.
  public var eventWindow = Window(-10...10)
  /// The windows of cumulative abnormal returns; `nil` takes the default ones, or the events' own.
  public var windows: [Window]?
  /// The significance tests; `nil` takes all of the catalog.
  public var tests: [TestChoice]?
  /// The alternative hypothesis of every `p_value`.
  public var alternative = Alternative.twoSided
  /// How an event's date or instant becomes a session.
  public var alignment = Alignment()
  /// What is done about missing returns in a window.
  public var missing = Missing()
  /// How much each event counts in averages.
  public var weights = Weighting.equal
  /// How the dependence between events is estimated.
  public var dependence = Dependence.overlap
  /// How p-values are adjusted over a test's windows.
  public var multipleTesting = PValueAdjustment.formula(.holm)
  /// How often tests that resample do so, and from which seed.
  public var resampling = Resampling()
  /// The program whose conventions are followed; `none` for this one's own.
  public var compatibility = Compatibility.none

  /// A study of that name with every setting at its default.
  public init(name: String) { self.name = name }

  /// The windows of a study file that gives none.
  public static let defaultWindows = [Window(0...0), Window(-1...1), Window(0...5)]
}

extension StudySpec {
  /// Which imported events a study is about.
  public struct EventSelection: Hashable, Sendable {
    /// An imported list; `nil` takes all lists.
    public var list: String?
    /// Only these groups; empty takes all.
    public var groups: [String] = []
    /// Applies every event to these; empty takes each event's own symbol.
    public var symbols: [Symbol] = []
    /// Where the windows of an event come from.
    public var windows = WindowSource.list

    /// Every imported event, with its own symbol and windows.
    public init() {}
  }

  /// Where an event's windows come from.
  public enum WindowSource: String, CaseIterable, Sendable {
    /// The windows that the event's row carries, when it does; else the study's.
    case list
    /// Always the study's.
    case study
  }

  /// How returns are made of prices.
  public struct Returns: Hashable, Sendable {
    /// Simple or logarithmic.
    public var kind = Kind.simple
    /// From which price to which.
    public var interval = Interval.closeToClose
    /// The price that returns are made of.
    public var price = Price.adjusted

    /// Simple close-to-close returns of adjusted closes.
    public init() {}

    /// `P1 / P0 - 1`, or its logarithm `ln(P1 / P0)`.
    public enum Kind: String, CaseIterable, Sendable { case simple, log }
    /// The prices at both ends of a return.
    public enum Interval: String, CaseIterable, Sendable {
      /// From the close of the session before to the session's own.
      case closeToClose = "close-close"
      /// From the session's open to its close.
      case openToClose = "open-close"
      /// From the close of the session before to the session's open.
      case overnight
      /// From the open of the session before to the session's own.
      case openToOpen = "open-open"
    }
    /// A price of a bar.
    public enum Price: String, CaseIterable, Sendable {
      /// The adjusted close, or the close of a series that has no adjusted one; an open is scaled
      /// by the same ratio of adjusted close to close.
      case adjusted
      /// Prices as traded.
      case close
    }
  }

  /// The sessions on which a return model is fitted.
  ///
  /// A study of bars counts sessions before the event's own here, of which it takes the bars that have
  /// the clock times of the event window.
  public struct Estimation: Hashable, Sendable {
    /// One or more disjoint blocks, none of which shares a day with the event window.
    public var windows = [Window(-250 ... -11)]
    /// The least number of valid sessions.
    public var minimum = 60
    /// Whether blocks may lie after the event window.
    public var allowsPost = false
    /// Whether days inside the event window of another event of the same symbol are left out.
    public var excludesEvents = false

    /// 240 sessions that end 11 before the event, of which 60 must be valid.
    public init() {}
  }

  /// How an event's date or instant becomes a session.
  public struct Alignment: Hashable, Sendable {
    /// The sessions that event time counts.
    public var calendar = SessionCalendar.market
    /// Where an event on a date without a session goes.
    public var nonTrading = NonTradingPolicy.next
    /// The time from which news belongs to the next session.
    public var cutoff = Cutoff.close
    /// The greatest distance in calendar days between an event's date and its session.
    public var maximumShift = 4

    /// The next session of the market series, at most four days later.
    public init() {}
  }

  /// The sessions that relative days count.
  public enum SessionCalendar: Hashable, Sendable {
    /// The dates on which the market series has a bar.
    case market
    /// The sessions of an exchange.
    case exchange(String)
    /// The dates on which at least a share, above 0 and at most 1, of the study's series that
    /// span the date have a price.
    case inferred(share: Double)
  }

  /// Where an event goes that falls on a date without a session.
  public enum NonTradingPolicy: String, CaseIterable, Sendable {
    case next, previous, nearest, skip, error
  }

  /// The time of day from which news belongs to the next session.
  public enum Cutoff: Hashable, Sendable {
    /// The session's own close, early closes included.
    case close
    case time(ClockTime)
  }
}
