import Foundation
import MarketData

/// A dividend or split that a row of prices names.
struct CorporateAction {
  enum Kind: Hashable {
    case dividend, split
  }

  let kind: Kind
  /// The bar's time, as in `Bars`.
  let time: Int64
  /// The amount of a share, or the new shares of an old one.
  let value: Double
}

/// The dividends and splits of an import, of which only the checks make use.
final class CorporateActions {
  private var bySymbol: [Symbol: [CorporateAction]] = [:]

  func add(_ action: CorporateAction, of symbol: Symbol) {
    bySymbol[symbol, default: []].append(action)
  }

  /// Those of a series on the bars of a run.
  func actions(of symbol: Symbol, in run: Bars) -> [CorporateAction] {
    guard let all = bySymbol[symbol], let first = run.times.first, let last = run.times.last else {
      return []
    }
    return all.filter { (first...last).contains($0.time) }
  }
}

/// What a dividend or split says that the prices around it do not.
struct ActionCheck {
  let bars: [SanityBar]

  /// A share of the price below which a dividend cannot be told from a day's move.
  private static let noticeable = 0.02
  /// A dividend of that share of the price must move it.
  private static let large = 0.1

  /// Why a dividend is suspicious, or `nil`.
  func problem(dividend amount: Double, at time: Int64) -> String? {
    guard let index = bars.firstIndex(where: { $0.time == time }), index > 0 else { return nil }
    let (before, bar) = (bars[index - 1], bars[index])
    let share = amount / before.close
    guard share > Self.noticeable, share < 1 else { return nil }
    let move = bar.close / before.close - 1
    if share > Self.large, move > -share / 3 {
      return "a dividend of \(shortNumber(amount)), \(percent(share)) of the price, which moves by "
        + percent(move)
    }
    guard let old = before.adjustedClose, let new = bar.adjustedClose else { return nil }
    let factor = (old / before.close) / (new / bar.close)
    // The usual factor is 1 - dividend / price before.
    guard abs(factor - (1 - share)) > 0.25 * share else { return nil }
    return "a dividend of \(shortNumber(amount)), \(percent(share)) of the price, changes the "
      + "adjusted close by \(percent(factor - 1))"
  }

  /// The first bar near a split into which the price moves by the split's own ratio.
  func unadjusted(split ratio: Double, at time: Int64) -> Int? {
    guard ratio > 0, abs(log(ratio)) > log(1.4),
      let place = bars.firstIndex(where: { $0.time >= time })
    else { return nil }
    return (max(1, place - 10)..<min(bars.count, place + 4)).first { index in
      let move = abs(log(bars[index].price / bars[index - 1].price))
      return abs(move - abs(log(ratio))) < 0.05
    }
  }

  private func percent(_ share: Double) -> String { "\((share * 1000).rounded() / 10)%" }
}
