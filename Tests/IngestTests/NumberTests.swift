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

  @Test(arguments: [
    "", "NA", "N/A", "n/a", "NaN", "nan", "null", "NULL", "None", "-", ".", "#N/A",
    "#N/A N/A", "#VALUE!", "#DIV/0!", "n.a.", "NaT", "—",
  ])
  func readsWordsForNothing(_ text: String) {
    #expect(text.withBytes { DecimalText($0) } == .missing)
  }

  @Test(arguments: [
    "1,5", "abc", "0x10", "inf", "1e", "1.2.3", "--5", "12\u{0}", "1_000", "4.25%", "1,23,4",
    "0,123",
    "1,2345", "1'23", "1 2", "12,34,56", "1,234'567", "M", "$", "()", "(5", "5p", "5 GBX", "1.5MM",
    "- -5", "$5$", "1,234.5,6",
  ])
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

  /// What people write, and the same number in plain digits.
  @Test(arguments: [
    ("1,234.5", "1234.5"), ("12,345,678", "12345678"), ("12,34,567.00", "1234567"),
    ("1'234.5", "1234.5"), ("1’234", "1234"), ("1 234 567", "1234567"), ("2\u{202F}028", "2028"),
    ("2\u{A0}028.5", "2028.5"), ("$191.38", "191.38"), ("-$5", "-5"), ("$-5", "-5"), ("€ 5", "5"),
    ("5 €", "5"), ("USD 5.5", "5.5"), ("5.5 CHF", "5.5"), ("R$5", "5"), ("(1.23)", "-1.23"),
    ("($1,234)", "-1234"), ("\u{2212}0.8", "-0.8"), ("1.5M", "1500000"), ("5.5k", "5500"),
    ("2B", "2000000000"), ("1.25 T", "1250000000000"), ("0.5K", "500"), ("\u{A0}7\u{A0}", "7"),
    ("£1,234.50", "1234.50"), ("1,234e2", "123400"),
  ])
  func readsNumbersAsPeopleWriteThem(_ text: String, _ plain: String) {
    #expect(text.withBytes { DecimalText($0).value } == Double(plain), "\(text)")
  }

  @Test(arguments: [
    ("29,03", "29.03"), ("1.234,5", "1234.5"), ("143.608", "143608"), ("5,98B", "5980000000"),
    ("-0,41", "-0.41"), ("2\u{202F}028,18", "2028.18"), ("1,5e3", "1500"), ("7", "7"),
    ("123456789012345678,5", "123456789012345678.5"),
  ])
  func readsDecimalCommas(_ text: String, _ plain: String) {
    #expect(text.withBytes { DecimalText($0, .comma).value } == Double(plain), "\(text)")
    #expect("1.5".withBytes { DecimalText($0, .comma) } == .malformed)
  }

  @Test func readsPercentsOnlyWhereTheyAreAllowed() {
    let read = { (text: String) in
      text.withBytes { DecimalText($0, allowsPercent: true) }
    }
    #expect(read("4.25%") == .exact(mantissa: 425, decimals: 4))
    #expect(read("(0.3 %)") == .exact(mantissa: -3, decimals: 3))
    #expect(read("0.5") == .exact(mantissa: 5, decimals: 1))
  }

  @Test(arguments: [
    ("29,03", 2903, 2), ("5,", 5, 0), (",5", 5, 1), ("12345678", 12_345_678, 0),
  ])
  func placesTheComma(_ text: String, _ mantissa: Int32, _ decimals: UInt8) throws {
    let number = try #require(fixed(text, .comma))
    #expect(number.mantissa == mantissa)
    #expect(number.decimals == decimals)
    #expect(fixed("143.608", .comma) == nil)
    #expect(fixed("29,03", .point) == nil)
  }

  /// The decimal mark of cells of one file whose columns are separated by a delimiter.
  @Test(arguments: [
    (["1.5", "1,234"], Dialect.Delimiter.comma, DecimalMark.point),
    (["143.608", "5,98B", "-0,41%"], .comma, .comma), (["29,03", "30,1"], .semicolon, .comma),
    (["1.234.567", "12"], .semicolon, .comma), (["1,234,567"], .semicolon, .point),
    (["1.234,50"], .tab, .comma), (["1,234.50"], .tab, .point), (["130.520"], .comma, .point),
    (["1,234"], .tab, .point), (["1,234"], .semicolon, .comma), (["0,123"], .tab, .comma),
    (["1234,567"], .tab, .comma), (["2'028.18"], .semicolon, .point), (["12"], .comma, .point),
    (["03.04.2025", "a,b", "1.2.3"], .comma, .point), (["1.5", "1.6", "2,75"], .semicolon, .point),
  ])
  func findsTheDecimalMark(
    _ cells: [String], _ delimiter: Dialect.Delimiter, _ mark: DecimalMark
  ) {
    #expect(DecimalEvidence(cells).mark(delimiter: delimiter) == mark)
  }

  @Test func saysWhyAMarkIsTheOneItIs() {
    #expect(
      DecimalEvidence(["1,5", "2,5", "3.5"]).words(for: .comma)
        == "2 numbers show it, as '1,5'; 1 show a point, as '3.5'")
    #expect(
      DecimalEvidence(["130.520"]).words(for: .point)
        == "no number shows it: 1, as '130.520', can be read either way, and are read as decimals")
    #expect(DecimalEvidence(["5"]).words(for: .point) == "no number has a mark")
  }

  @Test func readsAWholeFileWithDecimalCommas() throws {
    let (sink, report) = try readSeries(
      "date;open;close;volume\n2024-03-04;1.234,5;1.234;1,5M\n2024-03-05;1,25;2.000.000;x\n"
    ) {
      $0.rejectsAllowed = 1
    }
    #expect(sink.lines("A") == ["2024-03-04 1234.5 - - 1234.0 - 1500000.0"])
    #expect(report.rejects.map(\.reason) == [.badNumber])
    #expect(report.detection.dialect?.decimalMark == .comma)
    let (asked, _) = try readSeries("date;close\n2024-03-04;1,5\n2024-03-05;1,234\n") {
      $0.decimalMark = .point
      $0.rejectsAllowed = 1
    }
    #expect(asked.closes("A") == ["2024-03-05 1234.0"])
  }

  private func fixed(
    _ text: String, _ mark: DecimalMark = .point
  ) -> (mantissa: Int32, decimals: UInt8)? {
    // What stands behind the text must not matter.
    let bytes = Array(text.utf8) + Array("9.99999999999999".utf8)
    return bytes.withUnsafeBufferPointer { buffer in
      buffer.baseAddress.flatMap { fixedPoint($0, text.utf8.count, mark.pattern) }
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
