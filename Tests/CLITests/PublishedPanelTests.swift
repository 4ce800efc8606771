import Foundation
import TestSupport
import Testing

/// Ten US stocks 2004-2016 with forty made-up event dates, and four stocks with volumes, against an
/// independent numpy and scipy program.
///
/// Like `PublishedValuesTests`, these run when `REACTION_PUBLISHED_DATA` names a folder that holds
/// the files, as `us10/` and `volume/`: prices and factors belong to their publishers.
@Suite(.enabled(if: PublishedPanel.exists("us10") && PublishedPanel.exists("volume")))
struct PublishedPanelTests {
  @Test("Calendar-time portfolios of 60 days on the market and on three factors")
  func calendarTime() throws {
    let panel = try PublishedPanel("us10")
    let tests = try panel.study(
      "calendar", "model: [market, ff3]", "factors: factors", "event-window: [-10, 60]",
      "windows: [[1, 60]]", "tests: [calendar_time, {id: calendar_time, variant: hc0}]"
    )("tests")
    for model in ["market", "ff3"] {
      func row(_ variant: String) throws -> [String: String] {
        try #require(
          tests.rows(where: [
            "model": model, "event_group": "all", "level": "caar", "variant": variant,
          ]).first)
      }
      let golden = try panel.golden("calendar_time") { $0["statistic"]?.hasPrefix(model) == true }
      let (ols, hc0) = (try row("ols"), try row("hc0"))
      expectClose(ols["estimate"], golden["\(model).alpha"]?["value"], "alpha", within: 1e-9)
      expectClose(ols["std_error"], golden["\(model).alpha_se"]?["value"], "se", within: 1e-9)
      expectClose(ols["statistic"], golden["\(model).alpha_t"]?["value"], "t", within: 1e-9)
      expectClose(ols["p_value"], golden["\(model).alpha_t"]?["p_value"], "p", within: 1e-9)
      expectClose(hc0["statistic"], golden["\(model).alpha_t_hc0"]?["value"], "hc0", within: 1e-9)
      expectClose(hc0["p_value"], golden["\(model).alpha_t_hc0"]?["p_value"], "p", within: 1e-9)
    }
  }

  @Test("CARs on size and leverage, with five kinds of errors and clusters")
  func crossSection() throws {
    let panel = try PublishedPanel("us10")
    _ = try panel.study("cars", "event-window: [-10, 10]", "windows: [[-1, 1], [-10, 10]]")
    let kinds = [
      ("classical", "ols"), ("HC0", "hc0"), ("HC1", "hc1"), ("HC2", "hc2"), ("HC3", "hc3"),
      ("cluster:sector", "cluster"),
    ]
    for window in ["-1,1", "-10,10"] {
      let golden = try panel.golden("cross_section") { $0["window"] == "[\(window)]" }
      for (errors, key) in kinds {
        let table = CSVTable(
          try panel.workdir.run(
            "regress cars --on size,leverage --window \(window) --errors \(errors) --format csv"
          ).expect().stdout)
        for (term, name) in zip(table.rows(where: [:]), ["const", "size", "leverage"]) {
          let place = "\(window) \(errors) \(name)"
          expectClose(term["estimate"], golden["b_\(name)"]?["value"], place, within: 1e-9)
          expectClose(
            term["std_error"], golden["se_\(key)_\(name)"]?["value"], place, within: 1e-9)
          expectClose(term["statistic"], golden["t_\(key)_\(name)"]?["value"], place, within: 1e-9)
          expectClose(term["p_value"], golden["t_\(key)_\(name)"]?["p_value"], place, within: 1e-9)
        }
      }
    }
  }

  @Test(
    "Correlations in the crisis of 2008, raw and adjusted", arguments: ["MARKET->BAC", "CVX->AAPL"])
  func forbesRigobon(_ pair: String) throws {
    let panel = try PublishedPanel("us10")
    let golden = try panel.golden("forbes_rigobon") { $0["symbol"] == pair }
    let names = pair.replacing("->", with: " ").split(separator: " ")
    let table = CSVTable(
      try panel.workdir.run(
        "correlate contagion --source \(names[0]) --symbol \(names[1]) --sessions MARKET "
          + "--calm 2005-03-14,2006-10-12 --event 2008-05-16,2009-05-14 --price close "
          + "--alternative two-sided --replicates 0 --format csv"
      ).expect().stdout)
    let row = try #require(table.rows(where: [:]).first)
    for (column, key) in [
      ("r_calm", "rho_calm"), ("r_event", "rho_crisis"), ("delta", "delta"),
      ("r_adjusted", "rho_adjusted"), ("fisher_z", "fisher_z"),
    ] {
      expectClose(row[column], golden[key]?["value"], key, within: 1e-9)
    }
    expectClose(row["p_value"], golden["fisher_z"]?["p_value"], "p", within: 1e-9)
  }

  @Test("The market model of logarithmic volumes, every day of every event and the averages")
  func volume() throws {
    let panel = try PublishedPanel("volume")
    let tables = try panel.study(
      "volumes", "measure: volume", "estimation: {window: [-130, -11], minimum: 100}",
      "event-window: [-5, 5]", "windows: [[0, 0]]", "tests: [ar_t, csect_t, patell_z, bmp_t]")
    let (days, tests) = (try tables("ar"), try tables("tests"))
    var compared = 0
    for golden in try panel.goldenRows("volume_event_day") {
      let row = days.rows(where: [
        "event_id": golden["event_id"] ?? "", "rel_day": golden["rel_day"] ?? "",
      ]).first
      let (column, place) = (
        golden["statistic"] == "av" ? "ar" : "statistic", "\(golden["event_id"] ?? "") AV"
      )
      expectClose(row?[column], golden["value"], place, within: 1e-9)
      if column == "statistic" {
        expectClose(row?["p_value"], golden["p_value"], place, within: 1e-9)
      }
      compared += 1
    }
    for golden in try panel.goldenRows("volume_sample_day") {
      guard
        let id = ["cs_t": "csect_t", "patell_z": "patell_z", "bmp_t": "bmp_t"][
          golden["statistic"] ?? ""]
      else { continue }
      let row = tests.rows(where: [
        "event_group": "all", "level": "aar", "window_start": golden["rel_day"] ?? "", "test": id,
      ]).first
      expectClose(row?["statistic"], golden["value"], id, within: 1e-9)
      expectClose(row?["p_value"], golden["p_value"], id, within: 1e-9)
      compared += 1
    }
    #expect(compared == 264 + 33)
  }
}

