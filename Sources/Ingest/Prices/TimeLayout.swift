import MarketData

/// How the rows of a file of prices say when they are.
struct TimeLayout {
  /// Whether a row is a date's bar or an instant's.
  var resolution = Resolution.daily
  var form = StampForm()
  /// Whether the order of the parts of dates was decided from the file's beginning.
  var isOrderDecided = false
  /// The times of day, in milliseconds, that rows of a daily file have beside midnight: the usual
  /// one is the last of them.
  var closes = 0...0
  /// The zone of times that have no offset.
  var zone: Zone?
  /// What was decided, one sentence each.
  var notes: [String] = []
  /// The resolution, and the zone of times that state none.
  private(set) var decisions: [Detection.Decision] = []

  /// Decides from the beginning of a file.
  ///
  /// - Parameter sourceZone: the zone of the source's clock, when that is known.
  init(_ stamps: [SampledStamp], _ options: ImportOptions, sourceZone: Zone? = nil) {
    zone = options.timeZone ?? sourceZone
    decideForm(stamps, options)
    let times = stamps.compactMap { $0.time(form) }
    decideResolution(stamps, times)
    decisions.append(resolutionDecision(times))
    if resolution == .intraday, let zone, times.contains(where: { $0.offset == nil }) {
      decisions.append(Detection.Decision(zone: zone, isAsked: options.timeZone != nil))
      if options.timeZone == nil {
        notes.append("times without an offset are on the clock of \(zone.identifier)")
      }
    }
  }

  private func resolutionDecision(_ times: [StampText]) -> Detection.Decision {
    let dates = times.count { $0.millisecond == nil }
    let clocks = Set(times.compactMap(\.millisecond)).count
    let evidence =
      switch (resolution, clocks) {
      case (.daily, 0): "no time of day"
      case (.daily, 1): closes == 0...0 ? "no time of day but midnight" : "the same time of day"
      case (.daily, _) where closes != 0...0: "one time of day, with some early closes"
      case (.daily, _): "\(dates) without a time of day"
      case (.intraday, _): "\(clocks) different time\(clocks == 1 ? "" : "s") of day"
      }
    let subject = times.count == 1 ? "date has" : "\(times.count) dates have"
    return Detection.Decision(
      subject: "resolution", value: resolution.rawValue,
      evidence: "the first \(subject) \(evidence)", flag: nil)
  }

  /// A file of dates.
  init(order: ImportOptions.DateOrder?) { form = StampForm(order: order) }

  private mutating func decideForm(_ stamps: [SampledStamp], _ options: ImportOptions) {
    let cells = stamps.map(\.date).filter { !isMissingText($0) }
    let dates = cells.count { isDate($0) }
    if dates * 10 < cells.count * 9, let numbers = NumberStamp(cells) {
      form.numbers = numbers
      notes.append("times are \(numbers.name)")
      return
    }
    form.isUnambiguous = dates > 0 && !cells.contains(where: isAmbiguousDate)
    if let order = options.dateOrder {
      form.order = order
    } else if let order = ImportOptions.DateOrder.decided(
      by: stamps.map { ($0.date, $0.symbol ?? "") })
    {
      form.order = order
      isOrderDecided = true
      notes.append("dates are read as \(order.name)")
    }
  }

  private mutating func decideResolution(_ stamps: [SampledStamp], _ times: [StampText]) {
    let clocks = Set(times.map { $0.millisecond ?? 0 })
    // Programs leave the time out where it is midnight, but not from most rows.
    let isMostlyDates = times.count { $0.millisecond == nil } * 2 > times.count
    if clocks == [0] || clocks.isEmpty || isMostlyDates { return }
    guard let usual = usualClose(times), isOncePerDate(stamps, times) else {
      resolution = .intraday
      return
    }
    closes = max(0, usual - Self.earlyClose)...usual
    let time = ClockTime(second: usual / 1000).map { "\($0)" } ?? ""
    let rows = clocks.count == 1 ? "every row says \(time)" : "rows say \(time) or an early close"
    notes.append("\(rows) and no date comes twice, so bars are daily")
  }

  /// How much earlier than usual exchanges close on some days, at most.
  private static let earlyClose = 5 * 3_600_000

  /// The time that at least nine rows of ten have, when the others are early closes.
  private func usualClose(_ times: [StampText]) -> Int? {
    let clocks = times.map { $0.millisecond ?? 0 }
    let counts = Dictionary(grouping: clocks) { $0 }.mapValues(\.count)
    guard let (usual, count) = counts.first(where: { $1 * 10 >= clocks.count * 9 }),
      count == clocks.count || clocks.allSatisfy({ $0 > 0 && $0 <= usual }),
      clocks.allSatisfy({ $0 >= usual - Self.earlyClose })
    else { return nil }
    return usual
  }

  /// Whether times are on the source's own clock, and no series has two on a date.
  private func isOncePerDate(_ stamps: [SampledStamp], _ times: [StampText]) -> Bool {
    guard times.count > 1, times.count == stamps.count, form.numbers == nil,
      times.allSatisfy({ $0.offset == nil })
    else { return false }
    let keys = zip(stamps, times).map { "\($0.symbol ?? "") \($1.date)" }
    return Set(keys).count == keys.count
  }
}

private func isAmbiguousDate(_ text: String) -> Bool {
  do throws(StampText.Failure) {
    _ = try StampText(text, order: nil)
    return false
  } catch { return error == .ambiguous }
}

/// The cells that say when a row of the beginning of a file is, and of which series.
struct SampledStamp {
  var date: String
  var clock: String?
  var symbol: String?

  /// The rows' stamps in the given columns, rows without a date left out.
  static func all(
    _ rows: ArraySlice<SampleText.Row>, date: Int, clock: Int? = nil, symbol: Int? = nil
  ) -> [SampledStamp] {
    rows.compactMap { row in
      func cell(_ column: Int?) -> String? {
        column.flatMap { $0 < row.cells.count ? row.cells[$0] : nil }
      }
      guard let date = cell(date), !isMissingText(date) else { return nil }
      return SampledStamp(date: date, clock: cell(clock), symbol: cell(symbol))
    }
  }

  /// The date and the time that the cells give together.
  func time(_ form: StampForm) -> StampText? {
    guard var stamp = form.stamp(date) else { return nil }
    guard let clock, !isMissingText(clock) else { return stamp }
    guard let time = clock.withBytes({ try? StampText.clock($0) }) else { return nil }
    stamp.set(clock: time)
    return stamp
  }
}

extension StampText {
  /// Gives the date a time of day that stands in a cell of its own.
  mutating func set(clock: (millisecond: Int, offset: Int?)) {
    let isNextDay = clock.millisecond == ClockText.day
    if isNextDay { date = date.adding(days: 1) }
    millisecond = isNextDay ? 0 : clock.millisecond
    offset = clock.offset ?? offset
  }
}
