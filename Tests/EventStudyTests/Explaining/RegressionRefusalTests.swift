import EventStudy
import MarketData
import Statistics
import Tables
import Testing

/// What cannot be explained is refused or said, never guessed.
@Suite struct RegressionRefusalTests {
  private var sample: ExplainedSample

  init() throws { sample = try ExplainedSample() }

  private func problem(_ change: (inout RegressionSpec) -> Void) -> String? {
    var spec = RegressionSpec(covariates: ["size"])
    change(&spec)
    do { _ = try sample.regression(spec) } catch { return "\(error)" }
    return nil
  }

  @Test("A question about what the study does not have")
  func unknownNames() {
    #expect(
      problem { $0.covariates = ["sise"] }
        == "no event of the study has the column 'sise'; did you mean 'size'?")
    #expect(
      problem { $0.errors = .clustered(by: "industry", and: nil) }
        == "no event of the study has the column 'industry'; there are: leverage, sector, size, "
        + "symbol, market, group, session, week, month, year")
    #expect(problem { $0.covariates = ["size", "size"] } == "--on names 'size' twice")
    #expect(problem { $0.model = "ff3" } == "the study has no model 'ff3'; it has market")
    #expect(
      problem { $0.window = Window(0...1) }
        == "the study has no CARs over [0, +1]; it has [-1, +1] and [-10, +10]")
    #expect(
      problem { $0.bases = ["sector": "S1"] }
        == "--base names a category of 'sector', which --on does not name")
    #expect(
      problem { spec in
        spec.covariates = ["sector"]
        spec.bases = ["sector": "S9"]
      } == "no event has the sector 'S9' that --base names; there are: S0, S1, S2, S3, S4")
    #expect(
      problem { $0.categorical = ["sector"] }
        == "--categorical names 'sector', which --on does not")
  }

  @Test("A text among numbers is a mistake and no category")
  func textAmongNumbers() {
    var wrong = sample
    wrong.rows[3]["size"] = "large"
    #expect(throws: ExplainingProblem.self) {
      try wrong.regression(RegressionSpec(covariates: ["size"]))
    }
    do { _ = try wrong.regression(RegressionSpec(covariates: ["size"])) } catch {
      #expect(
        "\(error)"
          == "event 'E004' of BAC has the size 'large', and other events have numbers there; write a "
          + "number such as 10.5, leave the cell empty, or take the column as categories: "
          + "--categorical size")
    }
    wrong.rows[3]["size"] = "-2"
    do {
      _ = try wrong.regression(RegressionSpec(covariates: ["log(size)"]))
      Issue.record("the logarithm of a negative number")
    } catch {
      #expect(
        "\(error)"
          == "event 'E004' of BAC has the size '-2', which has no logarithm; log() takes numbers "
          + "above zero")
    }
  }

  @Test("Events without a value are left out, counted and listed; the rest is fitted without them")
  func missingValues() throws {
    var lacking = sample
    lacking.rows[0]["size"] = "NA"
    lacking.rows[1]["leverage"] = nil
    lacking.rows[2]["car_3"] = ""
    let spec = ExplainedSample.spec(of: "HC3")
    let regression = try lacking.regression(spec)
    let tables = regression.tables(number: 1)
    let fits = tables.rows("regression_fits")
    #expect(fits.map { $0.integer("n_events") } == [37, 38])
    #expect(fits.map { $0.integer("n_excluded") } == [3, 2])
    let left = tables.rows("regression_events", ["status": "excluded", "window_end": 1])
    #expect(left.map { $0.text("event_id") } == ["E001", "E002", "E003"])
    #expect(
      left.map { $0.text("reason") }
        == ["missing_covariate", "missing_covariate", "no_valid_event_days"])
    #expect(left.map { $0.text("missing") } == ["size", "leverage", nil])
    #expect(
      regression.notices.contains {
        $0.code == "events_left_out"
          && $0.message.contains("E001 (size), E002 (leverage), E003 (no_valid_event_days)")
      })
    var fewer = sample
    fewer.rows.removeFirst(3)
    let rest = try fewer.tables(spec).rows("regressions", ["window_end": 1])
    for (found, expected) in zip(tables.rows("regressions", ["window_end": 1]), rest) {
      #expect(found["std_error"] == expected["std_error"])
    }
  }

  @Test("Too few events, clusters and degrees of freedom give undefined coefficients with reasons")
  func undefined() throws {
    func reasons(_ count: Int, _ spec: RegressionSpec) throws -> Set<String> {
      var few = sample
      few.rows = Array(few.rows.prefix(count))
      let regression = try few.regression(spec)
      let tables = regression.tables(number: 1)
      #expect(regression.isUndefined)
      #expect(tables.rows("regressions").allSatisfy { $0.number("statistic") == nil })
      #expect(tables.rows("regression_fits").allSatisfy { $0.text("status") == "undefined" })
      return Set(tables.rows("regressions").compactMap { $0.text("reason") })
    }
    var spec = RegressionSpec(covariates: ["size"])
    #expect(try reasons(2, spec) == ["too_few_events"])
    spec.errors = .clustered(by: "group", and: nil)
    var one = sample
    for index in one.rows.indices { one.rows[index]["event_group"] = "call" }
    let rows = try one.tables(spec).rows("regressions")
    #expect(Set(rows.map { $0.text("reason") }) == ["too_few_clusters"])
    // Sector and year tell some event apart from all others: HC3 cannot see its error.
    var alone = sample
    alone.rows[5]["sector"] = "S9"
    spec = RegressionSpec(covariates: ["sector"])
    spec.errors = .robust(.hc3)
    let single = try alone.tables(spec).rows("regressions")
    #expect(Set(single.map { $0.text("reason") }) == ["full_leverage"])
    #expect(single.allSatisfy { $0.number("estimate") != nil })
  }

  @Test("Few clusters make p-values approximate, and say so")
  func fewClusters() throws {
    let regression = try sample.regression(ExplainedSample.spec(of: "cluster:sector"))
    let rows = regression.tables(number: 1).rows("regressions")
    #expect(rows.allSatisfy { $0.text("status") == "approximate" })
    #expect(rows.allSatisfy { $0.text("reason") == "few_clusters" })
    #expect(regression.notices.map(\.code) == ["few_clusters"])
  }

  @Test(
    "Estimators by name",
    arguments: ["HC4", "cluster", "cluster:", "cluster:a,a", "cluster:a,b,c", ""])
  func unknownErrors(_ text: String) { #expect(StandardErrors(text) == nil) }
}
