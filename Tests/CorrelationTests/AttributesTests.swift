import EventStudy
import MarketData
import Statistics
import Tables
import Testing

@testable import Correlation

@Suite struct AttributesTests {
  /// The reactions and attributes of `Reference/attributes.py`.
  private static let question: EventAttributes = {
    let days = 0..<40
    return EventAttributes(
      reactions: days.map { Double((7 * $0) % 23 - 11) / 8 },
      attributes: [
        .init(
          name: "kind",
          values: days.map { $0 < 12 ? "call" : ["call", "beat", "miss"][$0 % 3] }),
        .init(name: "size", values: days.map { String(Double((5 * $0) % 17) / 2) }),
      ])
  }()

  @Test("Ranks and groups are scipy's, ties included")
  func reference() throws {
    let table = Self.question.table()
    let rows = try ReferenceSeries.rows("attributes.csv")
    #expect(table.rowCount == rows.count)
    for (index, row) in rows.enumerated() {
      expect(
        table, row: index, agreesWith: row, within: 1e-11,
        columns: ["attribute", "test", "level", "estimate", "statistic", "df", "p_value"])
      #expect(table["n_events"]?[index] == .integer(40))
    }
    // Holm by hand: the smallest of six p-values times six.
    let p = (0..<6).compactMap { table["p_value"]?[$0].number }
    let adjusted = (0..<6).compactMap { table["p_adjusted"]?[$0].number }
    #expect(adjusted.min() == min(1, 6 * (p.min() ?? 0)))
  }

  @Test("Events without a value or a reaction do not count; too few are told")
  func missing() {
    let question = EventAttributes(
      reactions: [0.1, 0.2, .missing, 0.4, 0.3],
      attributes: [
        .init(name: "x", values: ["1", "2", "3", nil, "5"]),
        .init(name: "flat", values: ["1", "1", "1", "1", "1"]),
        .init(name: "single", values: ["a", "b", "b", "b", "b"]),
      ])
    let table = question.table()
    let reasons = (0..<table.rowCount).map { table["reason"]?[$0].text }
    #expect(table["n_events"]?[0] == .integer(3))
    #expect(reasons[0...1] == ["too_few_events", "too_few_events"])
    #expect(reasons[2...3] == ["zero_variance", "zero_variance"])
    // One event against three has no variance of its own.
    #expect(table["test"]?[5] == .text("welch_t"))
    #expect(reasons[4] == nil)
    #expect(reasons[5...6] == ["too_few_events", "too_few_events"])
  }

  @Test("A text among numbers makes groups of a column")
  func kinds() {
    let question = EventAttributes(
      reactions: [1, 2, 3, 4], attributes: [.init(name: "x", values: ["1", "2", "n/a", "2"])])
    let table = question.table()
    #expect((0..<table.rowCount).allSatisfy { table["kind"]?[$0] == .text("group") })
    #expect((0..<table.rowCount).map { table["level"]?[$0].text } == [nil, "1", "2", "n/a"])
  }

  @Test("A matrix marks what stands out in its family")
  func matrix() {
    let car = Table(
      "car",
      [
        Column("event_id", texts: ["e1", "e1", "e2", "e2"]),
        Column("symbol", texts: ["A", "B", "A", "B"]),
        Column("scar", numbers: [3.456, -0.004, 2.2, .missing]),
        Column("p_value", numbers: [0.001, 0.9, 0.06, .missing]),
        Column("status", texts: ["ok", "ok", "ok", "undefined"]),
      ])
    func matrix(_ family: ReactionMatrix.Family) -> ReactionMatrix {
      ReactionMatrix(car, family: family, adjustment: .bh, level: 0.1)
    }
    let whole = matrix(.matrix)
    // Benjamini and Hochberg over three: 0.003, 0.9, 0.09.
    #expect((0..<3).map { whole.table["mark"]?[$0].text } == ["*", nil, "*"])
    #expect(abs((whole.table["p_adjusted"]?[2].number ?? 0) - 0.09) < 1e-15)
    #expect(whole.table["n_family"]?[0] == .integer(3))
    #expect(whole.grid.columns.map(\.name) == ["event_id", "A", "B"])
    #expect(whole.grid["A"]?[0] == .text("3.46*"))
    #expect(whole.grid["B"]?[0] == .text("0.00"))
    #expect(whole.grid["B"]?[1] == .missing)
    #expect(matrix(.event).table["n_family"]?[2] == .integer(1))
    #expect(matrix(.asset).table["n_family"]?[1] == .integer(1))
  }

  @Test("Correlations on news: the residuals of the market model of ordinary days")
  func news() throws {
    let panel = try DynamicSeries.panel()
    let news = Array(stride(from: 10, to: 690, by: 9))
    var question = NewsDays(panel, market: 0)
    question.bootstrap = BlockBootstrap(replicates: 19, seed: 1)
    let table = question.table(news: news, threads: 2)
    #expect((0..<3).map { table["symbol_1"]?[$0].text } == ["B", "B", "C"])
    #expect((0..<3).map { table["symbol_2"]?[$0].text } == ["C", "D", "D"])
    #expect(table["n_news"]?[0] == .integer(news.count))
    #expect(table["n_ordinary"]?[0] == .integer(700 - news.count))
    // On ordinary days a residual's correlation is the partial correlation given the market.
    let ordinary = (0..<700).filter { !news.contains($0) }
    func r(_ a: Int, _ b: Int) -> Double {
      let (x, y) = pairedValues(panel.columns[a], panel.columns[b], at: ordinary)
      return PairMoments(x, y).correlation
    }
    let (bd, ab, ad) = (r(1, 3), r(0, 1), r(0, 3))
    let partial = (bd - ab * ad) / ((1 - ab * ab) * (1 - ad * ad)).squareRoot()
    #expect(abs((table["r_ordinary"]?[1].number ?? 9) - partial) < 1e-13)
    question.isRaw = true
    let raw = question.table(news: news, threads: 1)
    #expect(abs((raw["r_ordinary"]?[1].number ?? 9) - bd) < 1e-13)
    #expect((raw["p_value"]?[1].number ?? 9) <= 1)
  }
}
