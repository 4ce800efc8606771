import MarketData
import Statistics

/// The values of one event's days, ranked among each other; each thread has its own.
///
/// Days are counted from the first estimation day; those of the event window follow the last one.
final class EventDays {
  private let fitted: FittedEvents
  private let study: AlignedStudy
  private let workspace: RankWorkspace
  private let storage: UnsafeMutablePointer<Double>
  private let dayStorage: UnsafeMutablePointer<Int>
  private let scaled: UnsafeMutablePointer<Double>
  private(set) var count = 0
  /// The values of estimation days, which come first.
  private var estimationCount = 0
  private var event = -1
  private var order = Order.unknown

  /// What is known of the order of the values.
  private enum Order {
    case unknown
    /// Those of the estimation days have nearly the order in which they were last ranked.
    case near
    /// All but the ones appended since have been ranked.
    case ranked
  }

  /// A variance below this share of sigma squared is rounding: the model fits such a day exactly.
  private static let smallestVariance = 1e-10

  /// - Parameter maximumCount: The most days of an event that have a value.
  init(_ fitted: FittedEvents, _ study: AlignedStudy, maximumCount: Int) {
    self.fitted = fitted
    self.study = study
    workspace = RankWorkspace(maximumCount: maximumCount)
    storage = .allocate(capacity: maximumCount)
    dayStorage = .allocate(capacity: maximumCount)
    scaled = .allocate(capacity: fitted.layout.estimationDays.count)
  }

  deinit {
    storage.deallocate()
    dayStorage.deallocate()
    scaled.deallocate()
  }

  var values: UnsafePointer<Double> { UnsafePointer(storage) }
  /// The day of each value.
  var days: UnsafePointer<Int> { UnsafePointer(dayStorage) }
  /// The values in ascending order, once ranked.
  var sorted: UnsafeBufferPointer<Double> { workspace.sorted }
  /// Twice the mid-rank of each value, once ranked.
  var doubledRanks: UnsafeBufferPointer<UInt16> { workspace.doubledRanks }

  func append(_ value: Double, day: Int) {
    storage[count] = value
    dayStorage[count] = day
    count += 1
  }

  /// The position of the value at a place of ``sorted``.
  func position(ofPlace place: Int) -> Int { workspace.position(ofPlace: place) }

  /// Ranks the values; what is known of their order spares two sorts of three.
  func rank() {
    if order == .near {
      workspace.rankAgain(UnsafeBufferPointer(start: storage, count: estimationCount))
    }
    let all = UnsafeBufferPointer(start: storage, count: count)
    if order == .unknown {
      workspace.rank(all)
    } else if order == .ranked || count > estimationCount {
      workspace.rankMore(all)
    }
    order = .ranked
  }

  /// Takes the residuals of an event's estimation window, as they are without a scale.
  ///
  /// Another scale of the event before hardly moves their order: leverages are small.
  func fill(_ event: Int, scale: ResidualScale?) {
    let (lastEvent, lastCount) = (self.event, estimationCount)
    takeResiduals(event, scale)
    let isKnown = event == lastEvent && estimationCount == lastCount && order == .ranked
    order = isKnown ? .near : .unknown
    self.event = event
  }

  private func takeResiduals(_ event: Int, _ scale: ResidualScale?) {
    count = 0
    let residuals = fitted.residuals.row(event)
    let source = scale.map { standardize(event, residuals, $0) } ?? UnsafePointer(residuals)
    for day in 0..<fitted.layout.estimationDays.count where !source[day].isMissing {
      append(source[day], day: day)
    }
    estimationCount = count
  }

  private func standardize(
    _ event: Int, _ residuals: UnsafePointer<Double>, _ scale: ResidualScale
  ) -> UnsafePointer<Double> {
    let days = fitted.layout.estimationDays.count
    let sigma = fitted.sigma[event]
    scaled.update(repeating: 0, count: days)
    if scale != .raw { fitted.addLeverages(of: event, in: study, to: scaled) }
    let sign = scale == .leverage ? -1.0 : 1.0
    for day in 0..<days {
      let variance = 1 + sign * scaled[day]
      let standardized = residuals[day] / (sigma * variance.squareRoot())
      scaled[day] = variance > Self.smallestVariance ? standardized : .missing
    }
    return UnsafePointer(scaled)
  }
}

extension FittedEvents {
  /// Adds x'(X'X)^-1 x of every estimation day in the data, term by term.
  ///
  /// - Parameter leverages: One value an estimation day.
  func addLeverages(
    of event: Int, in study: AlignedStudy, to leverages: UnsafeMutablePointer<Double>
  ) {
    guard let aligned = study.instances[event].aligned else { return }
    let (design, terms) = (designs[aligned.grid], parameterCount)
    let start = aligned.session.position + layout.estimationDays.first
    let first = max(0, -start)
    let end = min(layout.estimationDays.count, design.sessionCount - start)
    guard first < end else { return }
    let gram = inverseGram.row(event)
    for row in 0..<uncertainCount {
      for term in 0...row {
        let weight = (term == row ? 1 : 2) * gram[row * terms + term]
        let (left, right) = (design.column(row) + start, design.column(term) + start)
        for day in first..<end { leverages[day] += weight * left[day] * right[day] }
      }
    }
    guard let scales = scales?.row(event) else { return }
    let clocks = layout.eventDays.count
    for day in first..<end { leverages[day] /= scales[day % clocks] * scales[day % clocks] }
  }
}
