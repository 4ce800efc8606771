import Testing

@testable import Reporting

@Suite struct NumberTextTests {
  @Test(arguments: [
    (5.0, "5"), (-0.0, "0"), (0, "0"), (-3, "-3"), (0.1, "0.1"), (-0.00012, "-0.00012"),
    (1e-5, "1e-5"), (1.5e-7, "1.5e-7"), (1e-300, "1e-300"), (5e-324, "5e-324"),
    (9_007_199_254_740_991, "9007199254740991"), (1e16, "1e16"), (-1.5e20, "-1.5e20"),
    (1.7976931348623157e308, "1.7976931348623157e308"), (0.0001, "0.0001"),
    (.infinity, "inf"), (-.infinity, "-inf"),
  ]) func anExactNumber(_ value: Double, _ text: String) {
    #expect(exactText(value) == text)
  }

  @Test func everyDigitSurvives() {
    var random = SplitMix64(seed: 20_250_605)
    for _ in 0..<20_000 {
      let value = Double(bitPattern: random.next())
      let small = Double.random(in: -1...1, using: &random)
      for value in [value, small, small * 1e-4] where !value.isNaN {
        let text = exactText(value)
        #expect(Double(text) == value, "\(text)")
        #expect(!text.contains("e+") && !text.contains("e0") && !text.contains("e-0"))
        #expect(!text.hasSuffix(".0"))
      }
    }
  }

  /// Written by Reference/rounding.py (Python 3.11).
  static let roundings: [(Double, Int, String)] = [
    (0.285, 2, "0.28"),
    (1.115, 2, "1.11"),
    (1.005, 2, "1.00"),
    (2.675, 2, "2.67"),
    (0.125, 2, "0.12"),
    (0.375, 2, "0.38"),
    (0.5, 0, "0"),
    (1.5, 0, "2"),
    (2.5, 0, "2"),
    (-4e-05, 4, "0.0000"),
    (5e-05, 4, "0.0001"),
    (0.00015, 4, "0.0001"),
    (-1.23456, 3, "-1.235"),
    (123456.789, 1, "123456.8"),
    (0.99995, 4, "1.0000"),
    (1e-300, 4, "0.0000"),
    (1234567.0, 0, "1234567"),
    (0.045, 2, "0.04"),
    (-2.675, 2, "-2.67"),
    (8.345, 2, "8.35"),
  ]

  @Test(arguments: roundings) func aRoundedNumber(_ value: Double, _ decimals: Int, _ text: String)
  {
    #expect(roundedText(value, decimals: decimals) == text)
  }

  @Test(arguments: [
    (0.0057, "+0.57%"), (-0.1107, "-11.07%"), (0, "0.00%"), (-0.00001, "0.00%"), (.nan, "-"),
  ]) func aReturnInPercent(_ value: Double, _ text: String) {
    #expect(percentText(value) == text)
  }

  @Test(arguments: [
    (0.0001, "0.0001"), (0.00009999, "<0.0001"), (0, "<0.0001"), (0.04999, "0.0500"), (1, "1.0000"),
    (.nan, "-"),
  ]) func aPValue(_ value: Double, _ text: String) {
    #expect(pValueText(value) == text)
  }

  @Test(arguments: [
    (0, "0"), (999, "999"), (1000, "1,000"), (-12_430, "-12,430"), (1_234_567, "1,234,567"),
  ])
  func aCount(_ value: Int, _ text: String) {
    #expect(countText(value) == text)
  }
}
