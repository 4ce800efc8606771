import Foundation
import TestSupport
import Testing

/// EventStudyTools' example of 16 additions to the S&P 500 index, against values computed from the
/// literature's formulas by an independent numpy and scipy program.
///
/// The files belong to their author and are no part of this repository: the tests run when the
/// environment variable `REACTION_PUBLISHED_DATA` names a folder that holds them, as `est-sp500/`.
@Suite(.enabled(if: PublishedData.folder != nil))
struct PublishedValuesTests {
  static let blocks = ["G1", "G2"].flatMap { group in
    ["mm", "mean", "madj"].map { "\(group)/\($0)" }
  }

  /// Keys of the reference file, with the test and variant that answers.
  static let samples: [(key: String, test: String, variant: String?)] = [
    ("cross_sectional_t", "csect_t", nil), ("bw1980_no_dependence_z", "bw80_z", "simple"),
    ("cda_time_series_t", "cda_t", nil), ("patell_z_exact", "patell_z", nil),
    ("patell_z_sum_over_sqrtL", "patell_z", "sum_sar"), ("bmp_t", "bmp_t", nil),
    ("skewness_adjusted_t", "skew_t", nil), ("hall_transformed_t", "hall_t", nil),
    ("generalized_sign_z", "gsign_z", nil), ("corrado_rank_z_cowan_cumulative", "corrado_z", nil),
    ("corrado_zivney_rank_z", "cz_rank_z", nil),
    ("modified_rank_z_estudy2", "cz_rank_z", "no_event_variance"),
    ("corrado_zivney_sign_z", "cz_sign_z", nil), ("grank_t_studentized", "grank_t", nil),
    ("grank_z_studentized", "grank_z", nil), ("sign_gsar_t_studentized", "sign_gsar_t", nil),
    ("grank_t_raw", "grank_t", "raw"), ("grank_z_raw", "grank_z", "raw"),
    ("sign_gsar_t_raw", "sign_gsar_t", "raw"), ("adj_bmp_kp_calendar", "adj_bmp_t", nil),
  ]

  @Test(arguments: blocks)
  func everySampleStatistic(_ block: String) throws {
    let example = try PublishedExample(block)
    let choices = Self.samples.map { key, test, variant in
      variant.map { "{id: \(test), variant: \($0)}" } ?? test
    }
    let tables = try example.study(
      tests: choices + ["sign_z", "wilcoxon", "signflip"], dependence: "overlap")
    for (window, reference) in example.windows {
      let place = "\(block)/\(window)"
      for entry in Self.samples {
        // The reference divides by nominal, not by valid days; they differ where one is missing.
        let isComplete = reference.number("missing_event_days") == 0
        guard entry.test != "adj_bmp_t" || isComplete else { continue }
        let expected = try #require(reference[entry.key] as? [String: Any], "\(place)")
        let row = try tables.test(entry.test, entry.variant, window)
        expectClose(row["statistic"], expected["stat"], "\(place) \(entry.key)")
        guard !["skew_t", "hall_t"].contains(entry.test) else { continue }
        expectClose(row["p_value"], expected["p_two_sided"], "\(place) \(entry.key) p")
      }
      let sign = try tables.test("sign_z", nil, window)
      expectClose(
        sign["statistic"], (reference["sign_z"] as? [String: Any])?["stat"], "\(place) sign")
      expectClose(sign["p_value"], reference["sign_exact_p"], "\(place) sign p")
      let ranks = try #require(reference["wilcoxon"] as? [String: Any])
      let wilcoxon = try tables.test("wilcoxon", nil, window)
      expectClose(wilcoxon["statistic"], ranks["W_plus"], "\(place) W+")
      expectClose(wilcoxon["p_value"], ranks["p_exact"], "\(place) W+ p")
      let flips = try tables.test("signflip", nil, window)
      expectClose(flips["p_value"], reference["sign_flip_exact_p"], "\(place) sign flips")
      let row = try #require(tables.dependence.rows(where: window.cells).first)
      expectClose(
        row["overlapping_pairs"], reference["pairs_with_overlapping_windows"], "\(place) pairs")
      guard reference.number("missing_event_days") == 0 else { continue }
      expectClose(row["r"], reference["rbar_calendar_overlap"], "\(place) r*")
    }
  }

