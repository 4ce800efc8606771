import TestSupport
import Testing

@Suite struct WrongQuestionsTests {
  private static let usage = """

    Usage: reaction export [<options>] [<study>]
      See 'reaction export --help' for more information.
    """

  static let questions: [WrongInput] = [
    WrongInput(
      "a misspelled study in report", "report smal", status: 4,
      "there is no study 'smal'; did you mean 'small'?"),
    WrongInput(
      "a misspelled study in export", "export smll --table car", status: 4,
      "there is no study 'smll'; did you mean 'small'?"),
    WrongInput(
      "an unknown revision", "report small@7", status: 4,
      "study 'small' has no revision '7'; the latest is 1"),
    WrongInput(
      "an unknown table", "export small --table cra", status: 2,
      "there is no result table 'cra'; there are: events, models, fits, ar, car, aar, caar, tests, "
        + "event_tests, dependence, placebo_paths, event_bars, notices, provenance, regressions, "
        + "regression_fits, regression_events, comparisons, reactions, reaction_measures, "
        + "reaction_paths, reaction_shares"
    ),
    WrongInput(
      "a result table without a study", "export --table car", status: 2,
      "table 'car' belongs to a study: reaction export STUDY --table car; without a study there are "
        + "prices, factors and event_list"),
    WrongInput(
      "prices of no time", "export --table prices --to 1999-12-31", status: 4,
      "there are no bars of the symbols, dates and resolution that were asked for"),
    WrongInput(
      "a table that there is not", "sql select*from(price)", status: 2,
      "SQL: no such table: price; did you mean 'prices'?"),
    WrongInput(
      "a misspelled symbol", "export --table prices --symbol F0", status: 4,
      "there is no series 'F0'; did you mean 'F00'?"),
    WrongInput(
      "a misspelled list", "export --table event_list --list event", status: 4,
      "there is no event list 'event'; did you mean 'events'?"),
    WrongInput(
      "factors before any are imported", "export --table factors", status: 4,
      "no factors are imported; import some with: reaction import factors FILE"),
    WrongInput(
      "an unknown format", "export small --table car --format cvs", status: 2,
      "unknown format 'cvs'; did you mean 'csv'? (there are: text, csv, tsv, json, ndjson, md, latex, html, xlsx)"
        + usage),
    WrongInput(
      "a suffix of no format", "export small --table car -o car.foo", status: 2,
      "unknown format 'foo' (there are: txt, csv, tsv, tab, json, ndjson, jsonl, md, markdown, tex, "
        + "html, htm, xlsx)"
        + usage
    ),
    WrongInput(
      "a column that the table lacks", "export small --table aar --columns model,car", status: 2,
      "there is no column 'car'; did you mean 'aar'? (there are: model, event_group, rel_day, "
        + "n_events, aar, caar, median, positive_share, conf_low, conf_high)"),
    WrongInput(
      "rows that there are not", "export small --table tests --rows test=bmp", status: 4,
      "no row has test=bmp; did you mean 'bmp_t'?"),
    WrongInput(
      "prices of a day without any", "export --table prices --rows time=1999-01-01", status: 4,
      "no row has time=1999-01-01"),
    WrongInput(
      "a file that exists", "export small --table car -o study.yaml --format csv", status: 1,
      "study.yaml exists; add --force to replace it"),
    WrongInput(
      "a file in no folder", "export small --table car -o nowhere/car.csv", status: 1,
      "nowhere/car.csv: No such file or directory"),
    WrongInput(
      "an unknown batch", "import undo 9", status: 4, "there is no batch 9; the last is 2"),
  ]

  @Test("A question that has no answer")
  func question() throws {
    let workdir = try SmallMarket.studied()
    for question in Self.questions { try question.expectRefusal(in: workdir) }
    #expect(try workdir.text("study.yaml") == SmallMarket.study)
  }

  static let calendars: [WrongInput] = [
    WrongInput(
      "an unknown exchange", "calendar XNYC 2025", status: 2,
      "no calendar is named 'XNYC'; did you mean 'XNYS'? Built in: XNYS, XNAS, XTSE, XLON, XETR, XPAR, XTKS, XHKG, XSHG, XNSE, XASX, FX, CRYPTO"
    ),
    WrongInput(
      "a year before the calendar", "calendar XNYS 1989", status: 4,
      "the calendar XNYS covers 1990 to 2030, not 1989"),
    WrongInput(
      "a year after the calendar", "calendar XNYS 2031", status: 4,
      "the calendar XNYS covers 1990 to 2030, not 2031"),
    WrongInput(
      "no example data", "demo --data .", status: 1,
      "the example data is not in .; name the folder that has data/ and seeds/ with --data FOLDER"),
  ]

  @Test("A year that has no calendar, a folder that has no examples", arguments: calendars)
  func calendar(_ wrong: WrongInput) throws { try wrong.expectRefusal(in: Workdir()) }
}
