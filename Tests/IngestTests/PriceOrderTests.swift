import MarketData
import Testing

@testable import Ingest

@Suite struct PriceOrderTests {
  private let rising = ["2024-03-04 1.0", "2024-03-05 2.0", "2024-03-06 3.0", "2024-03-07 4.0"]

  private func text(_ days: [Int]) -> String {
    "date,close\n" + days.map { "2024-03-0\($0 + 3),\($0)\n" }.joined()
  }

  @Test func turnsNewestFirstAround() throws {
    let (sink, report) = try readSeries(text([4, 3, 2, 1]))
    #expect(sink.closes("A") == rising)
    #expect(report.warnings.isEmpty)
  }

  @Test(arguments: [[2, 4, 1, 3], [1, 3, 2, 4], [4, 2, 3, 1], [3, 4, 1, 2]])
  func sortsAndSaysSo(_ days: [Int]) throws {
    let (sink, report) = try readSeries(text(days))
    #expect(sink.closes("A") == rising)
    #expect(report.warnings == [Warning(.unsorted, "rows of A are in no order of time; sorted")])
  }

  @Test func mergesRunsThatOverlap() throws {
    let (sink, report) = try readSeries(text([2, 4, 1, 3])) { $0.bufferedBars = 1 }
    #expect(sink.takenBack == ["A"])
    #expect(sink.runs["A"]?.count == 1)
    #expect(sink.runs["A"]?.first?.close == .scaled([1, 2, 3, 4], decimals: 0))
    #expect(report.warnings.map(\.code) == [.unsorted])
  }

  @Test func mergesRunsThatAreNewestFirst() throws {
    let (sink, report) = try readSeries(text([4, 3, 2, 1])) { $0.bufferedBars = 2 }
    #expect(sink.closes("A") == rising)
    #expect(report.warnings.isEmpty)
  }

  @Test func leavesRisingRunsAlone() throws {
    let (sink, report) = try readSeries(text([1, 2, 3, 4])) { $0.bufferedBars = 2 }
    #expect(sink.takenBack.isEmpty)
    #expect(sink.runs["A"]?.count == 2)
    #expect(report.series.map(\.bars) == [4])
  }

  @Test func mergesColumnsOfDifferentKinds() throws {
    let text =
      "date,open,close\n2024-03-05,,1.25\n2024-03-06,,4.449999809265137\n2024-03-04,7,1.5\n"
    let (sink, _) = try readSeries(text) { $0.bufferedBars = 1 }
    #expect(
      sink.lines("A") == [
        "2024-03-04 7.0 - - 1.5 - -", "2024-03-05 - - - 1.25 - -",
        "2024-03-06 - - - 4.449999809265137 - -",
      ])
  }

  @Test(arguments: [1, 100])
  func collapsesRowsThatSayTheSame(_ buffered: Int) throws {
    let (sink, report) = try readSeries(
      "date,close\n2024-03-04,1.50\n2024-03-04,1.5\n2024-03-05,2\n2024-03-04,1.5\n"
    ) { $0.bufferedBars = buffered }
    #expect(sink.closes("A") == ["2024-03-04 1.5", "2024-03-05 2.0"])
    #expect(
      report.warnings.contains(
        Warning(.duplicatesCollapsed, "2 rows repeated word for word; each is kept once")))
    #expect(report.series.map(\.bars) == [2])
    #expect(report.rejectCounts.isEmpty)
  }

  private static let conflict = "date,close\n2024-03-04,1\n\n2024-03-05,2\n2024-03-04,1.5\n"

  @Test func refusesRowsThatContradictWhereThatIsNotAllowed() {
    let message = message { _ = try readSeries(Self.conflict) { $0.isStrict = true } }
    #expect(
      message == """
        p.csv: 1 row contradicted by a later one, which --strict does not allow
          line 2, column close: A has two rows for 2024-03-04, with close 1.0 here and 1.5 on \
        line 5 (record 4); keep the right one
        """)
  }

  @Test func refusesThemAcrossRunsToo() {
    let message = message {
      _ = try readSeries(Self.conflict) {
        $0.bufferedBars = 1
        $0.isStrict = true
        $0.rejectsAllowed = .max
      }
    }
    #expect(
      message == """
        p.csv: 1 row contradicted by a later one, which --strict does not allow
          column close: A has two rows for 2024-03-04, with close 1.0 here and 1.5 on a later \
        line; keep the right one
        """)
  }

  @Test(arguments: [1, 100])
  func keepsTheLaterRowAndListsTheOther(_ buffered: Int) throws {
    var listed: [Reject] = []
    let (sink, report) = try readSeries(Self.conflict) {
      $0.bufferedBars = buffered
      $0.onReject = { listed.append($0) }
    }
    #expect(sink.closes("A") == ["2024-03-04 1.5", "2024-03-05 2.0"])
    #expect(listed.map(\.reason) == [.duplicateConflict])
    #expect(listed.first?.raw == "1.0")
    #expect(report.warnings.map(\.code).contains(.duplicateConflict))
  }

  @Test func warnsOfSymbolsThatDifferInCase() throws {
    let (_, report) = try readPrices(
      "date,symbol,close\n2024-03-04,Nova,1\n2024-03-04,NOVA,2\n2024-03-04,B,2\n")
    #expect(
      report.warnings == [
        Warning(.mixedSymbols, "NOVA, Nova differ only in case and are separate series")
      ])
  }

  /// Long and short symbols in an order that no guess foresees.
  @Test func tellsManySymbolsApart() throws {
    var dice = Dice(state: 5)
    var text = "date,symbol,close\n"
    var expected: [Symbol: Int] = [:]
    for row in 0..<2000 {
      let number = Int.random(in: 0..<300, using: &dice)
      let symbol = "S" + String(repeating: "x", count: number % 23) + "\(number)"
      expected[Symbol(rawValue: symbol), default: 0] += 1
      text += "\(CalendarDate(ordinal: row)),\(symbol),\(number + 1)\n"
    }
    let (sink, report) = try readPrices(text)
    #expect(Dictionary(uniqueKeysWithValues: report.series.map { ($0.0, $0.1) }) == expected)
    for (symbol, runs) in sink.runs {
      let number = Double(symbol.rawValue.drop { !$0.isNumber }) ?? 0
      #expect(runs[0].close.values.allSatisfy { $0 == number + 1 })
    }
  }
}
