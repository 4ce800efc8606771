import EventStudy
import Tables

extension StudyReport {
  private static let checks = [
    ("ljung_box_p", "no autocorrelation of residuals (Ljung-Box)"),
    ("arch_lm_p", "no autoregressive variance (ARCH-LM)"),
    ("jarque_bera_p", "normal residuals (Jarque-Bera)"),
    ("shapiro_wilk_p", "normal residuals (Shapiro-Wilk)"),
    ("breusch_pagan_p", "constant variance (Breusch-Pagan)"),
    ("chow_p", "stable parameters (Chow)"),
  ]

  /// How well the models fit, and how many fits are against what tests assume.
  func writeDiagnostics(to page: inout HTMLPage) {
    let fits = tables.records("fits").filter { $0.text("status") != "undefined" }
    guard !fits.isEmpty else { return }
    page.section("diagnostics", "Diagnostics") { page in
      for model in models {
        let own = fits.filter { $0.text("model") == model }
        guard let facts = fitFacts(own) else { continue }
        page.subheading("Model \(model)")
        page.paragraph(facts.joined(separator: separator))
        page.list(zeroVarianceSentences(own))
        let checks = Self.checks.map { check in
          (name: check.1, p: own.compactMap { $0.number(check.0) })
        }.filter { !$0.p.isEmpty }
        guard !checks.isEmpty else { continue }
        page.table("Estimation windows, model \(model)", columns(checks), rows: checks.count)
      }
    }
  }

  private func columns(_ checks: [(name: String, p: [Double])]) -> [GridColumn] {
    [
      GridColumn("null hypothesis", checks.map(\.name)),
      GridColumn("fits tested", checks.map { countText($0.p.count) }, right: true),
      GridColumn(
        "rejected at 5%",
        checks.map { check in
          let rejected = check.p.count { $0 < Self.level }
          return "\(countText(rejected)) (\(shareText(Double(rejected) / Double(check.p.count))))"
        }, right: true),
    ]
  }

  // MARK: Methods

  /// What was asked, and the formulas and sources of what was used and nothing else.
  func writeMethods(to page: inout HTMLPage) {
    page.section("methods", "Methods") { page in
      page.list(question)
      let used = Set(models)
      write(
        Catalog.models.filter { used.contains($0.id.rawValue) }.map { Explanation($0) },
        "Return models", formula: "expected return", subjects: [], to: &page)
      let tests = Set(
        ["tests", "event_tests"].flatMap { tables[$0]?.distinctTexts("test") ?? [] })
      write(
        Catalog.allTests.filter { tests.contains($0.id.rawValue) }.map { Explanation($0) },
        "Tests", formula: "statistic", subjects: ["null hypothesis", "assumes", "judged by"],
        to: &page)
    }
  }

  private func write(
    _ explanations: [Explanation], _ caption: String, formula: String, subjects: [String],
    to page: inout HTMLPage
  ) {
    guard !explanations.isEmpty else { return }
    let facts = ([formula] + subjects + ["source"]).map { subject in
      GridColumn(
        subject,
        explanations.map { explanation in
          explanation.facts.first { $0.subject == subject }?.text ?? "-"
        }, overflow: .wrap)
    }
    let names = GridColumn("name", explanations.map { "\($0.id): \($0.title)" }, overflow: .wrap)
    page.table(caption, [names] + facts, rows: explanations.count, codes: [formula])
  }

  // MARK: Provenance

  /// What the results were made from, and how to make them again.
  func writeProvenance(to page: inout HTMLPage) {
    let facts = provenanceFacts
    guard !facts.isEmpty else { return }
    page.section("provenance", "Provenance") { page in
      page.facts(facts.map { (cell($0, "key"), cell($0, "value")) })
      let entries = tables.records("provenance")
      guard let spec = entries.first(where: { $0.text("key") == "spec" })?.text("value") else {
        return
      }
      // Another run is of another revision.
      let study = name.prefix { $0 != "@" }
      page.paragraph(
        "With the inputs named above imported, the file below, saved as \(study).yaml, gives these "
          + "results again:")
      page.verbatim(
        "reaction study \(study).yaml\nreaction report \(study) -o \(study).html",
        label: "Commands that reproduce the report")
      page.verbatim(spec, label: "Study file")
    }
  }
}
