import EventStudy
import MarketData
import Statistics
import Tables
import Testing

/// Regressions against statsmodels and linearmodels (`Reference/regressions.py`), and what needs no
/// other program to be known.
@Suite struct RegressionTests {
  private let sample: ExplainedSample

  init() throws { sample = try ExplainedSample() }

  static let cases = [
    "classical", "HC0", "HC1", "HC2", "HC3", "cluster:sector", "cluster:sector,year",
    "weighted classical", "weighted HC3", "categories HC3",
  ]

  @Test("Every coefficient, standard error, t and p", arguments: cases)
  func coefficients(_ name: String) throws {
    let reference = try ReferenceFile(table: "regressions")
    let tables = try sample.tables(ExplainedSample.spec(of: name))
    var compared = 0
    for row in tables.rows("regressions") {
      let length = (row.integer("window_end") ?? 0) * 2 + 1
      let expected = try #require(
        reference.rows.first {
          $0["case"] == name && $0["days"] == "\(length)" && $0["term"] == row.text("term")
        }, "\(row.text("term") ?? "")")
      for column in ["estimate", "std_error", "statistic", "df", "p_value"] {
        #expect(
          row[column].agrees(with: expected[column] ?? "", in: column),
          "\(name) \(length) \(row.text("term") ?? "").\(column)")
        compared += 1
      }
    }
    #expect(compared >= 30)
  }

  @Test("The F of all slopes, R2, sigma, leverage and variance inflation")
  func summaries() throws {
    let reference = try ReferenceFile(table: "regressions")
    for name in ["classical", "HC0", "HC1", "HC2", "HC3"] {
      let tables = try sample.tables(ExplainedSample.spec(of: name))
      for row in tables.rows("regression_fits") {
        let length = (row.integer("window_end") ?? 0) * 2 + 1
        func expect(_ term: String, _ column: String, _ found: Cell) {
          let expected = reference.rows.first {
            $0["case"] == name && $0["days"] == "\(length)" && $0["term"] == term
          }
          #expect(found.agrees(with: expected?[column] ?? "none", in: column), "\(name) \(term)")
        }
        expect("wald", "statistic", row["wald_f"])
        expect("wald", "p_value", row["wald_p"])
        expect("wald", "df", row["wald_df_residual"])
        #expect(row.integer("n_events") == 40 && row.integer("n_excluded") == 0)
        guard name == "classical" else { continue }
        expect("r_squared", "estimate", row["r_squared"])
        expect("adjusted", "estimate", row["adjusted_r_squared"])
        expect("sigma", "estimate", row["sigma"])
        expect("leverage_1", "estimate", row["max_leverage"])
        let slope = try #require(
          tables.rows("regressions", ["term": "size"]).first {
            $0.integer("window_end") == row.integer("window_end")
          })
        expect("vif", "estimate", slope["vif"])
      }
    }
  }

  @Test("A constant alone under HC1 is the cross-sectional t")
  func interceptOnly() throws {
    var constant = sample
    for index in constant.rows.indices { constant.rows[index]["size"] = "1" }
    var spec = RegressionSpec(covariates: ["size"])
    spec.errors = .robust(.hc1)
    let tables = try constant.tables(spec)
    for (days, row) in zip(["3", "21"], tables.rows("regressions", ["term": "intercept"])) {
      let values = sample.rows.compactMap { $0["car_" + days].flatMap(Double.init) }
      let mean = try #require(values.mean)
      let error = try #require(values.sampleDeviation) / 40.0.squareRoot()
      #expect(abs((row.number("estimate") ?? 0) - mean) < 1e-15)
      #expect(abs((row.number("std_error") ?? 0) - error) < 1e-15)
    }
    let dropped = try #require(tables.rows("regressions", ["term": "size"]).first)
    #expect(dropped.text("status") == "undefined" && dropped.text("reason") == "collinear")
    #expect(dropped.number("estimate") == nil)
  }

  @Test("Clusters of one event each are HC1 with the factor n / (n - 1) for n")
  func singletons() throws {
    var spec = RegressionSpec(covariates: ["size"])
    spec.errors = .clustered(by: "session", and: nil)
    let clustered = try sample.tables(spec).rows("regressions")
    spec.errors = .robust(.hc1)
    let sessions = Set(sample.rows.compactMap { $0["session"] }).count
    #expect(sessions == 40, "every event has its own session")
    // Both factors are n / (n - k) here: G / (G - 1) (n - 1) / (n - k) with G = n.
    for (first, second) in zip(clustered, try sample.tables(spec).rows("regressions")) {
      let (a, b) = (first.number("std_error") ?? 0, second.number("std_error") ?? 1)
      #expect(abs(a - b) <= 1e-13 * b)
      #expect(first.integer("df") == 39)
    }
  }

  @Test("Units do not matter: a column a million times larger has the same t")
  func units() throws {
    let spec = ExplainedSample.spec(of: "HC3")
    var scaled = sample
    for index in scaled.rows.indices {
      scaled.rows[index]["size"] = scaled.rows[index]["size"].flatMap(Double.init).map {
        "\($0 * 1e6)"
      }
    }
    for (a, b) in zip(
      try sample.tables(spec).rows("regressions"), try scaled.tables(spec).rows("regressions"))
    {
      let (x, y) = (a.number("statistic") ?? 0, b.number("statistic") ?? 1)
      #expect(abs(x - y) < 1e-9)
    }
    let joint = try [sample, scaled].compactMap {
      try $0.tables(spec).rows("regression_fits")[0].number("wald_f")
    }
    #expect(joint.count == 2 && abs(joint[0] - joint[1]) < 1e-9)
  }

  @Test("A surprise is in standard deviations of its group, whatever the unit")
  func surprises() throws {
    var news = sample
    for index in news.rows.indices {
      let isRate = index % 2 == 0
      let gap = Double((index * 7) % 11) - 5
      news.rows[index]["event_group"] = isRate ? "rate" : "jobs"
      news.rows[index]["size"] = "\((isRate ? 2 : 150_000) + gap * (isRate ? 0.1 : 1_000))"
      news.rows[index]["leverage"] = isRate ? "2" : "150000"
    }
    var spec = RegressionSpec(covariates: ["surprise(size,leverage)"])
    spec.errors = .classical
    var plain = sample
    for group in 0...1 {
      let members = plain.rows.indices.filter { $0 % 2 == group }
      let gaps = members.map { Double(($0 * 7) % 11) - 5 }
      let mean = gaps.reduce(0, +) / Double(gaps.count)
      let square = gaps.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(gaps.count - 1)
      for (member, gap) in zip(members, gaps) {
        plain.rows[member]["size"] = "\(gap / square.squareRoot())"
      }
    }
    let found = try news.tables(spec).rows("regressions", ["term": "surprise(size,leverage)"])
    spec.covariates = ["size"]
    let expected = try plain.tables(spec).rows("regressions", ["term": "size"])
    #expect(found.count == 2)
    for (a, b) in zip(found, expected) {
      #expect(abs((a.number("statistic") ?? 0) - (b.number("statistic") ?? 1)) < 1e-9)
    }
    for index in news.rows.indices { news.rows[index]["size"] = news.rows[index]["leverage"] }
    spec.covariates = ["surprise(size,leverage)"]
    #expect(try news.regression(spec).isUndefined)
  }
}
