import TestSupport
import Testing

@Suite struct WrongEventsTests {
  static let wrong: [WrongInput] = [
    .events(
      "no column of dates", "event_id,symbol,when\ncall-1,NVDA,x\n",
      ": has no column 'date'; its columns are event_id, symbol, when"),
    .events(
      "an event without a date", "event_id,symbol,date\ncall-1,NVDA,\n",
      WrongInput.rejected("line 2, column date: no date; write one like 2024-03-15")),
    WrongInput(
      "a time without a zone", "import events e.csv", status: 2,
      "e.csv, line 2, column time: the time '08:45' has no zone; add a column time_zone, or give the zone of all "
        + "times with --time-zone, such as --time-zone America/New_York"
    ).with("e.csv", "event_id,symbol,date,time\ncall-1,NVDA,2025-06-05,08:45\n"),
    .events(
      "an unknown zone",
      "event_id,symbol,date,time,time_zone\ncall-1,NVDA,2025-06-05,08:45,America/NewYork\n",
      ", line 2, column time_zone: 'America/NewYork' is not a time zone like America/New_York or UTC"
    ),
    .events(
      "a bad time",
      "event_id,symbol,date,time,time_zone\ncall-1,NVDA,2025-06-05,25:45,America/New_York\n",
      WrongInput.rejected("line 2, column time: '25:45' is not a time of day like 08:45")),
    .events(
      "an id given twice",
      "event_id,symbol,date\ncall-1,NVDA,2025-06-05\ncall-1,NVDA,2025-06-06\n",
      WrongInput.rejected(
        "line 3, column event_id: event 'call-1' of NVDA is on line 2 already; give each its own id"
      )),
    WrongInput(
      "a list without a name", "import events -", status: 2,
      "standard input has no file name to call the list by; name it with --list"),
    WrongInput(
      "a bad factor", "import factors f.csv", status: 3,
      "f.csv" + WrongInput.rejected("line 3, column mkt_rf: 'abc' is not a number like 0.0123")
    ).with("f.csv", "date,mkt_rf,rf\n2025-06-04,0.01,0.0001\n2025-06-05,abc,0.0001\n"),
    WrongInput(
      "factors that go back in time", "import factors f.csv", status: 3,
      "f.csv, line 3: 2025-06-03 does not follow the date before it; rows must be in rising order"
    ).with("f.csv", "date,mkt_rf,rf\n2025-06-04,0.01,0.0001\n2025-06-03,0.02,0.0001\n"),
  ]

  @Test("A list of events or a file of factors that is refused", arguments: wrong)
  func file(_ wrong: WrongInput) throws { try wrong.expectRefusal(in: Workdir()) }

  @Test("An event that is in the list already with other content is refused")
  func conflict() throws {
    let workdir = try Workdir()
    try workdir.write("event_id,symbol,date\ncall-1,NVDA,2025-06-05\n".utf8, to: "e.csv")
    try workdir.run("import events e.csv").expect()
    try WrongInput(
      "a conflict", "import events e2.csv --list e", status: 3,
      "event 'call-1' of 'NVDA' is already in list 'e' with other content (batch 1); give it "
        + "another id, or undo batch 1 first"
    ).with("e2.csv", "event_id,symbol,date\ncall-1,NVDA,2025-06-06\n").expectRefusal(in: workdir)
  }
}
