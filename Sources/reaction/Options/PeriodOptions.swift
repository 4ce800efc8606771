import ArgumentParser
import EventStudy
import Workflow

/// Which sessions are calm and which the news'.
struct PeriodOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The calm days, as 2024-01-02,2024-12-31; with --event.", valueName: "first,last"))
  var calm: DateRange?

  @Option(help: ArgumentHelp("The days of the event.", valueName: "first,last"))
  var event: DateRange?

  @OptionGroup var events: EventOptions

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "With --events: the calm sessions before each event. (default: -120,-11)",
      valueName: "first,last"))
  var before: Window?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "With --events: the sessions after each event. (default: 0,20)", valueName: "first,last"))
  var after: Window?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "With --events, in place of --before and --after: these sessions of all events together, "
        + "against all others.", valueName: "first,last"))
  var eventDays: Window?

  /// The sessions that are asked for.
  func chosen() throws -> SourceQuestion.Periods {
    let namesEvents = events.isNamed || before != nil || after != nil || eventDays != nil
    guard (calm != nil || event != nil) != namesEvents else {
      throw ValidationError(
        namesEvents
          ? "Dates (--calm, --event) and events (--events) are two questions; ask one of them."
          : "Say which days to compare: --calm FIRST,LAST --event FIRST,LAST, or --events LIST.")
    }
    guard namesEvents else { return try dates() }
    let choice = events.choice
    if let eventDays {
      guard before == nil, after == nil else {
        throw ValidationError("--event-days takes the place of --before and --after.")
      }
      return .eventDays(choice, eventDays)
    }
    let (before, after) = (before ?? Window(-120 ... -11), after ?? Window(0...20))
    guard !before.overlaps(after) else {
      throw ValidationError("--before \(before) and --after \(after) share sessions.")
    }
    return .aroundEvents(choice, before: before, after: after)
  }

  private func dates() throws -> SourceQuestion.Periods {
    guard let calm, let event else {
      throw ValidationError("--calm and --event go together: give both.")
    }
    guard !calm.dates.overlaps(event.dates) else {
      throw ValidationError("--calm and --event share days.")
    }
    return .dates(calm: calm.dates, event: event.dates)
  }
}

/// Which events a command is about.
struct EventOptions: ParsableArguments {
  @Option(help: ArgumentHelp("A list of events, all for every list.", valueName: "list"))
  var events: String?

  @Option(help: ArgumentHelp("A group of events; several for several.", valueName: "group"))
  var group: [String] = []

  /// Whether any event is asked for.
  var isNamed: Bool { events != nil || !group.isEmpty }

  /// The events that are asked for.
  var choice: EventChoice { EventChoice(list: events == "all" ? nil : events, groups: group) }
}
