public import MarketData

/// Studies whose relative time counts bars: those of a session, or one from a close to the next open.
extension StudySpec {
  /// Makes bars the unit of relative time, with the defaults that suit them.
  ///
  /// - Parameter spacing: How long a bar is.
  public mutating func count(_ spacing: BarSpacing) {
    bars = spacing
    returns.price = .close
    estimation.windows = [Window(-60 ... -1)]
    estimation.minimum = 20
  }

  /// The estimation windows in positions of a grid, counted from the event's.
  ///
  /// The grid of a study of bars holds, for every session, one bar of each clock time of the event
  /// window, so that a window of sessions is one of as many times the bars.
  var estimationPositions: [Window] {
    let windows = estimation.windows.sorted { $0.first < $1.first }
    guard bars != nil else { return windows }
    let count = eventWindow.count
    return windows.compactMap {
      Window(eventWindow.first + $0.first * count, eventWindow.first + ($0.last + 1) * count - 1)
    }
  }

  /// Refuses what has no meaning for bars.
  func checkBars() throws(SpecProblem) {
    guard bars != nil else { return }
    try checkBarWindows()
    try checkBarMeasure()
    try checkBarAlignment()
    guard compatibility == .none else {
      throw SpecProblem(
        key: "compat",
        "the conventions of '\(compatibility.rawValue)' are about sessions; set compat: none")
    }
  }

  /// The most bars of an event window.
  private static let mostBars = 1000

  private func checkBarWindows() throws(SpecProblem) {
    guard eventWindow.count <= Self.mostBars else {
      throw SpecProblem(
        key: "event-window",
        "the event window \(eventWindow) has \(eventWindow.count) bars and may have "
          + "\(Self.mostBars); narrow it, or choose longer bars")
    }
    guard eventWindow.days.contains(0) else {
      throw SpecProblem(
        key: "event-window",
        "the event window \(eventWindow) leaves out bar 0, whose clock time bars are estimated for")
    }
    guard !estimation.allowsPost else {
      throw SpecProblem(
        key: "estimation.allow-post",
        "bars are estimated on earlier sessions; leave allow-post out")
    }
  }

  private func checkBarMeasure() throws(SpecProblem) {
    guard measure == .return || measure == .volatility else {
      throw SpecProblem(
        key: "measure",
        "measure is \(measure.rawValue), whose level has a pattern over the day that a study of bars "
          + "does not remove; choose return or volatility, or leave out bars")
    }
    guard returns.interval == .closeToClose else {
      throw SpecProblem(
        key: "returns.interval",
        "\(returns.interval.rawValue) is of sessions; with bars the time from a close to the next "
          + "open is a bar of its own: leave interval out")
    }
  }

  private func checkBarAlignment() throws(SpecProblem) {
    if case .inferred = alignment.calendar {
      throw SpecProblem(
        key: "alignment.calendar",
        "bars need the hours of an exchange, which cannot be inferred; choose market or a calendar's "
          + "name")
    }
    guard alignment.cutoff == .close, alignment.nonTrading == .next else {
      throw SpecProblem(
        key: "alignment",
        "news belongs to the bar that contains it, and news while the exchange is closed to the bar "
          + "that ends with the next open; leave out cutoff and non-trading")
    }
  }

  /// Refuses models that need sessions.
  func checkBars(_ models: [any ReturnModel]) throws(SpecProblem) {
    guard bars != nil, let model = models.first(where: { !$0.explainsBars }) else { return }
    let known = Catalog.models.filter(\.explainsBars).map(\.id.rawValue)
    throw SpecProblem(
      key: "model",
      "model '\(model.id.rawValue)' is of sessions; a study of bars takes "
        + known.joined(separator: ", "))
  }

  /// Refuses a test that needs the other unit of time.
  func checkUnit(_ test: any StatisticalTest) throws(SpecProblem) {
    guard !takesUnit(test) else { return }
    throw SpecProblem(
      key: "tests",
      bars == nil
        ? "test '\(test.id.rawValue)' is of bars; set bars: 5m, or leave it out"
        : "test '\(test.id.rawValue)' is of sessions and not of bars; leave it out, or take tests: all"
    )
  }

  /// Whether a test says something about the study's measure in its unit of time.
  func admits(_ test: any StatisticalTest) -> Bool {
    test.measures.contains(measure) && takesUnit(test)
  }

  private func takesUnit(_ test: any StatisticalTest) -> Bool {
    bars == nil ? test.takesSessions : test.takesBars
  }
}
