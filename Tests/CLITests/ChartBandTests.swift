import TestSupport
import Testing

@Suite struct ChartBandTests {
  /// Two programs' paths to one number: the band sums the events' abnormal returns, table `caar` has
  /// the interval of the CARs that the study itself cumulated.
  @Test("The band is the interval of table caar where a window starts with the event window")
  func band() throws {
    let workdir = try SmallMarket.imported()
    let study = SmallMarket.study.replacing("[[0, 0]]", with: "[[-2, -1], [-2, 0], [-2, 2]]")
    try workdir.write((study + "dependence: none\ntests: [csect_t]\n").utf8, to: "band.yaml")
    try workdir.run("study band.yaml").expect()
    let table = CSVTable(try workdir.run("export small --table caar --format csv").stdout)
    let drawn = CSVTable(try workdir.run("chart small caar --format csv").expect().stdout)
    for row in table.rows(where: ["event_group": "all"]) {
      let day = try #require(drawn.rows(where: ["rel_day": row["window_end"] ?? ""]).first)
      for column in ["caar", "conf_low", "conf_high"] {
        let (stored, shown) = (Double(row[column] ?? ""), Double(day[column] ?? ""))
        #expect(abs(try #require(stored) - #require(shown)) < 1e-12, "\(column) \(row)")
      }
    }
  }
}
