import ArgumentParser

/// Columns from a table beside the event list.
struct CovariateOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "A CSV file with further columns of firms or events: a column symbol, event_id or both, and "
        + "date when rows hold from a date on.", valueName: "file"))
  var covariates: String?
}
