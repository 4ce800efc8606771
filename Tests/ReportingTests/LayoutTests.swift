import Testing

@testable import Reporting

@Suite struct LayoutTests {
  @Test(arguments: [
    ("one two three", 7, ["one two", "three"]),
    ("one two three", 80, ["one two three"]),
    ("", 10, [""]),
    ("incomprehensible", 6, ["incomp", "rehens", "ible"]),
    ("over [-1, +1] only", 10, ["over", "[-1, +1]", "only"]),
    ("tested (p\u{A0}0.02)", 10, ["tested", "(p 0.02)"]),
    ("騰訊控股 騰訊", 8, ["騰訊控股", "騰訊"]),
  ]) func wrapping(_ text: String, _ width: Int, _ lines: [String]) {
    #expect(wrap(text, width: width) == lines)
  }

  private static let courses: [([Double?], String, String)] = [
    ([0, 1, 2, 3, 4, 5, 6, 7], "▁▂▃▄▅▆▇█", "_.-:=+*#"),
    ([0.02, nil, -0.02], "█ ▁", "# _"),
    ([3, 3], "▄▄", "::"),
    ([], "", ""),
    ([nil], " ", " "),
    ([1, .infinity, .nan, 2], "▁  █", "_  #"),
    ([-.greatestFiniteMagnitude, 0, .greatestFiniteMagnitude], "▁▅█", "_=#"),
  ]

  @Test(arguments: courses) func sparklines(_ values: [Double?], _ blocks: String, _ ascii: String)
  {
    #expect(sparkline(values) == blocks)
    #expect(sparkline(values, unicode: false) == ascii)
  }

  private static let starred: [(Double?, String)] = [
    (0.0099, "***"), (0.01, "**"), (0.0499, "**"), (0.05, "*"), (0.0999, "*"), (0.1, ""),
    (nil, ""), (.nan, ""),
  ]

  @Test(arguments: starred) func stars(_ p: Double?, _ marks: String) {
    #expect(Stars.usual.marks(p) == marks)
  }

  /// Written by Reference/widths.py (Python 3.11, Unicode 14).
  @Test(arguments: [
    ("NVDA", 4), ("騰訊控股", 8), ("トヨタ", 6), ("삼성전자", 8), ("ＡＢ", 4), ("e\u{301}te\u{301}", 3),
    ("naïve", 5), ("…", 1), ("▁█", 2),
  ]) func widths(_ text: String, _ width: Int) {
    #expect(displayWidth(text) == width)
  }

  @Test func aCutTextFitsItsWidth() {
    #expect(truncated("騰訊控股", to: 6, mark: "…") == "騰訊…")
    #expect(truncated("export controls", to: 8, mark: "…") == "export …")
    #expect(truncated("short", to: 5, mark: "…") == "short")
  }
}
