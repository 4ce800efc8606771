import MarketData

/// A specification that has been checked: every name is known and every window fits.
///
/// Making one may fail. Running one cannot.
public struct Study: Sendable {
  /// The specification as it was given.
  public let spec: StudySpec
  /// The return models in the order of the specification.
  public let models: [any ReturnModel]
  /// The significance tests in the order of the specification, or of the catalog.
  public let tests: [any SignificanceTest]
  /// The tests of single events, likewise.
  public let eventTests: [any EventTest]

  /// A study of a specification that can be run.
  public init(_ spec: StudySpec) throws(SpecProblem) {
    try spec.check()
    self.spec = spec
    do {
      let known = try spec.models.map { choice throws(UnknownName) in
        (choice, try Catalog.model(choice.id))
      }
      for (choice, model) in known { try choice.check(against: model) }
      models = known.map { choice, model in model.with(choice.settings) }
      try spec.check(models)
      try spec.checkBars(models)
    } catch let error as SpecProblem { throw error } catch {
      throw SpecProblem(key: "model", "\(error)")
    }
    var (tests, eventTests): ([any SignificanceTest], [any EventTest]) = ([], [])
    for test in try spec.chosenTests() {
      switch test.subject {
      case .sample(let test): tests.append(test)
      case .singleEvent(let test): eventTests.append(test)
      }
    }
    (self.tests, self.eventTests) = (tests, eventTests)
  }

  /// Whether the inputs must hold each event's market series.
  public var needsMarket: Bool {
    spec.alignment.calendar == .market || models.contains { $0.usesMarket }
  }

  /// Whether the inputs must hold factors.
  public var needsFactors: Bool { models.contains { $0.usesFactors } }

  /// Runs the study: the same bytes for the same spec and inputs, on any number of threads.
  ///
  /// - Returns: The result tables but `provenance`, which tells where inputs came from.
  /// - Throws: `SpecProblem` when a model lacks a factor of the inputs.
  public func run(on inputs: StudyInputs, threads: Int) throws(SpecProblem) -> StudyResult {
    StudyResult(try fit(to: inputs, threads: threads))
  }

  /// The first half of `run`, for those who want each result table as soon as it is computed.
  ///
  /// - Throws: `SpecProblem` when a model lacks a factor of the inputs.
  public func fit(to inputs: StudyInputs, threads: Int) throws(SpecProblem) -> FittedStudy {
    var aligned = AlignedStudy(spec, inputs, threads: threads)
    aligned.weights = try weights(aligned, inputs)
    try refuseDatesWithoutSession(aligned, inputs)
    try refuseReservedGroup(inputs)
    let layout = StudyLayout(spec, aligned.instances)
    var fits: [FittedEvents] = []
    for model in models { fits.append(try fit(model, aligned, layout, threads: threads)) }
    return FittedStudy(self, inputs, aligned, fits, threads: threads)
  }

  private func refuseReservedGroup(_ inputs: StudyInputs) throws(SpecProblem) {
    guard let event = inputs.events.first(where: { $0.group == Groups.everything }) else { return }
    throw SpecProblem(
      key: "events",
      "event '\(event.id)' has the group '\(Groups.everything)', which result tables use for all "
        + "events; give the group another name")
  }

  /// `non-trading: error` takes every date without a session for a mistake in the event list.
  private func refuseDatesWithoutSession(_ aligned: AlignedStudy, _ inputs: StudyInputs)
    throws(SpecProblem)
  {
    guard spec.alignment.nonTrading == .error else { return }
    for instance in aligned.instances {
      guard case .excluded(.notASession, _, _) = instance.state else { continue }
      let event = inputs.events[instance.event]
      throw SpecProblem(
        key: "alignment.non-trading",
        "event '\(event.id)' of \(event.time.date) falls on a date without a session; correct the "
          + "date, or choose next, previous, nearest or skip")
    }
  }

  func fit(
    _ model: any ReturnModel, _ aligned: AlignedStudy, _ layout: StudyLayout, threads: Int
  ) throws(SpecProblem) -> FittedEvents {
    var designs: [DesignColumns] = []
    var last: Regression?
    for grid in aligned.grids {
      let regression = try regression(of: model, on: grid)
      last = regression
      designs.append(DesignColumns(regression, sessionCount: grid.sessions.count))
    }
    let result = FittedEvents(
      model: model, last, designs, layout: layout, spec: spec,
      count: aligned.instances.count)
    let order = aligned.orderOfData
    let columns = designs
    parallelRanges(order.count, threads: threads) { range in
      let fitter = EventFitter(spec: spec, study: aligned, designs: columns, result: result)
      defer { fitter.deallocate() }
      for position in range { fitter.fit(order[position]) }
    }
    return result
  }

  private func regression(of model: any ReturnModel, on grid: SessionGrid) throws(SpecProblem)
    -> Regression
  {
    do { return try model.regression(in: grid.context) } catch {
      switch error {
      case .noMarket:
        if let field = grid.marketLacks {
          throw SpecProblem(
            key: "market",
            "model '\(model.id.rawValue)' needs the column '\(field.rawValue)' of the market series "
              + "'\(grid.market)', which has none; import its bars with it, name another market, or "
              + "choose a model that needs none: model: mean")
        }
        throw SpecProblem(
          key: "market", "model '\(model.id.rawValue)' needs the market series '\(grid.market)'")
      case .noFactor(let name, let known):
        throw SpecProblem(
          key: "factors",
          "model '\(model.id.rawValue)' needs the factor '\(name)'; "
            + (known.isEmpty
              ? "name a factor set that has it: factors: NAME"
              : "the study's factor sets have \(known.joined(separator: ", "))"))
      }
    }
  }
}

extension AlignedStudy {
  /// The events in the order of their data in memory, so that neighbours share cache lines.
  var orderOfData: [Int] {
    let places = instances.indices.map { index in
      let place = instances[index].aligned
      return (place?.series ?? -1, place?.session.position ?? 0, index)
    }
    return places.sorted { $0 < $1 }.map(\.2)
  }
}
