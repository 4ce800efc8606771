import MarketData

extension Study {
  /// The weight of every instance, from a column of the event list; missing where it has none.
  ///
  /// Empty when the study weights events by no column.
  ///
  /// - Throws: `SpecProblem` when no event has the column, or one holds no positive number.
  func weights(_ aligned: AlignedStudy, _ inputs: StudyInputs) throws(SpecProblem) -> [Double] {
    guard case .value(let name) = spec.weights else { return [] }
    let known = Set(inputs.events.flatMap { $0.covariates.map(\.name) }).sorted()
    guard known.contains(name) else { throw unknownColumn(name, known) }
    var weights: [Double] = []
    for event in inputs.events {
      guard let text = event.covariates.first(where: { $0.name == name })?.value else {
        weights.append(.missing)
        continue
      }
      guard let weight = Double(text), weight > 0, weight.isFinite else {
        throw SpecProblem(
          key: "weights.value",
          "event '\(event.id)' has the \(name) '\(text)'; a weight is a number above zero")
      }
      weights.append(weight)
    }
    return aligned.instances.map { weights[$0.event] }
  }

  private func unknownColumn(_ name: String, _ known: [String]) -> SpecProblem {
    let hint =
      nearestName(to: name, among: known).map { "did you mean '\($0)'?" }
      ?? (known.isEmpty
        ? "the events have no further columns" : "there are: \(known.joined(separator: ", "))")
    return SpecProblem(key: "weights.value", "no event has the column '\(name)'; \(hint)")
  }
}
