import Tables

extension StudyReport {
  /// The report as one HTML file that loads nothing and needs no script.
  ///
  /// It says what ``text()`` says, with charts, and is well-formed XML too. What is long is cut, with
  /// the command that gives all of it.
  ///
  /// - Parameter asked: The question in one sentence.
  public func html(asked: String) -> String {
    var page = HTMLPage()
    writeVerdict(to: &page)
    if !included.isEmpty, !models.isEmpty {
      for chart in Charts.all where has(chart) { writeFigures(chart, to: &page) }
    }
    writeEvents(to: &page)
    writeTests(to: &page)
    writeDiagnostics(to: &page)
    writeMethods(to: &page)
    writeProvenance(to: &page)
    return HTMLDocument.text(
      title: "Event study: \(name)", lead: asked, page, footer: HTMLDocument.footer(of: tables))
  }

  /// The answer of each model, then what may mislead and what to read first.
  private func writeVerdict(to page: inout HTMLPage) {
    page.section("verdict", "In short") { page in
      if included.isEmpty {
        page.paragraph(excluded.isEmpty ? "The study has no events." : unusable, style: "answer")
      }
      for model in included.isEmpty ? [] : models.prefix(Self.mostModels) {
        page.paragraph(
          (models.count > 1 ? "\(model): " : "") + answer(of: model), style: "answer")
      }
      let rest = included.isEmpty ? 0 : models.count - Self.mostModels
      if rest > 0 { page.paragraph("Below there are results of \(counted(rest, "more model")).") }
      write(notes, style: "", to: &page)
      write(warnings, style: "caution", to: &page)
    }
  }

  private func write(_ notices: [Record], style: String, to page: inout HTMLPage) {
    let codes = byCode(notices)
    page.list(codes.flatMap(\.shown), style: style)
    let rest = codes.reduce(0) { $0 + $1.rest }
    page.shown(
      notices.count - rest, of: notices.count, "notices", command: export("notices"))
  }

  /// The command that writes a whole result table.
  func export(_ table: String) -> String {
    "reaction export \(name) --table \(table) --format csv"
  }

  // MARK: Figures

  private static let columnWidth = 480.0
  private static let pageWidth = 720.0

  /// Whether the study has what the chart draws.
  private func has(_ chart: any Chart) -> Bool {
    chart.table.map { (tables[$0]?.rowCount ?? 0) > 0 } ?? true
  }

  /// A chart of each model, side by side where there is room.
  private func writeFigures(_ chart: any Chart, to page: inout HTMLPage) {
    let isByModel = chart.choices.contains(.model)
    let selections =
      isByModel
      ? models.prefix(Self.mostModels).map { ChartSelection(model: $0) } : [ChartSelection()]
    page.section(chart.id, inWords(chart.title)) { page in
      page.group("figures") { page in
        for (position, selection) in selections.enumerated() {
          writeFigure(chart, selection, id: "\(chart.id)-\(position + 1)", to: &page)
        }
      }
    }
  }

  private func writeFigure(
    _ chart: any Chart, _ selection: ChartSelection, id: String, to page: inout HTMLPage
  ) {
    do throws(ChartProblem) {
      let figure = try figure(chart, selection)
      let isMatrix = if case .band(let names) = figure.x.scale { names.count > 8 } else { false }
      let model = selection.model.map { " --model \($0)" } ?? ""
      page.figure(
        figure, id: id, width: isMatrix ? Self.pageWidth : Self.columnWidth,
        command: "reaction chart \(name) \(chart.id)\(model) --format csv")
    } catch {
      page.paragraph(error.description.uppercasedFirst + ".")
    }
  }
}

extension String {
  /// The text with a capital first letter.
  var uppercasedFirst: String { prefix(1).uppercased() + dropFirst() }
}
