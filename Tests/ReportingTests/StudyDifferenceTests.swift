@testable import Reporting
import Tables
import Testing

@Suite struct StudyDifferenceTests {
  private func tables(
    spec: String = "study: a\nevents:\n  list: 'l'\nwindows: [[0, 0]]\n", input: String = "1f",
    version: String = "1", days: [Int], values: [Double], counts: [Int]
  ) -> TableSet {
    TableSet([
      Table(
        "aar",
        [
          Column("model", texts: days.map { _ in "market" }),
          Column("event_group", texts: days.map { _ in "all" }),
          Column("rel_day", integers: days), Column("n_events", integers: counts),
          Column("aar", numbers: values),
        ]),
      Table(
        "provenance",
        [
          Column("key", texts: ["spec", "spec_sha256", "version", "input:p.csv"]),
          Column("value", texts: [spec, "\(spec.hashValue)", version, input]),
        ]),
    ])
  }

  private func rows(_ before: TableSet, _ after: TableSet) -> [[String?]] {
    let table = StudyDifference(before, after).table
    return (0..<table.rowCount).map { row in
      table.columns.map { column in column[row].text ?? column[row].integer.map(String.init) }
    }
  }

  @Test func aStudyIsLikeItself() {
    let study = tables(days: [0, 1], values: [0.5, .nan], counts: [3, 0])
    #expect(rows(study, study).isEmpty)
    #expect(
      StudyDifference(study, study).sentence
        == "the same specification, the same input files; 0 cells changed, 0 rows in one only")
  }

  @Test func everyKindOfDifferenceIsARow() {
    let before = tables(days: [-1, 0, 1], values: [0.5, 0.25, .nan], counts: [3, 3, 3])
    let after = tables(
      spec: "study: a\nevents:\n  list: 'm'\nwindows: [[0, 0]]\nseed: 1\n", input: "2e",
      version: "2",
      days: [0, 1, 2], values: [0.125, 1, 0], counts: [3, 3, 3])
    #expect(
      rows(before, after) == [
        ["spec", "events.list", nil, "'l'", "'m'", nil],
        ["provenance", "version", nil, "1", "2", nil], ["input", "p.csv", nil, "1f", "2e", nil],
        ["spec", "seed", nil, nil, "1", nil], ["rows", "aar", "1", "present", nil, nil],
        ["rows", "aar", "1", nil, "present", nil],
        ["cells", "aar.aar", "2", "0.25", "0.125", "market all 0"],
      ])
    #expect(
      StudyDifference(before, after).sentence
        == "2 keys of the specification, 1 input file, 1 other fact; 2 cells changed, "
        + "2 rows in one only")
  }

  @Test func theRowThatMovedMostIsShown() {
    let before = tables(days: [0, 1, 2], values: [1, 1, 1], counts: [3, 3, 3])
    let after = tables(days: [0, 1, 2], values: [1.5, -9, 1.25], counts: [3, 3, 3])
    #expect(rows(before, after) == [["cells", "aar.aar", "3", "1", "-9", "market all 1"]])
  }

  @Test func aTableWithoutAKeyIsComparedByRows() {
    func notices(_ codes: [String]) -> TableSet {
      TableSet([Table("notices", [Column("code", texts: codes)])])
    }
    #expect(
      rows(notices(["a", "b"]), notices(["b", "c", "d"])) == [
        ["rows", "notices", "1", "present", nil, nil],
        ["rows", "notices", "2", nil, "present", nil],
      ])
  }
}
