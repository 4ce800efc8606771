import MarketData

@testable import Ingest

/// Prices: whatever is read must be the same in chunks of any size, and rise in time.
func fuzzPrices(_ bytes: [UInt8]) {
  var options = ImportOptions()
  options.rejectsAllowed = .max
  options.symbol = bytes.first.map { $0 % 2 == 0 } == true ? Symbol(rawValue: "X") : nil
  let whole = read(bytes, options)
  options.chunkSize = smallChunk(bytes)
  options.bufferedBars = 256
  let inChunks = read(bytes, options)
  precondition(whole == inChunks, "the size of the chunks matters:\n\(whole)\n\(inChunks)")
}

/// Events: refused, or events with an id each, the same in chunks of any size.
func fuzzEvents(_ bytes: [UInt8]) {
  var options = ImportOptions()
  options.rejectsAllowed = .max
  options.timeZone = bytes.first.map { $0 % 2 == 0 } == true ? Zone("America/New_York") : nil
  let whole = try? EventImport.run(.bytes(bytes, name: "fuzz.csv"), options)
  options.chunkSize = smallChunk(bytes)
  let inChunks = try? EventImport.run(.bytes(bytes, name: "fuzz.csv"), options)
  precondition(whole?.events == inChunks?.events, "the size of the chunks matters")
  guard let (events, report) = whole else { return }
  precondition(report.valuesRead == events.count, "events are counted wrong")
  precondition(events.allSatisfy { !$0.id.isEmpty }, "an event has no id")
}

/// Tables of calendars: refused, or a calendar whose sessions can be counted.
func fuzzSessions(_ bytes: [UInt8]) {
  var options = ImportOptions()
  options.rejectsAllowed = .max
  guard let (listing, _) = try? CalendarImport.run(.bytes(bytes, name: "fuzz.csv"), options) else {
    return
  }
  let days = listing.days.filter { $0.hours != nil }.map(\.date)
  guard let first = days.min(), let last = days.max(),
    let calendar = ExchangeCalendar(code: "FUZZ", name: "", vintage: "", listing: listing)
  else { preconditionFailure("a calendar without a session was not refused") }
  precondition(calendar.sessions(in: first...last).map(\.date) == days.sorted())
}

/// Factors: refused, or columns as long as the dates, which rise.
func fuzzFactors(_ bytes: [UInt8]) {
  var options = ImportOptions()
  options.rejectsAllowed = .max
  guard let (factors, _) = try? FactorImport.run(.bytes(bytes, name: "fuzz.csv"), options)
  else { return }
  precondition(factors.factors.allSatisfy { $0.values.count == factors.dates.count })
  precondition(zip(factors.dates, factors.dates.dropFirst()).allSatisfy { $0 < $1 })
}

/// A size of chunks that cuts lines and characters; a few chunks do, for threads hand each on.
private func smallChunk(_ bytes: [UInt8]) -> Int { 1 + bytes.count % 7 + bytes.count / 16 }

/// What an import gives, as one text.
private func read(_ bytes: [UInt8], _ options: ImportOptions) -> String {
  let sink = Sink()
  do {
    let report = try PriceImport.run(.bytes(bytes, name: "fuzz.csv"), options, sink: sink)
    let rejects = report.rejects.map { "\($0.line) \($0.record) \($0.reason)" }
    return "\(report.series) \(rejects) \(report.warnings)"
  } catch { return "\(error)" }
}

private final class Sink: BarSink {
  private var runs: [Symbol: [Bars]] = [:]

  func append(_ bars: Bars, to symbol: Symbol) {
    precondition(zip(bars.times, bars.times.dropFirst()).allSatisfy { $0 < $1 }, "no order of time")
    for field in Bars.Field.allCases {
      precondition(bars[field].count.map { $0 == bars.count } ?? true, "columns of unequal length")
    }
    runs[symbol, default: []].append(bars)
  }

  func takeBack(_ symbol: Symbol) -> [Bars] { runs.removeValue(forKey: symbol) ?? [] }
}
