import EventStudy
import MarketData
import Tables
import TestSupport
import Testing

/// Events whose rows carry windows of their own.
@Suite struct EventWindowsTests {
  private static let own = NewsEvent.Windows(event: -1...2, estimation: -40 ... -4)

  /// One event with the study's windows and one with its own.
  private func study(_ source: StudySpec.WindowSource, windows: [Window]?) throws -> SmallStudy {
    var study = try SmallStudy(firms: 2)
    study.spec.events.windows = source
    study.spec.windows = windows
    study.events = [
      study.event("A", "F00", 80), study.event("B", "F01", 83, windows: Self.own),
    ]
    return study
  }

  private func windows(_ tables: TableSet, _ event: String) -> [String] {
    tables.rows("car", ["event_id": event]).map {
      "\($0.integer("window_start")!) \($0.integer("window_end")!)"
    }
  }

  @Test func theListsWindowsAreUsed() throws {
    let tables = try study(.list, windows: [Window(0...0), Window(-2...3)]).run()
    #expect(windows(tables, "A") == ["0 0", "-2 3", "-1 2"])
    #expect(windows(tables, "B") == ["0 0", "-1 2"])
    let days = tables.rows("ar", ["event_id": "B"]).map { $0.integer("rel_day") }
    #expect(days == [-1, 0, 1, 2])
    #expect(tables.rows("fits").map { $0.integer("n_estimation") } == [55, 37])
    let counts = tables.rows("caar").map { $0.integer("n_events") }
    #expect(counts == [2, 1, 2])
    #expect(contractViolations(tables) == [])
  }

  @Test func theListsWindowsStandAloneWhenTheStudyHasNone() throws {
    let tables = try study(.list, windows: nil).run()
    #expect(windows(tables, "A") == ["-1 2"])
    #expect(windows(tables, "B") == ["-1 2"])
  }

  @Test func theStudysWindowsAreUsed() throws {
    let tables = try study(.study, windows: [Window(0...0), Window(-2...3)]).run()
    for event in ["A", "B"] { #expect(windows(tables, event) == ["0 0", "-2 3"]) }
    #expect(tables.rows("fits").map { $0.integer("n_estimation") } == [55, 55])
    #expect(tables.rows("ar", ["event_id": "B"]).count == 6)
  }

  /// An event's own windows are what a study of those windows gives it.
  @Test func ownWindowsGiveTheNumbersOfAStudyOfThem() throws {
    let mixed = try study(.list, windows: [Window(0...0)]).run()
    var alone = try study(.study, windows: [Window(0...0), Window(-1...2)])
    alone.spec.eventWindow = Window(Self.own.event)
    alone.spec.estimation.windows = [Window(Self.own.estimation)]
    let expected = try alone.run()
    for name in ["fits", "models", "ar", "car"] {
      let (found, wanted) = (
        mixed.rows(name, ["event_id": "B"]), expected.rows(name, ["event_id": "B"])
      )
      #expect(found.count == wanted.count && !found.isEmpty)
      for (a, b) in zip(found, wanted) {
        #expect(a.table.columns.allSatisfy { a[$0.name] == b[$0.name] })
      }
    }
  }

  @Test func aWindowOfBothIsListedOnce() throws {
    let tables = try study(.list, windows: [Window(-1...2), Window(0...0)]).run()
    for event in ["A", "B"] { #expect(windows(tables, event) == ["-1 2", "0 0"]) }
    #expect(tables.rows("caar").count == 2)
  }

  /// Also when they happen to be those of the study.
  @Test func ownWindowsLikeTheStudysAreUsed() throws {
    var study = try study(.list, windows: nil)
    study.spec.eventWindow = Window(Self.own.event)
    #expect(windows(try study.run(), "B") == ["-1 2"])
  }

  @Test(arguments: [
    (Window(-5...5), ["0 0", "-1 1", "0 5"]), (Window(-1...1), ["0 0", "-1 1"]),
    (Window(1...3), ["1 3"]),
  ])
  func withoutAnyWindowsTheDefaultsThatFitServe(_ event: Window, _ expected: [String]) throws {
    var study = try SmallStudy(firms: 1)
    study.spec.windows = nil
    study.spec.eventWindow = event
    let tables = try study.run()
    #expect(windows(tables, "E00") == expected)
    #expect(tables.rows("caar").count == expected.count)
  }
}
