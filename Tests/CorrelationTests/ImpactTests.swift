import EventStudy
import MarketData
import Statistics
import Tables
import Testing

@testable import Correlation

@Suite struct ImpactTests {
  private static let panel = ReferenceSeries.panel
  private static let pairs = SourcePairs(
    panel, sources: Array(panel.symbols.indices), targets: Array(panel.symbols.indices))

  /// The sets of days of `Reference/impact.py`.
  private static let periods: [String: PeriodComparison] = {
    let moves = panel.columns[0].map { $0.isMissing ? -1 : abs($0) }
    let most = moves.indices.sorted { (-moves[$0], $0) < (-moves[$1], $1) }.prefix(60).sorted()
    return [
      "stretches": PeriodComparison(calm: Array(20..<180), event: Array(200..<260)),
      "moves": PeriodComparison(
        calm: moves.indices.filter { !most.contains($0) }, event: most),
    ]
  }()

  @Test("Estimates, errors and intervals are those of linearmodels and of root finding")
  func reference() throws {
    let reference = try ReferenceSeries.rows("impact.csv")
    for (name, comparison) in Self.periods {
      let table = Impact(Self.pairs).table([comparison], threads: 2)
      let rows = reference.filter { $0["periods"] == name }
      #expect(table.rowCount == rows.count)
      for (index, row) in rows.enumerated() {
        expect(
          table, row: index, agreesWith: row, within: 1e-8,
          columns: [
            "source", "symbol", "n_calm", "n_event", "source_sd_calm", "source_sd_event",
            "slope_calm", "slope_event", "beta", "std_error", "statistic", "p_value", "conf_low",
            "conf_high", "first_stage_f",
          ])
      }
    }
  }

  @Test("Variances that hardly differ are said to be weak, and have no interval")
  func weak() throws {
    let comparison = try #require(Self.periods["stretches"])
    let table = Impact(Self.pairs).table([comparison], threads: 1)
    let first = try #require(table["first_stage_f"]?[0].number)
    #expect(first < 10)
    #expect(table["status"]?[0] == .text("approximate"))
    #expect(table["reason"]?[0] == .text("weak_instrument"))
    #expect(table["conf_low"]?[0] == .missing)
  }

  /// Two series of a simultaneous system: y moves with x, x with y, and both with z.
  private static func simulated(impact: Double) -> (
    calm: ([Double], [Double]), event: ([Double], [Double])
  ) {
    var stream = RandomStream(seed: 20_251_129, substream: 0)
    func days(_ count: Int, news: Double) -> ([Double], [Double]) {
      var (xs, ys) = ([Double](), [Double]())
      for _ in 0..<count {
        let (e, f, z) = (stream.normal() * news, stream.normal(), stream.normal())
        // x = 0.5 y + z + e, y = impact x + z + f.
        let x = (1.5 * z + e + 0.5 * f) / (1 - 0.5 * impact)
        xs.append(x)
        ys.append(impact * x + z + f)
      }
      return (xs, ys)
    }
    return (days(20_000, news: 1), days(20_000, news: 4))
  }

  @Test("A known impact is found where slopes are not near it")
  func known() throws {
    let (calm, event) = Self.simulated(impact: 0.3)
    let found = try HeteroskedasticImpact(calm: calm, event: event)
    #expect(abs(found.beta - 0.3) < 4 * found.standardError)
    #expect(found.standardError < 0.01)
    #expect(abs(found.slopes.calm - 0.3) > 0.4)
    #expect(abs(found.slopes.event - 0.3) > 0.05)
    let interval = try #require(found.interval)
    #expect(interval.low < 0.3 && 0.3 < interval.high)
  }

  @Test("A series that is a multiple of the source has an impact and no error to judge it by")
  func perfect() throws {
    let source = Self.panel.columns[0]
    let panel = ReturnPanel(
      sessions: Self.panel.sessions, symbols: ["^MKT", "TWICE"],
      columns: [source, source.map { $0.isMissing ? $0 : 0.1 + 1.7 * $0 }])
    let comparison = try #require(Self.periods["moves"])
    let table = Impact(SourcePairs(panel, sources: [0], targets: [1])).table(
      [comparison], threads: 1)
    #expect(abs((table["beta"]?[0].number ?? 0) - 1.7) < 1e-12)
    #expect(table["status"]?[0] == .text("undefined"))
    #expect(table["reason"]?[0] == .text("perfect_correlation"))
    #expect(table["p_value"]?[0] == .missing)
  }

  @Test("Too few days, a series that does not vary, the same days twice")
  func undefined() {
    func reason(_ calm: ([Double], [Double]), _ event: ([Double], [Double])) -> Unavailable? {
      do throws(Unavailable) {
        _ = try HeteroskedasticImpact(calm: calm, event: event)
        return nil
      } catch { return error }
    }
    let days = ([0.01, -0.02, 0.03, 0.01], [0.0, 0.01, 0.02, -0.01])
    #expect(reason(([0.01, 0.02, 0.03], [0, 1, 0]), days) == .tooFewDays)
    #expect(reason(days, ([0.5, 0.5, 0.5, 0.5], days.1)) == .zeroVariance)
    #expect(reason(days, (days.0, [0, 0, 0, 0])) == .zeroVariance)
    #expect(reason(days, days) == .equalVariance)
  }
}
