/// What is wrong with a study specification, at which key of the study file.
public struct SpecProblem: Error, Hashable, CustomStringConvertible {
  /// The key, nested ones joined by a dot: `estimation.window`.
  public let key: String
  /// What is wrong and what would be right.
  public let message: String

  /// A problem at a key.
  public init(key: String, _ message: String) {
    self.key = key
    self.message = message
  }

  /// The key and the message.
  public var description: String { "\(key): \(message)" }
}

extension StudySpec {
  /// Checks everything that needs no data.
  func check() throws(SpecProblem) {
    try checkName()
    try checkWindows()
    try checkEstimation()
    try checkMissing()
    try checkCalendar()
    try checkNames()
    try checkMeasure()
    try checkBars()
    try resampling.check()
  }

  private func checkCalendar() throws(SpecProblem) {
    guard case .inferred(let share) = alignment.calendar, !(share > 0 && share <= 1) else { return }
    throw SpecProblem(
      key: "alignment.calendar",
      "the share \(share) of series is not above 0 and at most 1; half of them is 0.5")
  }

  private func checkName() throws(SpecProblem) {
    let allowed = Set("abcdefghijklmnopqrstuvwxyz0123456789-")
    guard !name.isEmpty, name.allSatisfy(allowed.contains) else {
      throw SpecProblem(
        key: "study", "'\(name)' is not a name of lower-case letters, digits and '-'")
    }
  }

  /// No window may reach beyond a century: its days would have to be held for every event.
  private func checkReach(_ key: String, _ window: Window) throws(SpecProblem) {
    let reach = Window.farthest
    guard !(-reach...reach).contains(window.first) || !(-reach...reach).contains(window.last)
    else { return }
    throw SpecProblem(
      key: key, "the window \(window) reaches more than \(reach) sessions from the event")
  }

  private func checkWindows() throws(SpecProblem) {
    try checkReach("event-window", eventWindow)
    for window in windows ?? [] where !eventWindow.contains(window) {
      throw SpecProblem(
        key: "windows",
        "the window \(window) does not fit in the event window \(eventWindow); "
          + "widen event-window or narrow the window")
    }
    if let repeated = firstRepeated(windows ?? []) {
      throw SpecProblem(key: "windows", "the window \(repeated) is listed twice")
    }
  }

  private func checkEstimation() throws(SpecProblem) {
    let key = "estimation.window"
    guard let last = estimation.windows.map(\.last).max() else {
      throw SpecProblem(key: key, "at least one window is needed, such as [-250, -11]")
    }
    for (index, window) in estimation.windows.enumerated() {
      for other in estimation.windows[(index + 1)...] where window.overlaps(other) {
        throw SpecProblem(key: key, "the blocks \(window) and \(other) overlap")
      }
    }
    for window in estimation.windows { try checkReach(key, window) }
    if bars == nil { try checkPlace(key, last) } else { try checkEarlier(key, last) }
    let length = estimation.windows.reduce(0) { $0 + $1.count }
    guard length >= 3 else {
      throw SpecProblem(
        key: key, "\(length) session\(length == 1 ? "" : "s") cannot estimate a model; 3 can")
    }
    guard (3...length).contains(estimation.minimum) else {
      throw SpecProblem(
        key: "estimation.minimum",
        "\(estimation.minimum) is not between 3 and the window's \(length) sessions")
    }
  }

  /// Sessions of bars are counted from the event's own, whatever the event window.
  private func checkEarlier(_ key: String, _ last: Int) throws(SpecProblem) {
    guard last >= 0 else { return }
    throw SpecProblem(
      key: key,
      "the estimation window ends on session \(last), and bars are estimated on sessions before the "
        + "event's own, which is 0; end it on session -1 or before")
  }

  private func checkPlace(_ key: String, _ last: Int) throws(SpecProblem) {
    let shared = estimation.windows.first { $0.overlaps(eventWindow) }
    if estimation.allowsPost {
      guard let shared else { return }
      throw SpecProblem(
        key: key,
        "the block \(shared) shares days with the event window \(eventWindow); end it before day "
          + "\(eventWindow.first) or start it after day \(eventWindow.last)")
    }
    guard last < eventWindow.first else {
      throw SpecProblem(
        key: key,
        "the estimation window ends on day \(last), inside or after the event window "
          + "\(eventWindow); end it before day \(eventWindow.first)"
          + (shared == nil ? ", or set estimation.allow-post to true" : ""))
    }
  }

  private func checkMissing() throws(SpecProblem) {
    guard missing.minimumDays >= 1 else {
      throw SpecProblem(
        key: "missing.minimum-days",
        "\(missing.minimumDays) is not a number of days from 1 up")
    }
    if case .value(let covariate) = weights, covariate.isEmpty {
      throw SpecProblem(key: "weights.value", "'' is no column of an event list")
    }
  }

  private func checkNames() throws(SpecProblem) {
    if let repeated = firstRepeated(models.map(\.id.rawValue)) {
      throw SpecProblem(key: "model", "'\(repeated)' is listed twice")
    }
    guard !models.isEmpty else { throw SpecProblem(key: "model", "at least one model is needed") }
    if case .given(let value) = dependence, !Dependence.isCorrelation(value) {
      throw SpecProblem(key: "dependence", Dependence.problem(with: "\(value)"))
    }
    guard alignment.maximumShift >= 0 else {
      throw SpecProblem(
        key: "alignment.max-shift", "\(alignment.maximumShift) is negative; give a number of days")
    }
  }
}

func firstRepeated<Element: Hashable>(_ elements: [Element]) -> Element? {
  var seen: Set<Element> = []
  return elements.first { !seen.insert($0).inserted }
}
