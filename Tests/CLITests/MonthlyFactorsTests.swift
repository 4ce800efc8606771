import TestSupport
import Testing

/// Studies of monthly returns.
@Suite struct MonthlyFactorsTests {
  private static let study = """
    study: monthly
    market: A
    model: ff3
    factors: ff
    estimation: {window: [-36, -3], minimum: 20}
    event-window: [-1, 1]
    windows: [[0, 0]]
    alignment: {max-shift: 31}

    """

  /// 48 prices at the ends of months, whose returns are 1.5 times the market's factor of the month
  /// and 0.001 above and below in turn, whatever the other factors; the factors as Kenneth French dates them, in percent.
  private func market(day: String = "28") throws -> Workdir {
    let workdir = try Workdir()
    var (price, prices) = (100.0, "date,symbol,close\n")
    var factors = ",Mkt-RF,SMB,HML,RF\n"
    for month in 0..<48 {
      let date = "\(2019 + month / 12)-\(month % 12 < 9 ? "0" : "")\(month % 12 + 1)"
      let factor = Double(month * 7919 % 13 - 6) / 200
      price *= 1 + 1.5 * factor + (month % 2 == 0 ? 0.001 : -0.001)
      prices += "\(date)-\(day),A,\(price)\n"
      let others = "\(Double(month * 31 % 7) / 10),\(Double(month * 17 % 5) / 10),0"
      factors += "\(date.filter { $0 != "-" }),\(factor * 100),\(others)\n"
    }
    try workdir.write(prices.utf8, to: "p.csv")
    try workdir.write(factors.utf8, to: "ff.csv")
    try workdir.write("event_id,symbol,date\na,A,2022-11-\(day)\n".utf8, to: "e.csv")
    try workdir.write(Self.study.utf8, to: "s.yaml")
    for (kind, file) in [("prices", "p"), ("events", "e"), ("factors", "ff")] {
      try workdir.run("import \(kind) \(file).csv").expect()
    }
    return workdir
  }

  @Test("A month's factors meet the price of that month, on whatever day", arguments: ["01", "28"])
  func meets(_ day: String) throws {
    let workdir = try market(day: day)
    try workdir.run("study s.yaml").expect()
    let models = CSVTable(
      try workdir.run("export monthly --table models --format csv").expect().stdout)
    let beta = try #require(
      models.rows(where: ["term": "beta"]).first?["estimate"].flatMap { Double($0) })
    #expect(abs(beta - 1.5) < 0.05)
    let fits = CSVTable(try workdir.run("export monthly --table fits --format csv").expect().stdout)
    #expect(fits["n_estimation"] == ["34"])
  }

  @Test("Monthly factors do not meet daily prices")
  func refuses() throws {
    let workdir = try market()
    try workdir.write(SmallMarket.prices.utf8, to: "daily.csv")
    try workdir.write(
      Self.study.replacing("market: A", with: "market: ^MKT").utf8, to: "s.yaml")
    try workdir.run("import prices daily.csv").expect()
    try workdir.run("study s.yaml").expect(
      status: 2,
      stderr:
        "Error: s.yaml, line 4, factors: the set 'ff' is monthly and the prices of '^MKT' are about "
        + "1 day apart; import daily factors\n")
  }
}
