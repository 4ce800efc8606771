import MarketData
import Testing

@testable import Ingest

@Suite struct DateOrderTests {
  private func dates(_ cells: [String]) throws -> [String] {
    let rows = cells.map { "\($0),1\n" }.joined()
    let (sink, _) = try readSeries("date,close\n" + rows)
    return sink.closes("A").map { String($0.prefix(10)) }
  }

  @Test(arguments: [
    (["06/05/2025", "06/13/2025"], ["2025-06-05", "2025-06-13"]),
    (["05/06/2025", "13/06/2025"], ["2025-06-05", "2025-06-13"]),
    (["05-06-2025", "13-06-2025"], ["2025-06-05", "2025-06-13"]),
    (["06.05.2025", "06.13.2025"], ["2025-06-05", "2025-06-13"]),
    (["6/5/25", "6/13/25"], ["2025-06-05", "2025-06-13"]),
    (["25/06/05", "25/06/13", "99/12/31"], ["1999-12-31", "2025-06-05", "2025-06-13"]),
  ])
  func followsPartsThatCanOnlyBeDays(_ cells: [String], _ expected: [String]) throws {
    #expect(try dates(cells) == expected)
  }

  /// 5/3/2025 is a Saturday as 3 May, 3/5/2025 a Wednesday as 5 March.
  @Test func followsWeekdays() throws {
    let cells = ["5/1/2025", "5/2/2025", "5/5/2025", "5/6/2025", "5/7/2025", "5/8/2025"]
    #expect(try dates(cells).first == "2025-05-01")
  }

  /// Trading every day, so that weekends tell nothing; only one order rises.
  @Test func followsTheDirectionOfASeries() throws {
    let cells = (1...12).map { "5/\($0)/2025" } + (1...12).map { "6/\($0)/2025" }
    #expect(try dates(cells).last == "2025-06-12")
  }

  @Test(arguments: [["03/04/2025"], ["02/03/2016", "04/05/2016", "04/07/2016", "06/07/2016"]])
  func asksWhenNothingTells(_ cells: [String]) {
    let message = message { _ = try dates(cells) }
    #expect(message.contains("'\(cells[0])' can be read as month/day or as day/month"))
    #expect(message.contains("--date-order"))
  }

  @Test func refusesALaterDateThatContradicts() {
    let cells = (0..<6000).map { day in
      let (year, month, day) = CalendarDate(ordinal: day).components
      return "\(month)/\(day)/\(year)"
    }
    let message = message { _ = try dates(cells + ["13/06/2025"]) }
    #expect(
      message.hasPrefix(
        "p.csv, line 6002, column date: '13/06/2025' is no date in the order month, day, year"))
  }

  @Test func rejectsADateThatIsNoneInAnyOrder() throws {
    let (_, report) = try readSeries("date,close\n06/13/2025,1\n06/31/2025,1\n") {
      $0.rejectsAllowed = .max
    }
    #expect(report.rejects.map(\.reason) == [.badDate])
  }

  @Test func readsMonthsAndCompactDates() throws {
    #expect(try dates(["202505", "202506"]) == ["2025-05-01", "2025-06-01"])
    #expect(try dates(["20250605.0", "20250606.0"]) == ["2025-06-05", "2025-06-06"])
    #expect(try dates(["45813", "45814"]) == ["2025-06-05", "2025-06-06"])
  }
}
