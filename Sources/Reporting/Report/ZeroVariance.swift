import EventStudy
import Tables

/// What tells one event on one symbol from the others.
struct EventKey: Hashable {
  let event: String?
  let symbol: String?

  init(event: String?, symbol: String?) {
    self.event = event
    self.symbol = symbol
  }

  init(_ record: Record) {
    event = record.text("event_id")
    symbol = record.text("symbol")
  }
}

extension StudyReport {
  /// The events on the series that their normal returns are measured against.
  static func onMarketItself(_ events: [Record]) -> Set<EventKey> {
    Set(
      events.filter { event in
        event.text("symbol").map { $0 == event.text("market") } == true
      }.map(EventKey.init))
  }

  /// A row's reason in words; a zero variance that the market explains is told as such.
  func reasonWords(_ record: Record) -> String? {
    reasonCode(record).map(reasonWords)
  }

  /// What a reason code means in terms of what was measured.
  func reasonWords(_ code: String) -> String {
    ReasonWords.words(for: code).replacing("return", with: words.value)
  }

  /// A row's reason code, one for the market itself where the tables have a zero variance.
  func reasonCode(_ record: Record) -> String? {
    let code = record.text("reason")
    guard code == "zero_variance", onMarketItself.contains(EventKey(record)) else { return code }
    return ReasonWords.marketItself
  }

  /// Which of a model's events have no standard error, and what becomes of them.
  func writeZeroVariance(_ fits: [Record], to page: inout Page) {
    let sentences = zeroVarianceSentences(fits)
    guard !sentences.isEmpty else { return }
    for sentence in sentences { page.paragraph(sentence) }
    page.blank()
  }

  /// The same as sentences; none when all events have a standard error.
  func zeroVarianceSentences(_ fits: [Record]) -> [String] {
    let flat = fits.filter { $0.text("reason") == "zero_variance" }
    guard !flat.isEmpty else { return [] }
    return flat.map(reasonCode).distinct().map { code in
      zeroVarianceSentence(flat.filter { reasonCode($0) == code }, code)
    } + ["Such events stay in the averages and leave the standardized tests."]
  }

  private func zeroVarianceSentence(_ fits: [Record], _ code: String?) -> String {
    let symbols = fits.map { cell($0, "symbol") }.distinct()
    let named = symbols.count > 5 ? counted(symbols.count, "symbol") : listed(symbols)
    let events = counted(fits.count, "event")
    guard code == ReasonWords.marketItself else {
      return "\(named): no residual variance before \(events), so no standard errors."
    }
    return "\(named) (\(events)): the market series itself, which this model explains fully, so "
      + "abnormal \(words.values) are zero."
  }
}
