import MarketData
import Statistics

/// How the R package estudy2 (Rudnytskyi) scales abnormal returns.
extension Sample {
  /// The sample deviation of the estimation residuals, with n - 1 for every model, times sqrt(L).
  ///
  /// - Throws: `Inapplicable.valuesOnly` for a sample of given values.
  func sampleDeviationErrors() throws(Inapplicable) -> [Double] {
    let origin = try events()
    return origin.standardizable.map { event in
      origin.context.fitted.residualDeviation(of: event)
        * origin.validDays(event, level).squareRoot()
    }
  }

  /// The mean over events of the valid estimation sessions, to the nearest whole number.
  func meanEstimationLength() throws(Inapplicable) -> Int {
    let origin = try events()
    let lengths = origin.standardizable.map { Double(origin.context.fitted.observations[$0]) }
    guard let mean = lengths.mean else { throw .tooFewEvents }
    return Int(mean.rounded())
  }

  /// The sum of the daily AR over sd sqrt(1 + 1/M + (Rm - m)^2 / S), over sqrt(L).
  ///
  /// sd is the sample deviation of residuals; m and S, the sum of squares about m, are of the market
  /// over its whole estimation window, days without a return of the firm included. With one day it
  /// is what estudy2 prints; it has no such statistic of longer windows.
  ///
  /// - Throws: `Inapplicable.marketModelOnly` for another model.
  func standardizedAsInEstudy2() throws(Inapplicable) -> [Double] {
    let origin = try events()
    guard origin.context.fitted.model.id == MarketModel().id else { throw .marketModelOnly }
    return origin.standardizable.map { origin.sumAsInEstudy2($0, over: window) }
  }
}

extension Sample.Origin {
  fileprivate func sumAsInEstudy2(_ event: Int, over window: Window) -> Double {
    let (fitted, study) = (context.fitted, context.study)
    guard let place = study.instances[event].aligned,
      let market = study.grids[place.grid].context.marketReturns
    else { return .missing }
    let whole = place.estimation.flatMap { block in
      place.positions(of: block).filter(market.indices.contains).map { market[$0] }
    }.filter { !$0.isMissing }
    guard let centre = whole.mean else { return .missing }
    let squares = whole.reduce(0) { $0 + ($1 - centre) * ($1 - centre) }
    let length = Double(fitted.observations[event])
    var (sum, days) = (0.0, 0.0)
    for day in window.days {
      let abnormal = fitted.abnormal[event, day - fitted.layout.eventDays.first]
      guard !abnormal.isMissing else { continue }
      let distance = market[place.session.position + day] - centre
      sum += abnormal / (1 + 1 / length + distance * distance / squares).squareRoot()
      days += 1
    }
    return sum / (fitted.residualDeviation(of: event) * days.squareRoot())
  }
}

extension FittedEvents {
  /// The sample deviation of an event's estimation residuals.
  fileprivate func residualDeviation(of event: Int) -> Double {
    let row = UnsafeBufferPointer(start: residuals.row(event), count: residuals.columns)
    return row.filter { !$0.isMissing }.sampleDeviation ?? .missing
  }
}
