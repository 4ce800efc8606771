public import EventStudy
public import Tables

/// What there is to know about a test or a model before choosing it, from the catalog alone.
public struct Explanation: Hashable, Sendable {
  /// One thing said: what it is about, and the words.
  public struct Fact: Hashable, Sendable {
    /// What the words are about: `null hypothesis`.
    public let subject: String
    /// The words; a formula when it is one.
    public let text: String
  }

  /// The name in study files.
  public let id: String
  /// The name for readers.
  public let title: String
  /// What is said, in order.
  public let facts: [Fact]

  /// What the catalog says about a test.
  public init(_ test: any StatisticalTest) {
    id = test.id.rawValue
    title = test.title
    let subject =
      switch test.subject {
      case .sample: "a sample of events"
      case .singleEvent: "one event"
      }
    let volatility = test.measures == [.volatility] ? ", with measure: volatility" : ""
    let bars = test.takesSessions ? "" : ", in a study of bars"
    let named = test.variants.count > 1 ? test.variants : []
    facts = [
      Fact(subject: "tests", text: subject + volatility + bars),
      Fact(subject: "null hypothesis", text: test.null),
      Fact(subject: "assumes", text: test.assumption),
      Fact(subject: "statistic", text: test.formula),
      Fact(subject: "judged by", text: test.distribution),
      Fact(subject: "read it when", text: test.useWhen),
      Fact(subject: "do not trust it when", text: test.avoidWhen),
      Fact(subject: "variants", text: named.joined(separator: ", ")),
      Fact(subject: "source", text: test.reference),
    ].filter { !$0.text.isEmpty }
  }

  /// What the catalog says about a return model.
  public init(_ model: any ReturnModel) {
    id = model.id.rawValue
    title = model.title
    let needs = [model.usesMarket ? "the market series" : nil, model.usesFactors ? "factors" : nil]
    let settings = model.settings.map { "\($0.name) (\($0.value))" }
    facts = [
      Fact(subject: "expected return", text: model.formula),
      Fact(subject: "needs", text: needs.compactMap { $0 }.joined(separator: " and ")),
      Fact(subject: "settings", text: settings.joined(separator: ", ")),
      Fact(subject: "source", text: model.reference),
    ].filter { !$0.text.isEmpty }
  }
}

extension Explanation {
  /// The explanation for a terminal; every line ends with a line feed.
  public func text(style: TextStyle) -> String {
    var page = Page(style: style)
    page.title("\(id): \(title)")
    let width = facts.map { displayWidth($0.subject) }.max() ?? 0
    for fact in facts {
      let mark = fact.subject + String(repeating: " ", count: width - displayWidth(fact.subject))
      page.paragraph(fact.text, mark: mark + "  ", paint: style.dim)
    }
    return page.lines.map { $0 + "\n" }.joined()
  }

  /// The explanation as a section of a Markdown page.
  public var markdown: String {
    let lines = facts.map { fact in
      // A formula keeps its signs only as code.
      let isFormula = ["statistic", "expected return"].contains(fact.subject)
      return "- \(fact.subject): \(isFormula ? "`\(fact.text)`" : fact.text)"
    }
    return "### \(id)\n\n\(title).\n\n\(lines.joined(separator: "\n"))\n"
  }

  /// Some explanations as rows, one a fact.
  public static func table(_ explanations: [Explanation]) -> Table {
    let rows = explanations.flatMap { explanation in
      explanation.facts.map { (explanation, $0) }
    }
    return Table(
      "explanations",
      [
        Column("id", texts: rows.map(\.0.id)), Column("title", texts: rows.map(\.0.title)),
        Column("subject", texts: rows.map(\.1.subject)), Column("text", texts: rows.map(\.1.text)),
      ])
  }
}
