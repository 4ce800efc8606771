import EventStudy
import Tables

extension StudyReport {
  /// How well a model fits, in one line: medians over the events.
  func writeFits(of model: String, to page: inout Page) {
    let fits = tables.records("fits").filter {
      $0.text("model") == model && $0.text("status") != "undefined"
    }
    guard let facts = fitFacts(fits) else { return }
    page.line(facts.joined(separator: separator))
    page.blank()
    writeZeroVariance(fits, to: &page)
  }

  /// The length of estimation and medians over fits; `nil` when there are none.
  func fitFacts(_ fits: [Record]) -> [String]? {
    let lengths = fits.compactMap { $0.integer("n_estimation") }
    guard let shortest = lengths.min(), let longest = lengths.max() else { return nil }
    let days = shortest == longest ? "\(longest)" : "\(shortest) to \(longest)"
    let median = fits.count == 1 ? "" : "median "
    return ["\(days) estimation \(words.day)s"]
      + fact("\(median)sigma", fits, "sigma") {
        words.explainsPercent
          ? roundedText($0 * 100, decimals: 2) + "% a \(words.day)" : roundedText($0, decimals: 3)
      }
      + fact(style.unicode ? "\(median)R²" : "\(median)R2", fits, "r_squared") {
        roundedText($0, decimals: 2)
      }
  }

  private func fact(
    _ name: String, _ fits: [Record], _ column: String, _ text: (Double) -> String
  ) -> [String] {
    let values = fits.compactMap { $0.number(column) }.sorted()
    guard !values.isEmpty else { return [] }
    let middle = (values[(values.count - 1) / 2] + values[values.count / 2]) / 2
    return ["\(name) \(text(middle))"]
  }
}
