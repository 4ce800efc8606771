import TestSupport
import Testing

@Suite struct StudyingTests {
  private let workdir: Workdir

  init() throws { workdir = try SmallMarket.imported() }

  @Test("The same study on the same data changes nothing; another makes the next revision")
  func revisions() throws {
    try workdir.run("study study.yaml").expect(
      stdout: "",
      stderr: """
        stored study 'small' as revision 1: 2 of 3 events included
        \(SmallMarket.advice)
        read it: reaction report small

        """)
    let first = try workdir.run("export small --table car --format csv").expect().stdout
    try workdir.run("study study.yaml").expect(
      stdout: "",
      stderr: """
        study 'small' is unchanged (revision 1): 2 of 3 events included
        \(SmallMarket.advice)

        """)
    try workdir.write((SmallMarket.study + "model: mean\n").utf8, to: "study.yaml")
    try workdir.run("study study.yaml").expect(
      stderr: """
        stored study 'small' as revision 2: 2 of 3 events included
        \(SmallMarket.advice)
        read it: reaction report small

        """)
    try workdir.run("export small@1 --table car --format csv").expect(stdout: first)
    let second = try workdir.run("export small --table car --format csv").expect().stdout
    #expect(second.contains(",mean,") && !second.contains(",market,"))
  }

  @Test("Every event is in the result, an excluded one with its reason")
  func exclusion() throws {
    try workdir.run("study study.yaml").expect()
    let events = CSVTable(try workdir.run("export small --table events --format csv").stdout)
    #expect(events["event_id"] == ["call-1", "tariff-1", "tariff-2"])
    #expect(events["status"] == ["included", "included", "excluded"])
    #expect(events["reason"] == ["", "", "unknown_symbol"])
  }

  @Test("--fail-on-drop ends with 5 when an event is excluded, and the study is stored")
  func dropped() throws {
    try workdir.run("study study.yaml --fail-on-drop").expect(
      status: 5, stdout: "",
      stderr: """
        stored study 'small' as revision 1: 2 of 3 events included
        \(SmallMarket.advice)
        read it: reaction report small
        Error: excluded: 1 event

        """)
    try workdir.run("report small").expect(stderr: "")
  }

  @Test("A study without a usable event ends with 4 and tells where the reasons are")
  func nothing() throws {
    try workdir.write("event_id,symbol,date\nlost,ZZZ,2024-06-05\n".utf8, to: "lost.csv")
    try workdir.run("import events lost.csv").expect()
    try workdir.write((SmallMarket.study + "events: {list: lost}\n").utf8, to: "study.yaml")
    let outcome = try workdir.run("study study.yaml").expect(status: 4, stdout: "")
    #expect(
      outcome.stderr.hasSuffix(
        "Error: no event can be used; see why: reaction export small --table events\n"),
      "\(outcome)")
  }

  @Test("A study before any events are imported ends with 4")
  func noEvents() throws {
    try workdir.run("import undo 2").expect()
    try workdir.run("study study.yaml").expect(
      status: 4, stdout: "",
      stderr: "Error: no events are imported; import some with: reaction import events FILE\n")
  }

  @Test("A dry run shows the alignment and stores nothing")
  func dryRun() throws {
    let outcome = try workdir.run("study study.yaml --dry-run").expect(stderr: "")
    #expect(outcome.stdout.contains("tariff-2"), "\(outcome)")
    try workdir.run("list studies --format csv").expect(
      stdout: "study,revision,reference,events,created_at\n")
  }

  @Test("--print-spec writes every default out, needs no database, and reads back the same")
  func printsTheSpecification() throws {
    let workdir = try SmallMarket.files()
    let text = try workdir.run("study study.yaml --print-spec").expect(stderr: "").stdout
    #expect(text.hasPrefix("study: small\nevents:") && text.contains("\nmultiple-testing: holm\n"))
    try workdir.write(text.utf8, to: "resolved.yaml")
    try workdir.run("study resolved.yaml --print-spec").expect(stdout: text, stderr: "")
    #expect(try !workdir.names.contains { $0.hasSuffix(".sqlite") })
    try workdir.write("study: small\nmarkte: x\n".utf8, to: "wrong.yaml")
    let wrong = try workdir.run("study wrong.yaml --print-spec")
    #expect(wrong.status == 2 && wrong.stderr.contains("market"))
  }
}
