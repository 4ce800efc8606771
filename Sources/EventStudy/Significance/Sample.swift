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

  /// SAR or SCAR: the values in units of their own standard errors.
  public var standardized: [Double] { zip(standardizable, standardErrors).map { $0 / $1 } }

  /// A sample of given values.
  public init(
    level: Level, window: Window, abnormal: [Double], dayCount: Int, standardizable: [Double],
    standardErrors: [Double], degreesOfFreedom: [Double], estimation: Estimation
  ) {
    self.level = level
    self.window = window
    self.abnormal = abnormal
    self.dayCount = dayCount
    self.standardizable = standardizable
    self.standardErrors = standardErrors
    self.degreesOfFreedom = degreesOfFreedom
    self.estimation = estimation
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
  init(_ fitted: FittedEvents, members: [Int], day: Int, estimation: Estimation) {
    self.init(
      fitted, members: members, level: .aar, window: Window(day...day),
      values: fitted.abnormal, errors: fitted.abnormalErrors,
      column: day - fitted.layout.eventDays.first, estimation: estimation)
  }

  /// The cumulative abnormal returns of a group over one of the layout's windows.
  init(_ fitted: FittedEvents, members: [Int], windowAt index: Int, estimation: Estimation) {
    self.init(
      fitted, members: members, level: .caar, window: fitted.layout.windows[index],
      values: fitted.cumulative, errors: fitted.cumulativeErrors, column: index,
      estimation: estimation)
  }

  private init(
    _ fitted: FittedEvents, members: [Int], level: Level, window: Window, values: Matrix,
    errors: Matrix, column: Int, estimation: Estimation
  ) {
    let present = members.filter { !values[$0, column].isMissing }
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
      estimation: estimation)
  }
}
