/// What a row of each result table is.
enum TableMeanings {
  static func meaning(_ table: String) -> String { meanings[table] ?? "" }

  private static let meanings: [String: String] = [
    "events": "event, symbol and group: its session, and whether it is in the sample",
    "models": "coefficient of a fit",
    "fits": "fit: event, symbol and model, with diagnostics",
    "ar": "abnormal return: event, symbol, model and day",
    "car": "cumulative abnormal return: event, symbol, model and window",
    "aar": "average of a day: model and group",
    "caar": "average of a window: model and group",
    "tests": "test of an average",
    "event_tests": "test of one event",
    "dependence": "window: how far the events of a group move together",
    "placebo_paths": "day: where the CAAR of a group is when its events are moved",
    "event_bars": "bar of an event of a study of bars: when it begins and ends",
    "comparisons": "test of the difference between two groups of events",
    "regressions": "coefficient of a regression of CARs on columns of the event list",
    "regression_fits": "regression: fit, errors and joint test",
    "regression_events": "event of a regression: residual and leverage, or why it is left out",
    "reactions": "reaction: how far a price moved after news and how much of it held",
    "reaction_measures":
      "measure of a reaction: how fast the price left its peak, how far it went on",
    "reaction_paths": "price along a reaction that intraday bars show",
    "reaction_shares": "part of the day: its share of the moves of days with news",
    "notices": "remark of what a reader should know",
    "provenance": "fact of where the study comes from",
  ]
}
