import Foundation

/// One row of table `reactions` in sentences.
struct ReactionWords {
  let record: Record

  private var gap: Double? { record.number("gap") }
  private var fade: Double? { record.number("fade_ratio") }

  /// Whether the furthest move was upwards; `nil` when there was none.
  private var isRise: Bool? {
    guard let peak = record.number("peak"), let trough = record.number("trough") else { return nil }
    return peak >= trough
  }

  /// What became of the move.
  var outcome: String {
    guard let fade, let isRise else { return undefined }
    let move = isRise ? "rise" : "fall"
    let share = "\(shareText(fade)) of the move was undone by the close"
    switch fade {
    case ..<0.1: return "The \(move) held: \(share)."
    case ..<0.5: return "The \(move) held for the most part: \(share)."
    case ..<1: return "The \(move) faded: \(share)."
    case 1: return "The \(move) faded: the price closed where it began."
    default:
      return "The \(move) turned round: \(share), so that the price closed "
        + "\(isRise ? "below" : "above") where it began."
    }
  }

  private var undefined: String {
    "The reaction is not defined: \(ReactionReasonWords.sentence(record.text("reason") ?? ""))."
  }

  /// Whether the fade is unusual.
  var verdict: String? {
    guard fade != nil else { return nil }
    guard let count = record.integer("placebo_n"), count > 0, let p = record.number("placebo_p")
    else {
      return "There is no ordinary day to compare with, so that nothing says how unusual it is."
    }
    let asMuch = Int((p * Double(count + 1)).rounded()) - 1
    let compared = "\(countText(asMuch)) of \(counted(count, "ordinary day")) faded as much or more"
    if p <= 0.05 { return "Unusual: only \(compared) (p \(pValueText(p)))." }
    // With fewer than 19 days no fade at all could have a p of 5%.
    let few = count < 19 ? " So few days could not have shown it." : ""
    return "Not distinguishable from ordinary days: \(compared) (p \(pValueText(p))).\(few)"
  }

  /// What limits the measures.
  var limits: [String] {
    guard fade != nil else { return [] }
    return (record.text("reason") ?? "").split(separator: "+").map(String.init)
      .filter { $0 != "half_life_censored" && $0 != "no_ordinary_sessions" }
      .map { "Mind: \(ReactionReasonWords.words(for: $0))." }
  }

  /// The changes of the day.
  var changes: String {
    "gap \(changeText(gap)), open to close \(changeText(record.number("open_to_close"))), "
      + "close to close \(changeText(record.number("close_to_close")))"
  }

  /// The fade ratio and its place among ordinary days; `nil` when there is none.
  var fadeRatio: String? {
    guard let fade else { return nil }
    let ratio = "ratio \(roundedText(fade, decimals: 2))"
    guard let percentile = record.number("placebo_percentile"),
      let count = record.integer("placebo_n")
    else { return ratio }
    return "\(ratio), percentile \(roundedText(percentile, decimals: 0)) of "
      + counted(count, "ordinary day")
  }

  /// The furthest prices and their times.
  var extremes: [(name: String, text: String)] {
    var lines: [(String, String)] = []
    if let peak = record.number("peak") {
      var text = priceText(peak) + clock("peak_time")
      if let minutes = record.number("minutes_to_peak") {
        text += ", \(minutesText(minutes)) after the start"
      }
      lines.append(("peak", text))
    }
    if let trough = record.number("trough") {
      lines.append(("trough", priceText(trough) + clock("trough_time")))
    }
    return lines + halfLife
  }

  private var halfLife: [(String, String)] {
    if let minutes = record.number("half_life") {
      return [("half-life", "half of it undone \(minutesText(minutes)) after the peak")]
    }
    let isCensored = record.text("reason")?.contains("half_life_censored") == true
    return isCensored ? [("half-life", "not half undone by the close")] : []
  }

  private func clock(_ column: String) -> String {
    guard let stamp = record.text(column), let time = stamp.split(separator: "T").last else {
      return ""
    }
    return " at \(time.prefix(5))"
  }

  private func minutesText(_ minutes: Double) -> String {
    "\(exactText(minutes)) minute\(minutes == 1 ? "" : "s")"
  }
}

/// A change of price, kept as a logarithm, in percent of the price it began with.
func changeText(_ logarithm: Double?) -> String { percentText(logarithm.map { expm1($0) }) }

/// A price with as many decimals as markets quote.
func priceText(_ price: Double) -> String { roundedText(price, decimals: price < 10 ? 4 : 2) }

/// Reason codes of table `reactions` in words.
enum ReactionReasonWords {
  /// What a code means; a code without words stands for itself.
  static func words(for code: String) -> String { table[code] ?? ReasonWords.words(for: code) }

  /// What the codes of a cell mean, which are joined by `+`.
  static func sentence(_ codes: String) -> String {
    codes.split(separator: "+").map { words(for: String($0)) }.joined(separator: "; ")
  }

  private static let table = [
    "out_of_range": "its session is outside the data",
    "missing_price": "the session has no bar",
    "missing_bars": "the session has an hour or more without a bar",
    "no_bars_after_news": "no bar ends after the news",
    "missing_prior_close": "the session before has no closing price",
    "missing_open": "the bar has no opening price",
    "missing_high_low": "the bar has no highest and lowest price",
    "inconsistent_bar": "a bar's highest and lowest prices do not enclose its others",
    "suspected_split": "the open looks like that of a split, and there are no adjusted prices",
    "missing_benchmark": "the benchmark has no usable bars in the session",
    "open_and_close_only":
      "of a day with the market taken out, only the open and the close are known",
    "no_direction": "the rule gives no direction",
    "needs_intraday_bars": "the first minutes can be seen in intraday bars only",
    "no_peak": "the price never moved in that direction",
    "too_few_prices": "fewer than three prices are known from the peak to the close",
    "no_move": "no price moved on the days with news",
    "news_inside_session":
      "the news came while the session was open, and daily bars begin before it",
  ]
}
