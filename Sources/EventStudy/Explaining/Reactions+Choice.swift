import Tables

extension Reactions {
  /// The reactions of one model, or of each, over one window, or over each.
  ///
  /// - Throws: `ExplainingProblem` with what there is, when nothing is meant.
  static func chosen(
    model: String?, window: Window?, in car: Table, of events: ExplainedEvents
  ) throws(ExplainingProblem) -> [Reactions] {
    let all = all(in: car, of: events)
    let ofModel = all.filter { model == nil || $0.model == model }
    if let model, ofModel.isEmpty {
      throw ExplainingProblem(
        "the study has no model '\(model)'; it has \(distinct(all.map(\.model)))")
    }
    let chosen = ofModel.filter { window == nil || $0.window == window }
    if let window, chosen.isEmpty {
      throw ExplainingProblem(
        "the study has no CARs over \(window); it has \(distinct(all.map(\.window.description)))")
    }
    return chosen
  }

  private static func distinct(_ names: [String]) -> String {
    var seen: Set<String> = []
    return list(names.filter { seen.insert($0).inserted })
  }
}
