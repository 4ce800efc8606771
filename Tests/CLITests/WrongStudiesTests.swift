import TestSupport
import Testing

@Suite struct WrongStudiesTests {
  private static let head = "study: s\nmarket: ^MKT\n"

  /// Study files that are wrong whatever the data.
  static let files: [WrongInput] = [
    WrongInput("a missing file", "study s.yaml", status: 1, "s.yaml: no such file"),
    WrongInput("a folder", "study .", status: 1, ".: is a folder; name a study file in it"),
    .study(
      "a misspelled key", head + "windws: [[0, 0]]\n",
      "line 3: unknown key 'windws'; did you mean 'windows'?"),
    .study(
      "a key like no other", head + "foo: 1\n",
      "line 3: unknown key 'foo'; known: study, events, market, bars, measure, returns, model, factors, "
        + "estimation, "
        + "event-window, windows, tests, alternative, alignment, missing, weights, "
        + "dependence, multiple-testing, seed, resampling, compat"),
    .study(
      "a window outside the event window", head + "windows: [[0, 20]]\n",
      "line 3, windows: the window [0, +20] does not fit in the event window [-10, +10]; widen "
        + "event-window or narrow the window"),
    .study(
      "an estimation window that overlaps the event window",
      head + "estimation: {window: [-60, -1]}\n",
      "line 3, estimation.window: the estimation window ends on day -1, inside or after the event "
        + "window [-10, +10]; end it before day -10"),
    .study(
      "estimation blocks that overlap",
      head + "estimation: {window: [[-200, -100], [-120, -20]]}\n",
      "line 3, estimation.window: the blocks [-200, -100] and [-120, -20] overlap"),
    .study(
      "a window that ends before it starts", head + "event-window: [2, -2]\n",
      "line 3, event-window: [2, -2] ends before it starts; write [-2, 2]"),
    .study(
      "a misspelled model", head + "model: markt\n",
      "line 3, model: unknown model 'markt'; did you mean 'market'?"),
    .study(
      "a misspelled test", head + "tests: [patel_z]\n",
      "line 3, tests: unknown test 'patel_z'; did you mean 'patell_z'?"),
    .study(
      "a bad choice", head + "returns: {kind: simpel}\n",
      "line 3, returns.kind: 'simpel' is not one of simple, log"),
    .study(
      "no YAML", "study: [s\nmarket: SPY\n",
      "line 2: not valid YAML: did not find expected ',' or ']'"
    ),
  ]

  /// Study files that ask for what is not imported.
  static let questions: [WrongInput] = [
    .study(
      "a misspelled market series", "study: s\nmarket: ^MKTT\n",
      "line 2, market: no series '^MKTT' is imported; did you mean '^MKT'?"),
    .study(
      "a market series like no other", "study: s\n",
      "market: no series '^GSPC' is imported; import it, or name another: market: SYMBOL (reaction "
        + "list series shows them)"),
    .study(
      "a misspelled list", head + "events: {list: evnts}\n",
      "line 3, events.list: there is no event list 'evnts'; did you mean 'events'?"),
    .study(
      "a misspelled group", head + "events:\n  groups: [tarif]\n",
      "line 4, events.groups: no event has the group 'tarif'; did you mean 'tariff'?"),
    .study(
      "a model without its factors", head + "model: ff3\n",
      "factors: model 'ff3' needs the factor 'mkt_rf'; name a factor set that has it: factors: NAME"
    ),
    .study(
      "an unknown factor set", head + "model: ff3\nfactors: french\n",
      "line 4, factors: there is no factor set 'french'"),
    .study(
      "an unknown exchange", head + "alignment: {calendar: XNYC}\n",
      "line 3, alignment.calendar: no calendar is named 'XNYC'; did you mean 'XNYS'? Built in: XNYS, XNAS, XTSE, XLON, XETR, XPAR, XTKS, XHKG, XSHG, XNSE, XASX, FX, CRYPTO"
    ),
  ]

  @Test("A study file that is wrong in itself", arguments: files)
  func file(_ wrong: WrongInput) throws { try wrong.expectRefusal(in: Workdir()) }

  @Test("A study file that asks for what is not there")
  func data() throws {
    let workdir = try SmallMarket.imported()
    for question in Self.questions { try question.expectRefusal(in: workdir) }
    try workdir.run("list studies --format csv").expect(
      stdout: "study,revision,reference,events,created_at\n")
  }
}