/// A folder of prices, events and reference values.
struct PublishedPanel {
  let workdir: Workdir
  private let golden: CSVTable

  static func exists(_ name: String) -> Bool {
    guard let folder = PublishedData.folder else { return false }
    return FileManager.default.fileExists(
      atPath: folder.appendingPathComponent("\(name)/golden.csv").path)
  }

  init(_ name: String) throws {
    let folder = try #require(PublishedData.folder).appendingPathComponent(name)
    golden = CSVTable(
      try String(contentsOf: folder.appendingPathComponent("golden.csv"), encoding: .utf8)
        .replacing("\r\n", with: "\n"))
    workdir = try Workdir()
    for words in [
      ["prices", "prices.csv"], ["prices", "market.csv", "--symbol", "MARKET"],
      ["events", "events.csv"], ["factors", "factors.csv"],
    ] {
      let file = folder.appendingPathComponent(words[1]).path
      guard FileManager.default.fileExists(atPath: file) else { continue }
      try workdir.run(["import", words[0], file] + words.dropFirst(2)).expect()
    }
  }

  /// Runs a study and gives its tables by name.
  func study(_ name: String, _ keys: String...) throws -> (String) throws -> CSVTable {
    var lines = ["study: \(name)", "market: MARKET"] + keys
    if !keys.contains(where: { $0.hasPrefix("measure") }) {
      lines.append("returns: {kind: simple, price: close}")
    }
    if !keys.contains(where: { $0.hasPrefix("estimation") }) {
      lines.append("estimation: {window: [-260, -11], minimum: 100}")
    }
    try workdir.write((lines.joined(separator: "\n") + "\n").utf8, to: "\(name).yaml")
    try workdir.run("study \(name).yaml").expect()
    let workdir = workdir
    return { table in
      CSVTable(try workdir.run("export \(name) --table \(table) --format csv").expect().stdout)
    }
  }

  /// The reference rows of the first run on a level.
  func goldenRows(_ level: String) throws -> [[String: String]] {
    let rows = golden.rows(where: ["level": level])
    try #require(!rows.isEmpty, "no reference values of \(level)")
    return rows
  }

  /// Reference rows by statistic.
  func golden(_ level: String, _ isWanted: ([String: String]) -> Bool) throws
    -> [String: [String: String]]
  {
    Dictionary(
      try goldenRows(level).filter(isWanted).map { ($0["statistic"] ?? "", $0) }
    ) { first, _ in first }
  }
}

/// Equal relative to the reference; a value that is absent on both sides is equal too.
private func expectClose(
  _ found: String?, _ expected: String?, _ place: String, within tolerance: Double,
  sourceLocation: SourceLocation = #_sourceLocation
) {
  guard let value = expected.flatMap(Double.init), let number = found.flatMap(Double.init) else {
    #expect(found == expected, "\(place)", sourceLocation: sourceLocation)
    return
  }
  let isClose = abs(number - value) <= tolerance * abs(value) + 1e-13
  #expect(isClose, "\(place): \(number), not \(value)", sourceLocation: sourceLocation)
}
