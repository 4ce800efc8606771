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
    discussion: """
      Exchanges: \(ExchangeCalendar.codes.joined(separator: ", ")), and the calendars in the database: \
      reaction import calendar FILE.
      """)

  @Argument(help: "The exchange's code, such as XNYS, or an imported calendar's name.")
  var exchange: String

  @Argument(help: "The year.")
  var year: Int

  @OptionGroup var output: OutputOptions
  @OptionGroup var database: DatabaseOptions

  func run() throws {
    let calendar = try database.workflow.calendar(named: exchange)
    guard let newYear = CalendarDate(year: year, month: 1, day: 1),
      let lastDay = CalendarDate(year: year, month: 12, day: 31),
      calendar.coverage.overlaps(newYear...lastDay)
    else {
      throw Failure(
        .nothing,
        "the calendar \(calendar.code) covers \(calendar.coverage.lowerBound.components.year) to "
          + "\(calendar.coverage.upperBound.components.year), not \(year)")
    }
    let dates = calendar.coverage.clamped(to: newYear...lastDay)
    let shown = CalendarYear(calendar, dates, year: year)
    if output.isText {
      let view = shown.text(style: output.destination.style)
      return try output.destination.writing { try $0.write(view) }
    }
    try output.write(shown.table)
  }
}
