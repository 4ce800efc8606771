@testable import Reporting
import Tables
import Testing

/// Names and layouts are those of the result files that EventStudyTools' R package
/// (EventStudyTools/api-wrapper.r) reads and shows; the figures are made up.
@Suite struct ESTResultsTests {
  private static let tables = TableSet([
    Table(
      "events",
      [
        Column("event_id", texts: ["a", "a"]), Column("symbol", texts: ["X", "Y"]),
        Column("market", texts: ["M", "M"]), Column("session", dates: [20244, 20244]),
        Column("status", texts: ["included", "included"]), Column("reason", texts: [nil, nil]),
      ]),
    Table(
      "ar",
      [
        Column("event_id", texts: ["a", "a", "a", "a"]),
        Column("symbol", texts: ["X", "X", "Y", "Y"]),
        Column("model", texts: ["mean", "mean", "mean", "mean"]),
        Column("rel_day", integers: [-1, 0, -1, 0]),
        Column("actual", numbers: [0.01, 0.02, 0.03, 0.04]),
        Column("ar", numbers: [0.5, -0.25, .nan, 0.125]),
        Column("statistic", numbers: [2, -1, .nan, 0.5]),
      ]),
    Table(
      "car",
      [
        Column("event_id", texts: ["a", "a"]), Column("symbol", texts: ["X", "X"]),
        Column("model", texts: ["mean", "market"]), Column("window_start", integers: [-1, -1]),
        Column("window_end", integers: [0, 0]), Column("car", numbers: [0.25, 0.75]),
        Column("bhar", numbers: [0.3, 0.8]), Column("statistic", numbers: [1.5, 1.75]),
      ]),
    Table(
      "aar",
      [
        Column("model", texts: ["mean", "mean"]), Column("event_group", texts: ["all", "all"]),
        Column("rel_day", integers: [-1, 0]), Column("n_events", integers: [1, 2]),
        Column("aar", numbers: [0.5, -0.0625]), Column("positive_share", numbers: [1, 0.5]),
      ]),
    Table(
      "caar",
      [
        Column("model", texts: ["mean"]), Column("event_group", texts: ["all"]),
        Column("window_start", integers: [-1]), Column("window_end", integers: [0]),
        Column("n_events", integers: [2]), Column("caar", numbers: [0.1875]),
        Column("positive_share", numbers: [1]), Column("abhar", numbers: [0.2]),
      ]),
    Table(
      "tests",
      [
        Column("model", texts: ["mean", "mean", "market"]),
        Column("event_group", texts: ["all", "all", "all"]),
        Column("level", texts: ["aar", "caar", "caar"]),
        Column("window_start", integers: [0, -1, -1]), Column("window_end", integers: [0, 0, 0]),
        Column("test", texts: ["bmp_t", "patell_z", "patell_z"]),
        Column("statistic", numbers: [-0.75, 2.25, 9]),
      ]),
  ])

  private func lines(_ name: String) throws -> [String] {
    let file = try #require(
      ESTResults(Self.tables).files.first { $0.path == "est/\(name).csv" })
    return String(decoding: file.bytes, as: UTF8.self).split(separator: "\n").map(String.init)
  }

  @Test func abnormalReturnsAreOneLineAnEvent() throws {
    #expect(
      try lines("ar_results") == [
        "Event ID;AR(-1);AR(0);t-value(-1);t-value(0)", "a X;0.5;-0.25;2;-1", "a Y;;0.125;;0.5",
      ])
  }

  @Test func sumsAreThoseOfTheFirstModel() throws {
    #expect(
      try lines("car_results") == [
        "Event ID;Window;CAR Value;BHAR Value;CAR t-test", "a X;(-1, 0);0.25;0.3;1.5",
      ])
  }

  @Test func averagesAreBlocksOfAGroupWithNumbersUnguarded() throws {
    let lines = try lines("aar_results")
    #expect(
      lines.prefix(4) == [
        "Grouping Variable/N;AAR(-1);AAR(0)", "all;0.5;-0.0625", "N(all, AAR(i));1;2",
        "Pos:Neg(all, AAR(i));1:0;1:1",
      ])
    #expect(lines.contains("StdCSect Z;;-0.75"))
    #expect(lines.count == 4 + 10)
  }

  @Test func averageSumsHaveTheTestsBesideThem() throws {
    let lines = try lines("caar_results")
    #expect(
      lines[0].hasPrefix(
        "Grouping Variable;CAAR Type;CAAR Value;ABHAR;pos:neg CAR;Number of CARs considered;"
          + "Patell Z;"))
    #expect(lines[1].hasPrefix("all;(-1, 0);0.1875;0.2;2:0;2;2.25;;"))
  }

  @Test func aStudyWithoutResultsHasNoSuchFiles() {
    #expect(ESTResults(TableSet([])).files.isEmpty)
  }
}
