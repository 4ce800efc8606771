import Foundation
import TestSupport
import Testing

/// The seven stocks of estudy2's vignette in the week of 2020-03-16, against what that R package
/// prints.
///
/// Like `PublishedValuesTests`, this runs when `REACTION_PUBLISHED_DATA` names a folder with the
/// files, as `estudy2/`.
@Suite(.enabled(if: PublishedData.folder != nil))
struct Estudy2Tests {
  private let folder: URL
  private let workdir: Workdir

  init() throws {
    folder = try #require(PublishedData.folder).appendingPathComponent("estudy2")
    workdir = try Workdir()
    for file in ["prices.csv", "prices_indx.csv"] {
      try workdir.run(["import", "prices", folder.appendingPathComponent(file).path]).expect()
    }
    let symbols = ["AMZN", "ZM", "UBER", "NFLX", "SHOP", "FB", "UPWK"]
    let rows = symbols.map { "\($0),\($0),2020-03-16\n" }.joined()
    try workdir.write(("event_id,symbol,date\n" + rows).utf8, to: "events.csv")
    try workdir.run("import events events.csv").expect()
    try workdir.write(
      """
      study: week
      market: ^GSPC
      returns: {kind: log, price: close}
      model: [market, mean, market-adjusted]
      estimation: {window: [-240, -1], minimum: 60}
      event-window: [0, 4]
      windows: [[0, 4]]
      tests: [csect_t, {id: bw80_z, variant: simple}, cda_t, sign_z, wilcoxon]
      """.utf8, to: "study.yaml")
    try workdir.run("study study.yaml").expect()
  }

  private func table(_ name: String) throws -> CSVTable {
    CSVTable(try workdir.run("export week --table \(name) --format csv").expect().stdout)
  }

  private func expected(_ name: String) throws -> CSVTable {
    let file = folder.appendingPathComponent("expected_\(name).csv")
    return CSVTable(try String(contentsOf: file, encoding: .utf8))
  }

  static let models = [("sim", "market"), ("mean_adj", "mean"), ("mrkt_adj", "market-adjusted")]

  /// Statistics of which both programs have one definition.
  @Test(arguments: models)
  func sharedDefinitions(_ suffix: String, _ model: String) throws {
    let tests = try table("tests")
    let parametric = try expected("parametric_\(suffix)")
    let nonparametric = try expected("nonparametric_\(suffix)")
    let compared = [
      (parametric, "t_test_stat", "csect_t"), (parametric, "bw_1985_stat", "cda_t"),
      (nonparametric, "sign_stat", "sign_z"), (nonparametric, "wlcx_stat", "wilcoxon"),
    ]
    for (file, column, test) in compared {
      let rows = tests.rows(where: ["model": model, "level": "aar", "test": test])
      try #require(rows.count == 5 && file.rows.count == 5)
      for (row, printed) in zip(rows, file[column]) {
        expectEqual(row["statistic"], printed, "\(model) \(test) day \(row["window_start"] ?? "")")
      }
    }
  }

  /// estudy2 divides squared residuals by n - 1 for every model, where the market model has n - 2,
  /// and takes the distance of a market return from its mean over the market's whole window also for
  /// firms with a shorter history.
  /// With both conventions switched, its Brown-Warner, Patell and Boehmer statistics come out.
  @Test func switchedConventions() throws {
    let printed = try expected("parametric_sim")
    let fits = try table("fits").rows(where: ["model": "market"])
    let squares = Dictionary(
      uniqueKeysWithValues: fits.map { fit in
        (fit["event_id"] ?? "", (number(fit["n_estimation"]), number(fit["sigma"])))
      })
    let returns = try table("ar")
    for day in 0..<5 {
      let rows = returns.rows(where: ["model": "market", "rel_day": "\(day)"])
      let whole = try #require(rows.first { $0["event_id"] == "AMZN" })
      let (length, deviation) = squares["AMZN"] ?? (.nan, .nan)
      let error = number(whole["std_error"]) / deviation
      let distance = error * error - 1 - 1 / length
      var (sum, variance, standardized, freedom) = (0.0, 0.0, [Double](), 0.0)
      for row in rows {
        let (count, sigma) = squares[row["event_id"] ?? ""] ?? (.nan, .nan)
        let ratio = (count - 2) / (count - 1)
        sum += number(row["ar"])
        variance += sigma * sigma * ratio
        standardized.append(
          number(row["ar"]) / (sigma * (ratio * (1 + 1 / count + distance)).squareRoot()))
        freedom += (count - 2) / (count - 4)
      }
      let count = Double(rows.count)
      let mean = standardized.reduce(0, +) / count
      let squared = standardized.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / (count - 1)
      let found = [
        "bw_1980_stat": sum / variance.squareRoot(),
        "pt_stat": mean * count / freedom.squareRoot(),
        "bh_stat": mean / (squared / count).squareRoot(),
      ]
      for (column, value) in found {
        expectEqual("\(value)", printed[column][day], "\(column) day \(day)")
      }
    }
  }

  private func number(_ text: String?) -> Double { text.flatMap(Double.init) ?? .nan }

  /// Equal to 1e-9 relative: estudy2 prints 15 digits.
  private func expectEqual(_ found: String?, _ expected: String, _ place: String) {
    let (found, expected) = (number(found), number(expected))
    #expect(abs(found - expected) <= 1e-9 * abs(expected), "\(place): \(found), not \(expected)")
  }
}
