import Testing

@testable import Reporting

/// Ticks as a person with a ruler would place them.
@Suite struct TickTests {
  @Test(arguments: [
    (0.0, 10.0, 5, [0, 2, 4, 6, 8, 10.0]), (-3, 4, 8, [-3, -2, -1, 0, 1, 2, 3, 4]),
    (0.13, 0.87, 4, [0, 0.5, 1]),
    (-0.021, 0.034, 6, [-0.03, -0.02, -0.01, 0, 0.01, 0.02, 0.03, 0.04]),
    (7, 7, 5, [7]),
  ])
  func numbers(_ low: Double, _ high: Double, _ count: Int, _ expected: [Double]) {
    let ticks = Ticks.linear(low, high, count: max(count, expected.count - 1))
    #expect(ticks.count == expected.count)
    for (tick, expected) in zip(ticks, expected) { #expect(abs(tick - expected) < 1e-12) }
  }

  @Test func theyCoverTheValuesAndAreNotTooMany() {
    for low in [-123.4, -1, 0, 0.00031, 17] {
      for span in [1e-6, 0.3, 1, 9.99, 12_345] {
        for count in [2, 3, 5, 8] {
          let ticks = Ticks.linear(low, low + span, count: count)
          #expect(ticks.count <= count + 1 || count < 2)
          #expect((ticks.first ?? .nan) <= low + span * 1e-6)
          #expect((ticks.last ?? .nan) >= low + span * (1 - 1e-6))
        }
      }
    }
  }

  @Test func countsHaveNoFractions() {
    #expect(Ticks.linear(0, 3, count: 9, whole: true) == [0, 1, 2, 3])
  }

  @Test func labelsHaveTheDecimalsThatTellThemApart() {
    #expect(Ticks.labels([-0.01, 0, 0.01], .percent).map(\.label) == ["-1%", "0%", "+1%"])
    #expect(
      Ticks.labels([-0.005, 0, 0.005], .percent).map(\.label) == ["-0.5%", "0.0%", "+0.5%"])
    #expect(Ticks.labels([0, 500, 1000], .count).map(\.label) == ["0", "500", "1000"])
    #expect(Ticks.labels([-2, 0, 2], .day).map(\.label) == ["-2", "0", "+2"])
  }

  // 17897 is 2019-01-01; 18262 is 2020-01-01 (`date -d @$((17897 * 86400))`).
  @Test func datesAreFirstDays() {
    #expect(
      Ticks.dates(17_897, 18_262, count: 5).map(\.value) == [17897, 17987, 18078, 18170, 18262])
    #expect(
      Ticks.dates(17_897, 18_262, count: 5).map(\.label) == [
        "Jan 2019", "Apr", "Jul", "Oct", "Jan 2020",
      ])
    #expect(
      Ticks.dates(10_000, 18_262, count: 5).map(\.label) == [
        "2000", "2005", "2010", "2015", "2020",
      ])
    #expect(
      Ticks.dates(20_243, 20_246, count: 6).map(\.label) == ["4 Jun", "5 Jun", "6 Jun", "7 Jun"])
  }

  @Test func aScaleMapsItsEnds() {
    let axis = Axis(title: "", scale: .linear(.percent))
    let range = AxisRange(axis, values: [-0.02, 0.04], padding: 0, count: 4)
    let scale = range.scale(from: 300, to: 0)
    #expect(scale.at(-0.02) == 300)
    #expect(scale.at(0.04) == 0)
    #expect(abs(scale.at(0) - 200) < 1e-9)
    #expect(scale.base == scale.at(0))
    #expect(scale.at(99) == 0)
  }

  @Test func bandsShareTheRoom() {
    let axis = Axis(title: "", scale: .band(["a", "b", "c", "d"]))
    let scale = AxisRange(axis, values: [], padding: 0, count: 4).scale(from: 0, to: 400)
    #expect(scale.ticks.map(\.label) == ["a", "b", "c", "d"])
    #expect(scale.ticks.map { scale.at($0.value) } == [50, 150, 250, 350])
    #expect(scale.unit == 100)
  }
}
