import MarketData

/// Where the parts of an event are in its row.
struct EventLayout {
  enum Role: String {
    case id, symbol, date, time
    case zone = "time_zone"
    case group, title, market
    case windowStart = "window_start"
    case windowEnd = "window_end"
    case estimationEnd = "estimation_end"
    case estimationLength = "estimation_length"
    case covariate
    case ignored
  }

  struct Column {
    var name: String
    var role: Role
  }

  /// A column of ratings that decides whether a row passes a filter.
  struct Rating {
    var filter: NewsFilter
    var column: Int
  }

  var columns: [Column]
  var headerCount: Int
  var dateOrder: ImportOptions.DateOrder?
  /// The zone of clock times whose row names none, when the layout states it.
  var zone: Zone?
  /// How far the zones of the times can be trusted, when not as far as the rows say.
  var zonePolicy: ZonePolicy?
  /// Whether a time of midnight is one; elsewhere it often stands for an unknown time.
  var hasExactTimes = false
  var ratings: [Rating] = []

  init(columns: [Column], headerCount: Int, dateOrder: ImportOptions.DateOrder? = nil) {
    self.columns = columns
    self.headerCount = headerCount
    self.dateOrder = dateOrder
  }

  /// The least number of columns of a row: nameless columns at the end may be left out.
  var leastColumns: Int { (columns.lastIndex { !$0.name.isEmpty } ?? columns.count - 1) + 1 }

  func place(_ role: Role) -> Int? { columns.firstIndex { $0.role == role } }

  /// The zone of clock times whose row names none, when there is one.
  func decisions(_ options: ImportOptions) -> [Detection.Decision] {
    guard let zone = zone ?? options.timeZone else { return [] }
    return [Detection.Decision(zone: zone, isAsked: self.zone == nil)]
  }

  var describedColumns: [Detection.Column] {
    columns.map { Detection.Column(name: $0.name, role: $0.role.rawValue) }
  }
}

/// A layout of lists of events that are tables.
protocol EventProfile: Profile {
  /// Whether a file's beginning is of this layout.
  func match(_ sample: Sample, _ options: ImportOptions) -> ProfileMatch?

  /// Where the events are.
  func layout(_ sample: Sample, _ options: ImportOptions) throws(ImportError) -> EventLayout
}

extension EventProfile {
  var kind: ProfileKind { .events }
}
