extension StudySpec {
  /// Refuses models that explain something else than the study measures.
  func check(_ models: [any ReturnModel]) throws(SpecProblem) {
    guard returns.interval != .closeToClose, let model = models.first(where: \.usesFactors) else {
      return
    }
    throw SpecProblem(
      key: "model",
      "model '\(model.id.rawValue)' explains returns by factors, which are from close to close, and "
        + "returns.interval is \(returns.interval.rawValue); choose another model or close-close")
  }
}
