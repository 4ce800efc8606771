/// When a piece of news was known.
public enum EventTime: Hashable, Sendable {
  /// A date and nothing more. No time of day is ever invented for it.
  case date(CalendarDate)
  /// A date and time on a clock of the given zone, with the instant they mean.
  case clock(date: CalendarDate, time: ClockTime, zone: Zone, instant: Instant)

  /// The date in the event's own zone.
  public var date: CalendarDate {
    switch self {
    case .date(let date): date
    case .clock(let date, _, _, _): date
    }
  }
}

/// One dated piece of news about one security, or about the whole market.
public struct NewsEvent: Hashable, Sendable, Identifiable {
  /// The windows that an event of an EventStudyTools request file carries, in sessions from the
  /// event session.
  public struct Windows: Hashable, Sendable {
    public let event: ClosedRange<Int>
    public let estimation: ClosedRange<Int>

    /// An event window and an estimation window.
    public init(event: ClosedRange<Int>, estimation: ClosedRange<Int>) {
      self.event = event
      self.estimation = estimation
    }
  }

  /// A further column of the event's row, kept for explaining reactions.
  public struct Covariate: Hashable, Sendable {
    public let name: String
    public let value: String

    /// A named value, as written in the source.
    public init(name: String, value: String) {
      self.name = name
      self.value = value
    }
  }

  public let id: String
  /// `nil` for news about the whole market.
  public let symbol: Symbol?
  public let time: EventTime
  public let group: String?
  public let title: String?
  /// The event's own market series, when it names one.
  public let market: Symbol?
  public let windows: Windows?
  public let covariates: [Covariate]

  /// A piece of news.
  public init(
    id: String, symbol: Symbol?, time: EventTime, group: String? = nil, title: String? = nil,
    market: Symbol? = nil, windows: Windows? = nil, covariates: [Covariate] = []
  ) {
    self.id = id
    self.symbol = symbol
    self.time = time
    self.group = group
    self.title = title
    self.market = market
    self.windows = windows
    self.covariates = covariates
  }
}
