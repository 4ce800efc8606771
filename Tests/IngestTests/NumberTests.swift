import MarketData
import Testing

@testable import Ingest

@Suite struct NumberTests {
  /// The standard library rounds correctly. It tells -0 from 0, which prices do not.
  @Test func readsRandomDecimalsToTheNearestDouble() {
    var dice = Dice(state: 20_250_605)
    for _ in 0..<100_000 {
      let text = randomDecimal(&dice)
      let value = text.withBytes { DecimalText($0).value }
      #expect(value == Double(text), "\(text)")
    }
  }

  @Test func readsShortDecimalsEightBytesAtATime() {
    var dice = Dice(state: 7)
    for _ in 0..<100_000 {
      let whole = Int.random(in: 0...9999, using: &dice)
      let text =
        Bool.random(using: &dice)
        ? "\(whole)" : "\(whole).\(Int.random(in: 0...999, using: &dice))"
      let number = fixed(text)
      let value = number.map { Double($0.mantissa) / powersOfTen[Int($0.decimals)] }
      #expect(value == Double(text), "\(text)")
    }
  }

  @Test(arguments: ["", "-1", "+1", "1e3", ".", "1.2.3", "12a", "1 2", "123456789", "\u{0}", "١"])
  func leavesEverythingElseToTheSlowReader(_ text: String) {
    #expect(fixed(text) == nil)
  }

  @Test(arguments: [
    ("5.", 5, 0), (".5", 5, 1), ("0", 0, 0), ("00012.50", 1250, 2), ("99999999", 99_999_999, 0),
    ("1234567.", 1_234_567, 0), (".1234567", 1_234_567, 7),
  ])
  func placesThePoint(_ text: String, _ mantissa: Int32, _ decimals: UInt8) throws {
    let number = try #require(fixed(text))
    #expect(number.mantissa == mantissa)
    #expect(number.decimals == decimals)
  }

  @Test(arguments: ["", "NA", "N/A", "n/a", "NaN", "nan", "null", "NULL", "None", "-", ".", "#N/A"])
  func readsWordsForNothing(_ text: String) {
    #expect(text.withBytes { DecimalText($0) } == .missing)
  }

  @Test(arguments: ["1,5", "abc", "0x10", "inf", "1e", "1.2.3", "--5", "12\u{0}", "1_000", "$5"])
  func refusesWhatIsNoNumber(_ text: String) {
    #expect(text.withBytes { DecimalText($0) } == .malformed)
  }

  @Test(arguments: [
    ("1e400", DecimalText.overflow), ("-1e400", .overflow), ("9007199254740993", .rounded(0x1p53)),
    ("1e-400", .rounded(0)), ("1.5e3", .exact(mantissa: 1500, decimals: 0)),
    ("12e-2", .exact(mantissa: 12, decimals: 2)), (" 7 ", .exact(mantissa: 7, decimals: 0)),
    ("-0.67", .exact(mantissa: -67, decimals: 2)),
  ])
  func readsTheEndsOfTheRange(_ text: String, _ number: DecimalText) {
    #expect(text.withBytes { DecimalText($0) } == number)
  }

  private func fixed(_ text: String) -> (mantissa: Int32, decimals: UInt8)? {
    // What stands behind the text must not matter.
    let bytes = Array(text.utf8) + Array("9.99999999999999".utf8)
    return bytes.withUnsafeBufferPointer { buffer in
      buffer.baseAddress.flatMap { fixedPoint($0, text.utf8.count) }
    }
  }

  private func randomDecimal(_ dice: inout Dice) -> String {
    func digits(_ count: Int) -> String {
      String((0..<count).map { _ in "0123456789".randomElement(using: &dice) ?? "0" })
    }
    var text = Bool.random(using: &dice) ? "" : "-"
    text += digits(Int.random(in: 1...20, using: &dice))
    if Bool.random(using: &dice) { text += "." + digits(Int.random(in: 1...20, using: &dice)) }
    if Int.random(in: 0..<4, using: &dice) == 0 {
      text += "e\(Int.random(in: -40...40, using: &dice))"
    }
    return text
  }
}
