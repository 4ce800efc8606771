import MarketData

extension ImportOptions.DateOrder {
  /// A date's text, and the series it belongs to.
  typealias Cell = (text: String, series: String)

  /// The order of the parts of a column's dates, as the dates show it: the one in which the most
  /// are days of the calendar; of several, the one without weekends, since daily series have none;
  /// of several, the one in which every series runs in one direction.
  ///
  /// `nil` when the order does not matter, or when nothing tells.
  static func decided(by cells: [Cell]) -> Self? {
    guard cells.contains(where: { StampForm().stamp($0.text) == nil }) else { return nil }
    let short = [Self.monthFirst, .dayFirst].map { Reading($0, cells) }
    let most = short.map(\.dates.count).max() ?? 0
    let yearFirst = Reading(.yearFirst, cells)
    // Dates that begin with a year of two digits are so rare that nothing else may fit.
    if yearFirst.dates.count > most { return .yearFirst }
    var left = short.filter { $0.dates.count == most }
    guard most > 0, left.count > 1 else { return most > 0 ? left.first?.order : nil }
    if Set(left[0].dates).count >= 5 { left = left.narrowed(to: { !$0.hasWeekends }) }
    if Set(left[0].dates).count >= 3 { left = left.narrowed(to: \.isInOrder) }
    return left.count == 1 ? left[0].order : nil
  }

  /// The order in words.
  var name: String {
    switch self {
    case .monthFirst: "month, day, year"
    case .dayFirst: "day, month, year"
    case .yearFirst: "year, month, day"
    }
  }
}

/// A column's dates in one order of their parts.
private struct Reading {
  let order: ImportOptions.DateOrder
  private(set) var dates: [CalendarDate] = []
  private var series: [String: [CalendarDate]] = [:]

  init(_ order: ImportOptions.DateOrder, _ cells: [ImportOptions.DateOrder.Cell]) {
    self.order = order
    for cell in cells {
      guard let date = StampForm(order: order).stamp(cell.text)?.date else { continue }
      dates.append(date)
      series[cell.series, default: []].append(date)
    }
  }

  var hasWeekends: Bool { dates.contains { $0.weekday > 5 } }

  var isInOrder: Bool {
    series.values.allSatisfy { dates in
      let steps = zip(dates, dates.dropFirst())
      return steps.allSatisfy { $0 <= $1 } || steps.allSatisfy { $0 >= $1 }
    }
  }
}

extension [Reading] {
  /// Those that are as asked, or all when none is.
  fileprivate func narrowed(to isGood: (Reading) -> Bool) -> [Reading] {
    let good = filter(isGood)
    return good.isEmpty ? self : good
  }
}
