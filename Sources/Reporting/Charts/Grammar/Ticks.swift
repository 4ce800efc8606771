import Foundation
import MarketData

/// A marked place of an axis.
struct Tick: Hashable {
  let value: Double
  let label: String
}

enum Ticks {
  /// The numbers at which an axis is marked: multiples of 1, 2 or 5 times a power of ten that cover
  /// the values.
  ///
  /// - Parameters:
  ///   - low: The least value.
  ///   - high: The greatest value.
  ///   - count: The most intervals there may be.
  ///   - whole: Whether only whole numbers are marked.
  static func linear(_ low: Double, _ high: Double, count: Int, whole: Bool = false) -> [Double] {
    let span = high - low
    guard span > 0, span.isFinite else { return low.isFinite ? [low] : [] }
    var step = niceStep(atLeast: span / Double(max(count, 1)))
    if whole { step = max(step, 1) }
    // Widening to multiples may add an interval at either end.
    while intervals(low, high, step) > max(count, 1) { step = niceStep(atLeast: step * 1.5) }
    let first = (low / step + 1e-9).rounded(.down)
    return (0...intervals(low, high, step)).map { (first + Double($0)) * step }
  }

  private static func intervals(_ low: Double, _ high: Double, _ step: Double) -> Int {
    Int((high / step - 1e-9).rounded(.up) - (low / step + 1e-9).rounded(.down))
  }

  /// The least of 1, 2 and 5 times a power of ten that is not below a number.
  static func niceStep(atLeast step: Double) -> Double {
    let power = pow(10, log10(step).rounded(.down))
    let factors = [1.0, 2, 5, 10]
    return (factors.first { $0 * power >= step * (1 - 1e-9) } ?? 10) * power
  }

  /// Labels of evenly spaced numbers, with as many decimals as tell them apart.
  static func labels(_ values: [Double], _ unit: Unit) -> [Tick] {
    let factor = unit == .percent ? 100.0 : 1
    let step = values.count > 1 ? (values[1] - values[0]) * factor : 1
    let decimals = min(6, max(0, Int((-log10(step) - 1e-9).rounded(.up))))
    return values.map { value in
      let number = roundedText(value * factor, decimals: decimals, plus: unit != .count)
      return Tick(value: value, label: unit == .percent ? number + "%" : number)
    }
  }

  /// The dates at which a time axis is marked: first days of years, quarters or months, or every few
  /// days, at most `count` of them between two dates.
  ///
  /// Years carry four digits; months have a name, and their year where it is new.
  static func dates(_ low: Int, _ high: Int, count: Int) -> [Tick] {
    for months in [1, 2, 3, 6] where (high - low) / 28 >= 3 {
      let ticks = firstDays(low, high, everyMonths: months)
      if ticks.count <= count { return monthLabels(ticks) }
    }
    if (high - low) / 28 >= 3 {
      for years in [1, 2, 5, 10, 20, 50, 100] {
        let ticks = firstDays(low, high, everyMonths: 12 * years)
        if ticks.count <= count || years == 100 {
          return ticks.map { Tick(value: Double($0), label: String(date($0).year)) }
        }
      }
    }
    let step = [1, 2, 5, 7, 14, 28].first { (high - low) / $0 < count } ?? 28
    return stride(from: low, through: high, by: step).map {
      let (_, month, day) = date($0)
      return Tick(value: Double($0), label: "\(day) \(monthNames[month - 1])")
    }
  }

  private static func monthLabels(_ ordinals: [Int]) -> [Tick] {
    var lastYear: Int?
    return ordinals.map { ordinal in
      let (year, month, _) = date(ordinal)
      defer { lastYear = year }
      let name = monthNames[month - 1]
      return Tick(value: Double(ordinal), label: year == lastYear ? name : "\(name) \(year)")
    }
  }

  /// The first days of every so many months, counted from January, between two dates.
  private static func firstDays(_ low: Int, _ high: Int, everyMonths step: Int) -> [Int] {
    let (start, end) = (date(low), date(high))
    let first = (start.year * 12 + start.month - 1) / step * step
    return stride(from: first, through: end.year * 12 + end.month - 1, by: step).compactMap {
      CalendarDate(year: $0 / 12, month: $0 % 12 + 1, day: 1)?.ordinal
    }.filter { (low...high).contains($0) }
  }

  private static func date(_ ordinal: Int) -> (year: Int, month: Int, day: Int) {
    CalendarDate(ordinal: ordinal).components
  }

  static let monthNames = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]
}
