import MarketData
import Statistics

/// The events of one group on one day or over one window: what a significance test sees.
public struct Sample: Sendable {
  /// Whether the values are abnormal returns of a day or cumulated over a window.
  public enum Level: String, Hashable, Sendable { case aar, caar }

  /// What the estimation windows of a whole group say.
  public struct Estimation: Sendable {
    /// The mean over events of the share of positive estimation residuals, over the events whose
    /// residuals vary.
    public let positiveShare: Double?
    /// The standard deviation over estimation days of the average residual of a day.
    public let averageDeviation: Double?
    /// The number of estimation days.
    public let dayCount: Int

    /// Given values; `nil` where the estimation windows say nothing.
    public init(positiveShare: Double?, averageDeviation: Double?, dayCount: Int) {
      self.positiveShare = positiveShare
      self.averageDeviation = averageDeviation
      self.dayCount = dayCount
    }
  }

  /// What the values are: AR of a day or CAR of a window.
  public let level: Level
  /// The window; a day is a window of one session.
  public let window: Window
  /// AR or CAR of every event that has one.
  public let abnormal: [Double]
  /// The window's days on which any event has an abnormal return.
  public let dayCount: Int
  /// The events whose residuals vary, in parallel columns: AR or CAR ...
  public let standardizable: [Double]
  /// ... its standard error with the exact prediction-error variance ...
  public let standardErrors: [Double]
  /// ... and the degrees of freedom of the event's fit.
  public let degreesOfFreedom: [Double]
  /// What the estimation windows of the same events add.
  public let estimation: Estimation
  /// The events behind the values; `nil` for a sample of given values.
  let origin: Origin?

  /// SAR or SCAR: the values in units of their own standard errors.
  public var standardized: [Double] { zip(standardizable, standardErrors).map { $0 / $1 } }

  /// A sample of given values.
  public init(
    level: Level, window: Window, abnormal: [Double], dayCount: Int, standardizable: [Double],
    standardErrors: [Double], degreesOfFreedom: [Double], estimation: Estimation
  ) {
    self.init(
      level: level, window: window, abnormal: abnormal, dayCount: dayCount,
      standardizable: standardizable, standardErrors: standardErrors,
      degreesOfFreedom: degreesOfFreedom, estimation: estimation, origin: nil)
  }

  private init(
    level: Level, window: Window, abnormal: [Double], dayCount: Int, standardizable: [Double],
    standardErrors: [Double], degreesOfFreedom: [Double], estimation: Estimation, origin: Origin?
  ) {
    self.level = level
    self.window = window
    self.abnormal = abnormal
    self.dayCount = dayCount
    self.standardizable = standardizable
    self.standardErrors = standardErrors
    self.degreesOfFreedom = degreesOfFreedom
    self.estimation = estimation
    self.origin = origin
  }
}

extension Sample {
  /// The events of a study that a sample is made of.
  struct Origin: Sendable {
    let context: GroupContext
    /// The events of `abnormal`, in its order.
    let events: [Int]
    /// The events of `standardizable`, in its order.
    let standardizable: [Int]
    /// The column of the day or window in the matrices of `FittedEvents`.
    let column: Int
    /// The place among the event days, then the windows.
    let position: Int

    /// The positions of `events` among the members of the group.
    var memberPositions: [Int] {
      var member = -1
      return events.map { event in
        repeat { member += 1 } while context.members[member] != event
        return member
      }
    }

    /// The valid days of an event in a window, or the one day.
    func validDays(_ event: Int, _ level: Level) -> Double {
      level == .aar ? 1 : context.fitted.validDays[event, column]
    }
  }

  /// The events behind the values, for tests that read more of them.
  ///
  /// - Throws: `Inapplicable.tooFewEvents` for an empty sample, `.valuesOnly` for one of given
  ///   values.
  func events() throws(Inapplicable) -> Origin {
    guard !abnormal.isEmpty else { throw .tooFewEvents }
    guard let origin else { throw .valuesOnly }
    return origin
  }
}

extension Sample {
  /// The sums of daily SAR over sqrt(L) of the events whose residuals vary, as Patell (1976)
  /// cumulates them.
  ///
  /// - Throws: `Inapplicable.valuesOnly` for a sample of given values over several days.
  func summedStandardized() throws(Inapplicable) -> [Double] {
    if level == .aar || window.count == 1 { return standardized }
    let origin = try events()
    let sums = origin.context.fitted.cumulatedStandardized
    return origin.standardizable.map { sums[$0, origin.column] }
  }

  /// sigma sqrt(L) of the events whose residuals vary: standard errors without the error of the
  /// estimated coefficients.
  ///
  /// - Throws: `Inapplicable.valuesOnly` for a sample of given values.
  func simpleErrors() throws(Inapplicable) -> [Double] {
    let origin = try events()
    let (fitted, column) = (origin.context.fitted, origin.column)
    return origin.standardizable.map { event in
      level == .aar
        ? fitted.sigma[event] * fitted.scale(event, column)
        : fitted.simpleError(event, window: column)
    }
  }
}

extension Sample.Estimation {
  /// What the estimation windows of a group say; the averages run over events in their order.
  init(of fitted: FittedEvents, members: [Int]) {
    let days = fitted.layout.estimationDays.count
    var sums = [Double](repeating: 0, count: days)
    var counts = [Int](repeating: 0, count: days)
    var (share, sharing) = (0.0, 0)
    for event in members {
      let row = fitted.residuals.row(event)
      for day in 0..<days where !row[day].isMissing {
        sums[day] += row[day]
        counts[day] += 1
      }
      guard fitted.isStandardizable(event) else { continue }
      share += fitted.positiveShare[event]
      sharing += 1
    }
    let averages = zip(sums, counts).filter { $1 > 0 }.map { $0 / Double($1) }
    positiveShare = sharing > 0 ? share / Double(sharing) : nil
    averageDeviation = averages.sampleDeviation
    dayCount = averages.count
  }
}

extension Sample {
  /// The abnormal returns of a group on one day.
  init(_ context: GroupContext, day: Int) {
    let fitted = context.fitted
    self.init(
      context, level: .aar, window: Window(day...day), values: fitted.abnormal,
      errors: fitted.abnormalErrors, column: day - fitted.layout.eventDays.first)
  }

  /// The cumulative abnormal returns of a group over one of the layout's windows.
  init(_ context: GroupContext, windowAt index: Int) {
    let fitted = context.fitted
    self.init(
      context, level: .caar, window: fitted.layout.windows[index], values: fitted.cumulative,
      errors: fitted.cumulativeErrors, column: index)
  }

  private init(
    _ context: GroupContext, level: Level, window: Window, values: Matrix, errors: Matrix,
    column: Int
  ) {
    let fitted = context.fitted
    let present = context.members.filter { !values[$0, column].isMissing }
    let varying = present.filter { fitted.isStandardizable($0) }
    let first = fitted.layout.eventDays.first
    let days = window.days.filter { day in
      present.contains { !fitted.abnormal[$0, day - first].isMissing }
    }
    self.init(
      level: level, window: window, abnormal: present.map { values[$0, column] },
      dayCount: days.count, standardizable: varying.map { values[$0, column] },
      standardErrors: varying.map { errors[$0, column] },
      degreesOfFreedom: varying.map { Double(fitted.degreesOfFreedom[$0]) },
      estimation: context.estimation,
      origin: Origin(
        context: context, events: present, standardizable: varying, column: column,
        position: level == .aar ? column : fitted.layout.eventDays.count + column))
  }
}
