import Foundation
import MarketData

/// The returns of one series over the bars of a calendar.
struct BarSeries: Sendable {
  /// One return a bar, missing where the series has none.
  let returns: [Double]
  /// Why a return is missing, one a bar.
  let absences: [PriceGaps.Absence?]

  /// Returns from close to close, of the first bar after a pause or a night from its open, and of
  /// the time without trade from the close before to the open after; `nil` when the bars of the
  /// series are longer than the calendar's or do not start with them.
  init?(_ series: PriceSeries, on calendar: BarCalendar, _ spec: StudySpec) {
    guard let spacing = spec.bars,
      let prices = BarPrices(series, on: calendar, spacing: Int64(spacing.seconds) * 1000)
    else { return nil }
    var (returns, absences) = ([Double](), [PriceGaps.Absence?]())
    for position in calendar.bars.indices {
      let ends = prices.ends(of: position, in: calendar)
      let isDefined = ends.start > 0 && ends.end > 0
      let ratio = isDefined ? ends.end / ends.start : .missing
      returns.append(spec.returns.kind == .simple ? ratio - 1 : log(ratio))
      absences.append(isDefined ? nil : prices.absence(of: position, in: calendar))
    }
    (self.returns, self.absences) = (returns, absences)
  }
}

/// The first and the last price of every bar of a calendar; missing without a trade.
private struct BarPrices {
  private var opens: [Double]
  private var closes: [Double]

  /// The share of bars of the series that may lie across two of the calendar's.
  private static let mostAcross = 0.01

  init?(_ series: PriceSeries, on calendar: BarCalendar, spacing: Int64) {
    let length = BarSpacing.usual(of: series.dates)
    guard length <= spacing else { return nil }
    opens = [Double](repeating: .missing, count: calendar.bars.count)
    closes = opens
    var (next, used, across) = (0, 0, 0)
    for (position, bar) in calendar.bars.enumerated() {
      while next < series.dates.count, series.dates[next] < bar.start { next += 1 }
      while next < series.dates.count, series.dates[next] < bar.end {
        defer { next += 1 }
        guard !bar.isClosed else { continue }
        used += 1
        if series.dates[next] + length > bar.end, !bar.endsTrading {
          across += 1
        } else {
          add(series, next, to: position)
        }
      }
    }
    guard Double(across) <= Self.mostAcross * Double(used) else { return nil }
  }

  private mutating func add(_ series: PriceSeries, _ index: Int, to position: Int) {
    guard series.prices[index] > 0 else { return }
    if closes[position].isMissing, !series.opens.isEmpty { opens[position] = series.opens[index] }
    closes[position] = series.prices[index]
  }

  private func open(_ position: Int) -> Double {
    opens.indices.contains(position) ? opens[position] : .missing
  }

  private func close(_ position: Int) -> Double {
    closes.indices.contains(position) ? closes[position] : .missing
  }

  /// Whether a bar is measured from its own open.
  private func startsTrading(_ position: Int, in calendar: BarCalendar) -> Bool {
    position == 0 || calendar.bars[position - 1].isClosed
  }

  func ends(of position: Int, in calendar: BarCalendar) -> (start: Double, end: Double) {
    if calendar.bars[position].isClosed { return (close(position - 1), open(position + 1)) }
    return (
      startsTrading(position, in: calendar) ? open(position) : close(position - 1), close(position)
    )
  }

  func absence(of position: Int, in calendar: BarCalendar) -> PriceGaps.Absence {
    if calendar.bars[position].isClosed {
      return close(position - 1) > 0 && close(position + 1) > 0 ? .missingOpen : .missingPrice
    }
    guard close(position) > 0 else { return .missingPrice }
    return startsTrading(position, in: calendar) ? .missingOpen : .multiBarReturn
  }
}
