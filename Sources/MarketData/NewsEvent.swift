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

/// How the zone of an event's clock is known.
public enum ZonePolicy: String, Hashable, Codable, CaseIterable, Sendable {
  /// The source states it, or its format does.
  case given
  /// Whoever imported the source said so for all its times.
  case assumed
  /// The source states a zone that is known to be wrong for some of its files.
  case uncertain
}

/// One dated piece of news about one security, or about the whole market.
public struct NewsEvent: Hashable, Sendable, Identifiable {
  /// The windows that an event of an EventStudyTools request file carries, in sessions from the
  /// event session.
  public struct Windows: Hashable, Sendable {
    /// The event window.
    public let event: ClosedRange<Int>
    /// The estimation window.
    public let estimation: ClosedRange<Int>

    /// An event window and an estimation window.
    public init(event: ClosedRange<Int>, estimation: ClosedRange<Int>) {
      self.event = event
      self.estimation = estimation
    }
  }

  /// A further column of the event's row, kept for explaining reactions.
  public struct Covariate: Hashable, Sendable {
    /// The name of the column.
    public let name: String
    /// The value as written in the source.
    public let value: String

    /// A named value, as written in the source.
    public init(name: String, value: String) {
      self.name = name
      self.value = value
    }
  }

  /// The name of the event, unique in its list.
  public let id: String
  /// `nil` for news about the whole market.
  public let symbol: Symbol?
  /// When the news was known.
  public let time: EventTime
  /// How the zone of the time is known; `nil` for a date alone.
  public var zonePolicy: ZonePolicy?
  /// The kind of news, by which results are averaged.
  public let group: String?
  /// What happened, in a line.
  public let title: String?
  /// The event's own market series, when it names one.
  public let market: Symbol?
  /// The windows that the row carries, when it does.
  public let windows: Windows?
  /// The further columns of the row.
  public let covariates: [Covariate]

  /// A piece of news.
  public init(
    id: String, symbol: Symbol?, time: EventTime, zonePolicy: ZonePolicy? = nil,
    group: String? = nil, title: String? = nil, market: Symbol? = nil, windows: Windows? = nil,
    covariates: [Covariate] = []
  ) {
    self.id = id
    self.symbol = symbol
    self.time = time
    self.zonePolicy = zonePolicy
    self.group = group
    self.title = title
    self.market = market
    self.windows = windows
    self.covariates = covariates
  }
}
