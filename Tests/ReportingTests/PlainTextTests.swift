import Tables
import Testing

@testable import Reporting

@Suite struct PlainTextTests {
  let table = Table(
    "t",
    [
      Column(
        "title", texts: ["China names rare earths in a first list of export controls", "短い題"]),
      Column("price", numbers: [141.92, 0.1]), Column("close", numbers: [141.92, 1234.5678901]),
    ])

  @Test func longTextsAreCutAndNumbersKept() {
    #expect(
      Formats.text.text(of: table, style: TextStyle(width: 50)) == """
        title                          price         close
        ──────────────────────────  ────────  ────────────
        China names rare earths i…  141.9200        141.92
        短い題                        0.1000  1234.5678901

        """)
  }

  @Test func bandsKeepEveryColumn() {
    let wide = Table(
      "w", (0..<6).map { Column("column\($0)", integers: [1_000_000 + $0, 2]) })
    #expect(
      Formats.text.text(of: wide, style: TextStyle(width: 34)) == """
        #  column0  column1  column2
        ─  ───────  ───────  ───────
        1  1000000  1000001  1000002
        2        2        2        2

        #  column3  column4  column5
        ─  ───────  ───────  ───────
        1  1000003  1000004  1000005
        2        2        2        2

        """)
  }

  @Test func roundingFollowsTheMeaningOfAColumn() {
    let names = ["p_value", "arch_lm_p", "statistic", "car", "close", "r"]
    let table = Table("t", names.map { Column($0, numbers: [0.00001234567]) })
    let row = Formats.text.text(of: table, style: TextStyle(width: 200)).split(separator: "\n").last
    #expect(
      row?.split(separator: " ") == [
        "<0.0001", "<0.0001", "0.000", "0.0000", "1.234567e-5", "0.0000",
      ])
  }
}
