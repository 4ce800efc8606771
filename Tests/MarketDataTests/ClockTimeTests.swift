import MarketData
import Testing

@Suite struct ClockTimeTests {
  @Test(arguments: [
    ("08:45", 31_500, "08:45"), ("8:45", 31_500, "08:45"), ("08:45:30", 31_530, "08:45:30"),
    ("00:00", 0, "00:00"), ("23:59:59", 86_399, "23:59:59"), ("16:00:00", 57_600, "16:00"),
  ])
  func reads(_ text: String, _ second: Int, _ written: String) throws {
    let time = try #require(ClockTime(text))
    #expect(time.second == second)
    #expect(time.description == written)
  }

  @Test(arguments: [
    "", "8", "24:00", "12:60", "12:30:60", "12:3", "123:00", "12:", ":30", "12:30:", "-1:30",
    "1pm", "12.30", "12:30 ", "12:30:00.5", "12:30:00:00",
  ])
  func refusesWhatNoClockShows(_ text: String) { #expect(ClockTime(text) == nil) }

  @Test func ordersByTheDay() throws {
    #expect(try #require(ClockTime("9:30")) < #require(ClockTime("16:00")))
    #expect(ClockTime(second: 86_400) == nil)
    #expect(ClockTime(second: -1) == nil)
  }
}
