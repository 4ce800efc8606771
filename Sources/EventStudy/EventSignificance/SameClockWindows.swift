import MarketData

/// The windows of earlier sessions that have the clock times of an event's window.
extension EventSample {
  /// What the residuals of each earlier session add up to over the window's bars.
  ///
  /// Sessions that lack one of the bars are left out, as are bars of the window that have no
  /// abnormal return.
  ///
  /// - Parameter term: What a residual, in units of returns, counts as.
  func sameClockSums(_ term: (Double) -> Double) -> [Double] {
    let days = fitted.layout.eventDays
    let columns = window.days.map { $0 - days.first }
      .filter { !fitted.abnormal[event, $0].isMissing }
    let residuals = fitted.residuals.row(event)
    return stride(from: 0, to: fitted.residuals.columns, by: days.count).compactMap { session in
      var sum = 0.0
      for column in columns {
        let residual = residuals[session + column] * fitted.scale(event, column)
        guard !residual.isMissing else { return nil }
        sum += term(residual)
      }
      return sum
    }
  }

  /// The abnormal returns of the valid bars of the window.
  var windowReturns: [Double] {
    window.days.map { fitted.abnormal[event, $0 - fitted.layout.eventDays.first] }
      .filter { !$0.isMissing }
  }
}
