import Reporting
import Tables
import Testing

@Suite struct TablePartTests {
  private static let table = Table(
    "tests",
    [
      Column("test", texts: ["bmp_t", "csect_t", nil, "bmp_t"]),
      Column("df", integers: [2, 30, nil, 4]), Column("p_value", numbers: [0.01, 0.5, .nan, 0.2]),
      Column("session", dates: [20244, 20245, nil, 20250]),
    ])

  private func rows(_ conditions: [String], _ parts: [Table] = [table]) throws -> [Int?] {
    var rest = parts[...]
    let whole = TableParts { rest.popFirst() }
    let part = TablePart(columns: ["df"], rows: try conditions.map { try RowCondition($0) })
    let chosen = part.parts(of: whole)
    var found: [Int?] = []
    while let table = try chosen.next() {
      #expect(table.columns.map(\.name) == ["df"])
      found += (0..<table.rowCount).map { table.columns[0][$0].integer }
    }
    return found
  }

  @Test(
    "Rows that meet every condition",
    arguments: [
      ([], [2, 30, nil, 4]), (["test=bmp_t"], [2, 4]), (["test=bmp_t", "df>2"], [4]),
      (["test!=bmp_t"], [30, nil]), (["test=bmp_t,csect_t"], [2, 30, 4]), (["test="], [nil]),
      (["test!="], [2, 30, 4]), (["p_value<0.2"], [2]), (["p_value<=0.2"], [2, 4]),
      (["p_value=5e-1"], [30]), (["df>=30"], [30]), (["session>2025-06-05"], [30, 4]),
      (["session=2025-06-05,2025-06-11"], [2, 4]),
    ] as [([String], [Int?])])
  func conditions(_ conditions: [String], _ expected: [Int?]) throws {
    #expect(try rows(conditions) == expected)
  }

  @Test("Parts without such rows are left out; a table without rows stays one")
  func parts() throws {
    let table = Self.table
    #expect(
      try rows(["test=csect_t"], [table.rows([0]), table.rows([1]), table.rows([2])]) == [30])
    let empty = TablePart(columns: nil, rows: [try RowCondition("test=x")])
      .parts(of: TableParts(table.rows([])))
    #expect(try empty.next()?.columns.count == 4)
    #expect(try empty.next() == nil)
  }

  @Test("Columns come in the order asked for")
  func columns() throws {
    let part = TablePart(columns: ["p_value", "test"], rows: []).parts(of: TableParts(Self.table))
    #expect(try part.next()?.columns.map(\.name) == ["p_value", "test"])
  }

  @Test(
    "What cannot be asked",
    arguments: [
      (
        "tst=bmp_t",
        "there is no column 'tst'; did you mean 'test'? (there are: test, df, p_value, session)"
      ),
      ("test<b", "'test<b': column 'test' holds texts, which are compared by = and !="),
      ("df=x", "'df=x': column 'df' holds integers, and 'x' is not a number"),
      ("p_value=nan", "'p_value=nan': column 'p_value' holds numbers, and 'nan' is not a number"),
      (
        "session>2025-13-01",
        "'session>2025-13-01': column 'session' holds dates, and '2025-13-01' is not a date such as "
          + "2025-06-05"
      ),
      ("test", "'test' is no condition; one is test=bmp_t or p_value<0.05"),
      ("=bmp_t", "'=bmp_t' is no condition; one is test=bmp_t or p_value<0.05"),
      ("df<", "'df<' lacks a value after the sign"),
    ])
  func refusals(_ condition: String, _ message: String) {
    let problem = #expect(throws: TablePartProblem.self) { try rows([condition]) }
    #expect(problem?.description == message)
  }

  @Test("A column that is named twice, and rows that there are not")
  func nothing() {
    let twice = #expect(throws: TablePartProblem.self) {
      try TablePart(columns: ["df", "df"], rows: []).parts(of: TableParts(Self.table)).next()
    }
    #expect(twice?.description == "column 'df' is named twice")
    let none = #expect(throws: NoSuchRow.self) { try rows(["test=bmpt", "df>1"]) }
    #expect(
      none?.description
        == "no row has test=bmpt and df>1; did you mean 'bmp_t'?")
  }
}
