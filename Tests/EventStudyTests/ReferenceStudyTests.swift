import Tables
import Testing

/// Every table against numbers from numpy 2.4.6, scipy 1.17.1 and statsmodels 0.15.0, by `Reference/study.py`.
@Suite struct ReferenceStudyTests {
  static let results = Result {
    try Dictionary(
      uniqueKeysWithValues: ReferenceScenario.allCases.map { ($0, try $0.run()) })
  }

  @Test(
    arguments: ReferenceScenario.allCases,
    ["models", "fits", "ar", "car", "aar", "caar", "tests", "dependence"])
  func agreesWithAnIndependentProgram(_ scenario: ReferenceScenario, _ name: String) throws {
    let file = try ReferenceFile(table: name)
    let expected = file.rows(of: scenario.rawValue)
    guard !expected.isEmpty else { return }
    let table = try #require(try Self.results.get()[scenario]?[name])
    try #require(table.rowCount == expected.count)
    var differences: [String] = []
    for column in file.columns where column != "scenario" {
      let cells = try #require(table[column])
      for row in expected.indices
      where !(column == "variant" && expected[row][column] == "")
        && !cells[row].agrees(with: expected[row][column]!, in: column)
      {
        differences.append("row \(row), \(column): \(cells[row]), not \(expected[row][column]!)")
      }
    }
    #expect(differences.isEmpty, "\(differences.count): \(differences.prefix(8))")
  }

  @Test func everyTableIsInTheReference() throws {
    let compared = try [
      "models", "fits", "ar", "car", "aar", "caar", "tests", "dependence",
    ].map {
      try ReferenceFile(table: $0).rows.count
    }
    #expect(compared == [795, 345, 720, 885, 206, 82, 6747, 82])
  }
}
