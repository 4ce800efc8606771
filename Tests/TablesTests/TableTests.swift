import Tables
import Testing

@Suite struct TableTests {
  let table = Table(
    "t",
    [
      Column("name", texts: ["b", nil, "b"]), Column("n", integers: [1, nil, 3]),
      Column("x", numbers: [0.5, .nan, -1]), Column("day", dates: [0, nil, 19_000]),
    ])

  @Test func missingCellsAreMissingInEveryKind() {
    #expect(table.columns.map { $0[1] } == [.missing, .missing, .missing, .missing])
    #expect(table.columns.map { $0[0] } == [.text("b"), .integer(1), .number(0.5), .date(0)])
  }

  @Test func rowsKeepTheirOrder() {
    let part = table.rows([2, 0])
    #expect(part.rowCount == 2)
    #expect(part["n"]?[0] == .integer(3))
    #expect(part["day"]?[1] == .date(0))
  }
}

@Suite struct StackingTests {
  @Test func stackedTextsKeepTheirMeaningThoughCodesDiffer() {
    let first = Table("a", [Column("x", texts: ["p", "q"]), Column("n", integers: [1, nil])])
    let second = Table("b", [Column("x", texts: ["q", nil]), Column("n", integers: [3, 4])])
    let stacked = Table("c", stacking: [first, second])
    #expect(stacked["x"].map { column in (0..<4).map { column[$0].text } } == ["p", "q", "q", nil])
    #expect(stacked["n"].map { column in (0..<4).map { column[$0].integer } } == [1, nil, 3, 4])
  }

  @Test func everyKindStacks() {
    let table = Table("t", [Column("d", dates: [5]), Column("v", numbers: [0.25])])
    let stacked = Table("t", stacking: [table, table])
    #expect(stacked["d"]?[1] == .date(5))
    #expect(stacked["v"]?[1] == .number(0.25))
  }
}
