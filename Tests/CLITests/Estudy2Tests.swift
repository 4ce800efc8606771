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

  /// The columns that the program prints, with the test that answers under `compat: estudy2`.
  static let columns = [
    ("parametric", "bw_1980_stat", "bw80_z"), ("parametric", "bw_1985_stat", "cda_t"),
    ("parametric", "t_test_stat", "csect_t"), ("parametric", "pt_stat", "patell_z"),
    ("parametric", "bh_stat", "bmp_t"), ("nonparametric", "sign_stat", "sign_z"),
    ("nonparametric", "gsign_stat", "gsign_z"), ("nonparametric", "csign_stat", "cz_sign_z"),
    ("nonparametric", "rank_stat", "corrado_z"), ("nonparametric", "mrank_stat", "cz_rank_z"),
    ("nonparametric", "wlcx_stat", "wilcoxon"),
  ]

  /// With its conventions followed, every statistic comes out: the n - 1 in the deviation, the
  /// market's whole window in the prediction error, and the rank scores of days on which firms lack
  /// returns, of which two of the seven have a shorter history.
  @Test(arguments: models)
  func everyStatisticWithItsConventions(_ suffix: String, _ model: String) throws {
    try workdir.write(
      """
      study: same
      compat: estudy2
      market: ^GSPC
      returns: {kind: log, price: close}
      model: \(model)
      estimation: {window: [-240, -1], minimum: 60}
      event-window: [0, 4]
      windows: [[0, 4]]
      tests: [\(Set(Self.columns.map(\.2)).sorted().joined(separator: ", "))]
      """.utf8, to: "same.yaml")
    try workdir.run("study same.yaml").expect()
    let tests = CSVTable(
      try workdir.run("export same --table tests --format csv").expect().stdout)
    for (file, column, test) in Self.columns {
      let printed = try expected("\(file)_\(suffix)")
      let rows = tests.rows(where: ["level": "aar", "test": test])
      guard printed.columns.contains(column) else {
        // estudy2 has Patell's and Boehmer's tests for the market model alone.
        #expect(rows.allSatisfy { $0["reason"] == "market_model_only" }, "\(model) \(test)")
        continue
      }
      try #require(rows.count == 5 && printed.rows.count == 5)
      for (row, value) in zip(rows, printed[column]) {
        expectEqual(row["statistic"], value, "\(model) \(test) day \(row["window_start"] ?? "")")
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
