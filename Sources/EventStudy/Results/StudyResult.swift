import MarketData
public import Tables

/// The whole outcome of a study as result tables: what was found and what was left out.
public struct StudyResult: Sendable {
  /// The tables of `ResultSchema`, but `provenance` and those of questions, in its order.
  public let tables: TableSet
  /// How many events are in the sample of at least one model.
  public let includedCount: Int
  /// How many events are in no model's sample.
  public let excludedCount: Int
  /// Whether any event had data to fit a model to, even if every fit then failed.
  public let hasUsableEvents: Bool

  init(_ fitted: FittedStudy) {
    var found: [Table] = []
    fitted.forEachTable { found.append($0) }
    let set = TableSet(found)
    tables = TableSet(ResultSchema.tables.compactMap { set[$0.name] })
    includedCount = fitted.includedCount
    excludedCount = fitted.excludedCount
    hasUsableEvents = fitted.hasUsableEvents
  }
}

/// The codes of every instance's event id and symbol, shared by all tables of events.
struct InstanceNames: Sendable {
  let eventCodes: [Int32]
  let eventLabels: [String]
  let symbolCodes: [Int32]
  let symbolLabels: [String]

  init(_ inputs: StudyInputs, _ study: AlignedStudy) {
    var (events, symbols) = (Labels(), Labels())
    eventCodes = study.instances.map { events.code(inputs.events[$0.event].id) }
    symbolCodes = study.instances.map { symbols.code($0.symbol?.rawValue) }
    (eventLabels, symbolLabels) = (events.texts, symbols.texts)
  }

  /// The two leading columns of a table with the given instances as rows.
  func columns(_ instances: [Int]) -> [Column] {
    [
      Column(
        "event_id", .text(codes: instances.map { eventCodes[$0] }, labels: eventLabels)),
      Column("symbol", .text(codes: instances.map { symbolCodes[$0] }, labels: symbolLabels)),
    ]
  }
}

/// What became of every event over all models: included when any model could be fitted.
struct EventOutcomes: Sendable {
  /// The reason of an excluded event or of a zero variance; `nil` for a plain inclusion.
  let reasons: [String?]
  let isIncluded: [Bool]
  /// Valid estimation sessions under the first model; `nil` for an event that has no session.
  let observations: [Int?]
  var includedCount: Int { isIncluded.count { $0 } }

  init(_ study: AlignedStudy, _ fits: [FittedEvents]) {
    isIncluded = study.instances.indices.map { event in fits.contains { $0.isIncluded(event) } }
    let included = isIncluded
    observations = study.instances.indices.map { event in
      fits.first.flatMap { $0.observations[event] == .min ? nil : Int($0.observations[event]) }
    }
    reasons = study.instances.indices.map { event in
      let states = fits.map { $0.states[event] }
      if !included[event] {
        guard case .excluded(let exclusion)? = states.first else { return nil }
        return exclusion.rawValue
      }
      // A reason stands beside an included event only when no model gives it a standard error.
      return states.contains(.fitted) ? nil : zeroVariance
    }
  }
}