  @Test(arguments: blocks)
  func correlationInEventTime(_ block: String) throws {
    let example = try PublishedExample(block)
    let tables = try example.study(
      tests: ["adj_patell_z", "adj_bmp_t"], dependence: "event-time")
    for (window, reference) in example.windows {
      let row = try #require(tables.dependence.rows(where: window.cells).first)
      expectClose(row["r"], reference["rbar_event_time"], "\(block)/\(window) r")
      for (key, test) in [
        ("adj_patell_z_event_time", "adj_patell_z"), ("adj_bmp_kp_event_time", "adj_bmp_t"),
      ] {
        let expected = try #require(reference[key] as? [String: Any])
        let row = try tables.test(test, nil, window)
        expectClose(row["statistic"], expected["stat"], "\(block)/\(window) \(key)")
        expectClose(row["p_value"], expected["p_two_sided"], "\(block)/\(window) \(key) p")
      }
    }
  }

  /// What re-implementations of eventstudy2 print over (0, 1), to the digits published.
  @Test(arguments: [
    ("patell_z", "6.263823", nil), ("bmp_t", "1.985025", nil),
    ("adj_bmp_t", "1.770422", "0.079354"), ("grank_t", "4.151076", "0.000064"),
  ])
  func eventstudy2(_ test: String, _ statistic: String, _ p: String?) throws {
    let example = try PublishedExample("G1/mm")
    let tables = try example.study(
      tests: ["{id: \(test), variant: eventstudy2}"], dependence: "event-time")
    let window = try #require(example.windows.map(\.0).first { "\($0)" == "0,1" })
    let row = try tables.test(test, "eventstudy2", window)
    func rounded(_ column: String) throws -> String {
      String(format: "%.6f", try #require(row[column].flatMap(Double.init)))
    }
    #expect(try rounded("statistic") == statistic)
    if let p { #expect(try rounded("p_value") == p) }
  }

  @Test(arguments: blocks)
  func everySingleEvent(_ block: String) throws {
    let example = try PublishedExample(block)
    let tables = try example.study(
      tests: ["{id: car_t, variant: simple}", "perm_single"], dependence: "none")
    let fits = tables.fits
    for (name, parameters) in example.parameters {
      let fit = try #require(fits.rows(where: ["event_id": name]).first, "\(block) \(name)")
      expectClose(fit["sigma"], parameters["sigma"], "\(block) \(name) sigma")
      expectClose(fit["n_estimation"], parameters["M"], "\(block) \(name) M")
    }
    for (window, reference) in example.windows {
      for (position, name) in example.names.enumerated() {
        let cells = window.cells.merging(["event_id": name]) { first, _ in first }
        let car = try #require(tables.car.rows(where: cells).first)
        let place = "\(block)/\(window) \(name)"
        expectClose(car["car"], reference.element("CAR", position), "\(place) CAR")
        expectClose(car["statistic"], reference.element("SCAR", position), "\(place) SCAR")
        let simple = tables.eventTests.rows(where: cells).first { $0["test"] == "car_t" }
        expectClose(
          simple?["statistic"], reference.element("single_car_t_simple", position), place)
        guard let p = reference.element("permutation_single_p_exact", position) else { continue }
        let permutation = tables.eventTests.rows(where: cells).first { $0["test"] == "perm_single" }
        expectClose(permutation?["p_value"], p, "\(place) permutation")
      }
    }
  }
}

/// Equal to 1e-9 relative, or both absent.
private func expectClose(
  _ found: String?, _ expected: Any?, _ place: String,
  sourceLocation: SourceLocation = #_sourceLocation
) {
  guard let expected = (expected as? NSNumber)?.doubleValue, let found = found.flatMap(Double.init)
  else {
    #expect(found == nil || found == "", "\(place): \(found ?? "")", sourceLocation: sourceLocation)
    #expect(!(expected is NSNumber), "\(place) is absent", sourceLocation: sourceLocation)
    return
  }
  let isClose = abs(found - expected) <= 1e-9 * abs(expected) + 1e-12
  #expect(isClose, "\(place): \(found), not \(expected)", sourceLocation: sourceLocation)
}
