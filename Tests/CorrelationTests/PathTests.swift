import Foundation
import MarketData
import Statistics
import Tables
import Testing

@testable import Correlation

@Suite struct PathTests {
  private static func path(_ method: CorrelationPath.Method) throws -> CorrelationPath {
    try CorrelationPath(DynamicSeries.panel(), pair: (0, 1), method: method)
  }

  /// The value of a column on a day, counted from the first of the panel.
  private static func value(_ table: Table, _ column: String, day: Int) -> Double? {
    (0..<table.rowCount).first { table["session"]?[$0] == .date(day) }
      .flatMap { table[column]?[$0].number }
  }

  private static func expectColumn(
    _ column: String, of table: Table, tobe reference: String, within tolerance: Double
  ) throws {
    for row in try ReferenceSeries.rows("path.csv") {
      let day = try #require(row["day"].flatMap { Int($0) })
      let expected = try #require(row[reference].flatMap { Double($0) })
      let found = try #require(value(table, column, day: day), "day \(day)")
      #expect(abs(found - expected) < tolerance, "\(reference), day \(day): \(found)")
    }
  }

  @Test("Rolling correlations and their intervals are numpy's")
  func rolling() throws {
    let table = try Self.path(.rolling(window: 60)).path
    #expect(table.rowCount == 641)
    try Self.expectColumn("r", of: table, tobe: "rolling", within: 1e-12)
    try Self.expectColumn("conf_low", of: table, tobe: "low", within: 1e-12)
    try Self.expectColumn("conf_high", of: table, tobe: "high", within: 1e-12)
  }

  @Test("Exponential weights are numpy's")
  func exponential() throws {
    let table = try Self.path(.exponential(decay: 0.94, start: 60)).path
    try Self.expectColumn("r", of: table, tobe: "ewma", within: 1e-12)
  }

  @Test("The path of DCC is that of arch's margins and scipy's optimum")
  func dynamic() throws {
    let found = try Self.path(.dynamic)
    #expect(found.path.rowCount == 700)
    try Self.expectColumn("r", of: found.path, tobe: "dcc", within: 2e-4)
    let rows = try ReferenceSeries.rows("path-parameters.csv")
    #expect(found.parameters.rowCount == rows.count)
    for (index, row) in rows.enumerated() {
      #expect(found.parameters["term"]?[index].text == row["term"])
      #expect(found.parameters["symbol"]?[index].text == row["symbol"])
      #expect(found.parameters["status"]?[index].text == "ok")
      for column in ["estimate", "statistic", "p_value"] {
        let expected = row[column].flatMap { Double($0) }
        let value = found.parameters[column]?[index].number
        guard let expected, let value else {
          #expect(value == nil && expected == nil)
          continue
        }
        // Both programs stop where the likelihood is flat.
        #expect(abs(value - expected) <= 1e-3 * abs(expected), "\(row): \(value)")
      }
    }
  }

  @Test("The optimum is at least as likely as any point around it")
  func optimum() throws {
    let panel = try DynamicSeries.panel()
    let margin = try #require(GarchMargin(panel.columns[0]))
    func logLikelihood(_ omega: Double, _ alpha: Double, _ beta: Double) -> Double {
      let deviations = panel.columns[0].map { $0 - margin.mean }
      let variance = deviations.reduce(0) { $0 + $1 * $1 } / Double(deviations.count)
      var (h, square, sum) = (variance, variance, 0.0)
      for value in deviations {
        h = omega + alpha * square + beta * h
        square = value * value
        sum -= (log(2 * .pi) + log(h) + square / h) / 2
      }
      return sum
    }
    let best = logLikelihood(margin.omega, margin.alpha, margin.beta)
    #expect(abs(best - margin.logLikelihood) < 1e-8)
    for factor in [0.99, 1.01] {
      #expect(logLikelihood(margin.omega * factor, margin.alpha, margin.beta) < best)
      #expect(logLikelihood(margin.omega, margin.alpha * factor, margin.beta) < best)
      #expect(logLikelihood(margin.omega, margin.alpha, margin.beta * factor) < best)
    }
  }

  @Test("Independent days have no dynamics: the parameters say that they are at the edge")
  func noDynamics() throws {
    let found = try CorrelationPath(ReferenceSeries.panel, pair: (1, 2), method: .dynamic)
    let parameters = found.parameters
    #expect(
      (0..<parameters.rowCount).contains {
        parameters["reason"]?[$0] == .text("parameter_at_boundary")
      })
    let last = parameters.rowCount - 1
    #expect(parameters["term"]?[last] == .text("constant_correlation"))
    #expect((parameters["p_value"]?[last].number ?? 0) > 0.05)
  }

  @Test("The minimum of Rosenbrock's valley is at (1, 1)")
  func rosenbrock() {
    let found = NelderMead.minimum(from: [-1.2, 1], step: 0.5) { point in
      let (x, y) = (point[0], point[1])
      return 100 * (y - x * x) * (y - x * x) + (1 - x) * (1 - x)
    }
    #expect(found.isConverged)
    #expect(abs(found.point[0] - 1) < 1e-7 && abs(found.point[1] - 1) < 1e-7)
  }

  @Test("Days without both returns are left out, and too few of them are told")
  func days() throws {
    let panel = ReferenceSeries.panel
    let found = try CorrelationPath(panel, pair: (0, 3), method: .rolling(window: 250))
    // 299 returns less the two around the missing price.
    #expect(found.path.rowCount == 48)
    #expect(throws: PathProblem.tooFewDays(found: 297, needed: 298)) {
      try CorrelationPath(panel, pair: (0, 3), method: .rolling(window: 298))
    }
    let flat = ReturnPanel(
      sessions: panel.sessions, symbols: ["^MKT", "FLAT"],
      columns: [panel.columns[0], panel.columns[0].map { _ in 0.5 }])
    #expect(throws: PathProblem.zeroVariance("FLAT")) {
      try CorrelationPath(flat, pair: (0, 1), method: .dynamic)
    }
  }
}
