import ArgumentParser
import MarketData
import Reporting
import Tables
import Workflow

/// `reaction calendar`: the sessions of an exchange in a year.
struct Calendar: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "calendar",
    abstract: "Show an exchange's year: hours, sessions, closures and early closes.",
    discussion: "Exchanges: \(ExchangeCalendar.codes.joined(separator: ", ")).")

  @Argument(help: "The exchange's code, such as XNYS.")
  var exchange: String

  @Argument(help: "The year.")
  var year: Int

  @OptionGroup var output: OutputOptions

  func run() throws {
    let calendar = try calendar()
    guard let first = CalendarDate(year: year, month: 1, day: 1),
      let last = CalendarDate(year: year, month: 12, day: 31),
      calendar.coverage.contains(first), calendar.coverage.contains(last)
    else {
      throw Failure(
        .nothing,
        "the calendar \(calendar.code) covers \(calendar.coverage.lowerBound.components.year) to "
          + "\(calendar.coverage.upperBound.components.year), not \(year)")
    }
    if output.isText {
      let view = CalendarYear(calendar, first...last, year: year).text(
        style: output.destination.style)
      return try output.destination.writing { try $0.write(view) }
    }
    try output.write(CalendarYear(calendar, first...last, year: year).table)
  }

  private func calendar() throws -> ExchangeCalendar {
    do { return try ExchangeCalendar.named(exchange) } catch {
      throw Failure(.usage, error.description)
    }
  }
}
