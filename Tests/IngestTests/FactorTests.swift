import MarketData
import Testing

@testable import Ingest

@Suite struct FactorTests {
  private func read(_ text: String) throws -> FactorSet {
    try FactorImport.run(.bytes(Array(text.utf8), name: "f.csv")).factors
  }

  @Test func readsATable() throws {
    let set = try read("date,mkt_rf,rf\n2025-06-04,-0.0067,0.0001\n2025-06-05,,0.0001\n")
    #expect(set.frequency == .daily)
    #expect(set.dates == ["2025-06-04", "2025-06-05"])
    #expect(set.factor(named: "Mkt-RF")?.values[0] == -0.0067)
    #expect(set.factor(named: "Mkt-RF")?.values[1].isMissing == true)
    #expect(set.vintage == nil)
  }

  @Test func readsOnlyTheFirstTableOfAFrenchFile() throws {
    let set = try read(
      "This file was created by CMPT_ME_BEME_RETS using the 202506 CRSP database.\r\n"
        + "The 1-month TBill return is from Ibbotson, and later from ICE.\r\n\r\n"
        + ",Mkt-RF,SMB,HML,RF\r\n192607,   2.96,  -2.56,  -2.43,   0.22\r\n"
        + "192608,   2.64, -99.99,   3.82,   -999\r\n\r\n Annual Factors: January-December \r\n"
        + ",Mkt-RF,SMB,HML,RF\r\n  1927,  29.47,  -2.04,  -4.54,   3.12\r\n\r\n"
        + "Copyright 2025 Eugene F. Fama and Kenneth R. French\r\n")
    #expect(set.frequency == .monthly)
    #expect(set.dates == ["1926-07-01", "1926-08-01"])
    #expect(set.factors.map(\.name) == ["Mkt-RF", "SMB", "HML", "RF"])
    #expect(set.factors[0].values == [0.0296, 0.0264])
    #expect(set.factors[1].values[0] == -0.0256)
    #expect(set.factors[1].values[1].isMissing)
    #expect(set.factors[3].values[1].isMissing)
    #expect(set.vintage == "202506")
  }

  /// A hundredth by division is another double for 237 of these: 0.07 / 100, for instance.
  @Test func dividesPercentsInDecimal() throws {
    let percents = (-999...999).map { Double($0) / 100 }
    let rows = percents.enumerated().map { index, percent in
      let date = CalendarDate(ordinal: index).description.filter { $0 != "-" }
      return "\(date),\(percent)\n"
    }
    let set = try read("Preamble\n\n,Mkt-RF\n" + rows.joined())
    let expected = (-999...999).map { Double("\($0)e-4") }
    #expect(set.factors[0].values.map { Optional($0) } == expected)
    #expect(percents.contains { $0 / 100 != Double("\($0)e-2") })
  }

  @Test func readsTheMomentumFileWithItsMarkAndCommas() throws {
    let set = try read(
      "\u{FEFF}This file was created by CMPT_ME_PRIOR_RETS using the 202507 CRSP database.\r\n"
        + "It contains a momentum factor, constructed from six portfolios.\r\n\r\n"
        + "Missing data are indicated by -99.99 or -999.\r\n\r\n,Mom   ,\r\n"
        + "19261103,    0.56,\r\n19261104, -99.990,\r\n19261105,-999.00,\r\n\r\n"
        + "Copyright 2025 Eugene F. Fama and Kenneth R. French\r\n")
    #expect(set.frequency == .daily)
    #expect(set.factors.map(\.name) == ["Mom"])
    #expect(set.factors[0].values[0] == 0.0056)
    #expect(set.factors[0].values[1].isMissing && set.factors[0].values[2].isMissing)
    #expect(set.vintage == "202507")
  }

  @Test func readsYears() throws {
    let set = try read("Preamble\n\n,Mkt-RF\n1927,  29.47\n1928,  35.39\n")
    #expect(set.frequency == .yearly)
    #expect(set.dates == ["1927-01-01", "1928-01-01"])
  }

  @Test func readsOneDateAMonthAsMonths() throws {
    let rows = (1...6).map { "2025-0\($0)-2\($0),0.01\n" }
    let set = try read("date,mkt_rf\n" + rows.joined())
    #expect(set.frequency == .monthly)
    #expect(set.dates.last == "2025-06-01")
  }

  @Test func refusesWeeks() {
    let friday: CalendarDate = "2025-01-03"
    let rows = (0..<6).map { "\(friday.adding(days: 7 * $0)),0.01\n" }
    #expect(
      message { _ = try read("date,mkt_rf\n" + rows.joined()) }
        == "f.csv: its dates are a week apart; returns are daily or monthly, and so must factors be"
    )
  }

  @Test func suspectsPercentsInAPlainFile() throws {
    let text = "date,Mkt-RF,RF\n2025-06-03,-0.67,0.02\n2025-06-04,0.79,0.02\n2025-06-05,0.1,0.02\n"
    let report = try FactorImport.run(.bytes(Array(text.utf8), name: "f.csv")).report
    #expect(report.warnings.map(\.code) == [.percentSuspected])
  }

  @Test(arguments: [
    (
      "date,mkt\n2025-06-05,1\n2025-06-04,1\n",
      "f.csv, line 3: 2025-06-04 does not follow the date before it; rows must be in rising order"
    ),
    ("date,mkt\n", "f.csv: has a header and no rows"),
    ("mkt,smb\n1,2\n", "f.csv: has no column 'date'; its columns are mkt, smb"),
    (
      "date,mkt\n2025-06-05,x\n",
      "f.csv: 1 row cannot be imported\n  line 2, column mkt: 'x' is not a number like 0.0123\ncorrect them, or import the rest with --rejects FILE"
    ),
    (
      "date,mkt\n2025-06-05,1\n202507,1\n",
      "f.csv: 1 row cannot be imported\n  line 3, column date: '202507' is not a date like 2024-03-15, as the dates before it are\ncorrect them, or import the rest with --rejects FILE"
    ),
  ])
  func saysWhatIsWrong(_ text: String, _ expected: String) {
    #expect(message { _ = try read(text) } == expected)
  }
}
