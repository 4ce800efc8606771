import Reporting
import Tables
import Testing

@Suite struct MarketItselfTests {
  /// Two events of which the second is on the market series.
  private static let tables = TableSet([
    Table(
      "events",
      [
        Column("event_id", texts: ["call-1", "call-2"]), Column("symbol", texts: ["NVDA", "SPY"]),
        Column("market", texts: ["SPY", "SPY"]), Column("event_date", dates: [20244, 20250]),
        Column("session", dates: [20244, 20250]),
        Column("status", texts: ["included", "included"]), Column("reason", texts: [nil, nil]),
      ]),
    Table(
      "fits",
      [
        Column("event_id", texts: ["call-1", "call-2"]), Column("symbol", texts: ["NVDA", "SPY"]),
        Column("model", texts: ["market", "market"]), Column("n_estimation", integers: [240, 240]),
        Column("status", texts: ["ok", "ok"]), Column("reason", texts: [nil, "zero_variance"]),
      ]),
    Table(
      "car",
      [
        Column("event_id", texts: ["call-1", "call-2"]), Column("symbol", texts: ["NVDA", "SPY"]),
        Column("model", texts: ["market", "market"]), Column("window_start", integers: [0, 0]),
        Column("window_end", integers: [0, 0]), Column("car", numbers: [0.01, 0]),
        Column("statistic", numbers: [0.5, .nan]), Column("p_value", numbers: [0.6, .nan]),
        Column("reason", texts: [nil, "zero_variance"]),
      ]),
    Table(
      "caar",
      [
        Column("model", texts: ["market"]), Column("event_group", texts: ["all"]),
        Column("window_start", integers: [0]), Column("window_end", integers: [0]),
        Column("n_events", integers: [2]), Column("caar", numbers: [0.005]),
      ]),
  ])

  @Test func theMarketHasNoAbnormalReturnAgainstItself() {
    let text = StudyReport(
      name: "s", question: [], tables: Self.tables, style: TextStyle(width: 120)
    ).text()
    let fact = "it is the market series itself, so the model leaves nothing to test"
    #expect(text.contains("  No test for call-2 on SPY: \(fact).\n"))
    #expect(text.contains("  SPY (1 event): the market series itself, which this model explains"))
    #expect(!text.contains("zero variance"))
  }
}
