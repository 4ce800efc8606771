import EventStudy
import Statistics
import Tables
import Testing

/// The p-values of the wild bootstrap that are adjusted from its joint draws.
@Suite struct RomanoWolfFamilyTests {
  /// The days of a study are one family, its windows another: each has its own adjusted p-values.
  @Test func daysAndWindowsAreFamiliesOfTheirOwn() throws {
    var study = try SmallStudy(seed: 4, firms: 12, jump: 20_000)
    study.spec.tests = ["wild"]
    study.spec.resampling.replicates = 499
    study.spec.multipleTesting = .romanoWolf
    let both = try study.run().rows("tests")
    study.spec.windows = [Window(0...0)]
    let fewer = try study.run().rows("tests")
    func adjusted(_ rows: [Row], _ level: String) -> [Double?] {
      rows.filter { $0.text("level") == level }.map { $0.number("p_adjusted") }
    }
    #expect(adjusted(both, "aar").count == 6 && adjusted(both, "caar").count == 2)
    #expect(adjusted(both, "aar").allSatisfy { $0 != nil })
    // Another window changes nothing for the days, and a family of one needs no adjustment.
    #expect(adjusted(both, "aar") == adjusted(fewer, "aar"))
    let alone = try #require(fewer.last)
    #expect(alone.number("p_adjusted") == alone.number("p_value"))
    for row in both {
      #expect(try #require(row.number("p_adjusted")) >= #require(row.number("p_value")))
    }
    let raised = both.filter { $0.text("level") == "aar" }.contains {
      ($0.number("p_adjusted") ?? 0) > ($0.number("p_value") ?? 1)
    }
    #expect(raised)
  }
}
