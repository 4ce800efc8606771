import MarketData
import Testing

@Suite struct CalendarDateTests {
  @Test func everyDayOfFourHundredYearsComesBack() throws {
    let first: CalendarDate = "1801-01-01"
    let last: CalendarDate = "2200-12-31"
    // 400 Gregorian years have 146,097 days.
    #expect(last.ordinal - first.ordinal + 1 == 146_097)
    var failures: [String] = []
    for ordinal in first.ordinal...last.ordinal {
      let date = CalendarDate(ordinal: ordinal)
      let (year, month, day) = date.components
      let same = CalendarDate(year: year, month: month, day: day) == date
      if !same || CalendarDate(date.description) != date { failures.append(date.description) }
    }
    #expect(failures.isEmpty)
  }

  // Printed by Reference/rules.py (Python 3.11 datetime).
  @Test(arguments: [
    ("0001-01-01", -719_162, 1), ("1600-02-29", -135_081, 2), ("1969-12-31", -1, 3),
    ("1970-01-01", 0, 4), ("2000-02-29", 11_016, 2), ("2025-06-05", 20_244, 4),
    ("9999-12-31", 2_932_896, 5),
  ])
  func countsDaysAndWeekdays(_ text: String, _ ordinal: Int, _ weekday: Int) throws {
    let date = try #require(CalendarDate(text))
    #expect(date.ordinal == ordinal)
    #expect(date.weekday == weekday)
    #expect(date.description == text)
  }

  @Test(arguments: [
    "", "2025-02-29", "1900-02-29", "2025-04-31", "2025-13-01", "2025-00-10", "2025-01-00",
    "2025-01-32", "0000-01-01", "2025-6-5", "05/06/2025", "2025/06/05", "20250605", "2025-06-05 ",
    "2025-06-05T00:00", "+025-06-05", "２025-06-05",
  ])
  func refusesWhatIsNotADate(_ text: String) { #expect(CalendarDate(text) == nil) }
}
