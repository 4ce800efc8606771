import MarketData
public import Statistics
public import Tables

/// Whether reactions go with attributes of the events.
public struct EventAttributes: Sendable {
  /// One attribute: a text an event, `nil` where it has none.
  public struct Attribute: Sendable {
    /// The attribute's name.
    public let name: String
    /// The texts, in the order of the reactions.
    public let values: [String?]

    /// An attribute of some events.
    public init(name: String, values: [String?]) { (self.name, self.values) = (name, values) }
  }

  /// One reaction an event; missing where there is none.
  public let reactions: [Double]
  /// The attributes.
  public let attributes: [Attribute]
  /// Against what the p-values are.
  public var alternative = Alternative.twoSided
  /// How p-values are adjusted for the number of rows.
  public var adjustment = MultipleTesting.holm

  /// A question about some reactions.
  public init(reactions: [Double], attributes: [Attribute]) {
    (self.reactions, self.attributes) = (reactions, attributes)
  }

  /// Table `attribute_correlation`: Spearman and Kendall for an attribute whose values are all numbers,
  /// else Kruskal and Wallis' test of all groups and Welch's t of each against the others.
  public func table() -> Table {
    let rows = attributes.flatMap(rows)
    let pValues = rows.map { row in row.found.map { p($0.statistic, $0.null) } }
    let adjusted = adjustment.adjusted(pValues)
    return Table(
      "attribute_correlation",
      [
        Column("attribute", texts: rows.map(\.attribute)),
        Column("kind", texts: rows.map(\.kind)), Column("test", texts: rows.map(\.test)),
        Column("level", texts: rows.map(\.level)),
        Column("n_events", integers: rows.map(\.count)),
        Column("n_level", integers: rows.map(\.levelCount)),
        Column("estimate", numbers: rows.map { $0.found?.estimate ?? .missing }),
        Column("statistic", numbers: rows.map { $0.found?.statistic ?? .missing }),
        Column("distribution", texts: rows.map { $0.found?.null.name }),
        Column("df", numbers: rows.map { $0.found?.degreesOfFreedom ?? .missing }),
        Column("p_value", numbers: pValues.map { $0 ?? .missing }),
        Column("p_adjusted", numbers: adjusted.map { $0 ?? .missing }),
        Column("status", texts: rows.map { $0.reason == nil ? "ok" : "undefined" }),
        Column("reason", texts: rows.map(\.reason)),
      ])
  }

  private func p(_ statistic: Double, _ null: NullDistribution) -> Double {
    null.isSymmetric
      ? PValues(of: statistic, under: null)[alternative] : null.upperTail(statistic)
  }

  private func rows(_ attribute: Attribute) -> [AttributeRow] {
    let pairs = zip(reactions, attribute.values).compactMap { reaction, text in
      reaction.isMissing ? nil : text.map { (reaction: reaction, text: $0) }
    }
    let numbers = pairs.compactMap { pair in Double(pair.text).flatMap { $0.isFinite ? $0 : nil } }
    guard numbers.count == pairs.count, !pairs.isEmpty else { return groupRows(attribute, pairs) }
    let reactions = pairs.map(\.reaction)
    return [
      AttributeRow(attribute.name, "number", "spearman", count: pairs.count) {
        () throws(Unavailable) in try RankCorrelations.spearman(numbers, reactions)
      },
      AttributeRow(attribute.name, "number", "kendall", count: pairs.count) {
        () throws(Unavailable) in try RankCorrelations.kendall(numbers, reactions)
      },
    ]
  }

  private func groupRows(_ attribute: Attribute, _ pairs: [(reaction: Double, text: String)])
    -> [AttributeRow]
  {
    let levels = Set(pairs.map(\.text)).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    let groups = levels.map { level in pairs.filter { $0.text == level }.map(\.reaction) }
    let whole = AttributeRow(attribute.name, "group", "kruskal_wallis", count: pairs.count) {
      () throws(Unavailable) in try RankCorrelations.kruskalWallis(groups)
    }
    return [whole]
      + zip(levels, groups).map { level, group in
        let others = pairs.filter { $0.text != level }.map(\.reaction)
        var row = AttributeRow(attribute.name, "group", "welch_t", count: pairs.count) {
          () throws(Unavailable) in try RankCorrelations.welch(group, others)
        }
        (row.level, row.levelCount) = (level, group.count)
        return row
      }
  }
}

private struct AttributeRow {
  let attribute: String
  let kind: String
  let test: String
  let count: Int
  var level: String?
  var levelCount: Int?
  let found: TestedEstimate?
  let reason: String?

  init(
    _ attribute: String, _ kind: String, _ test: String, count: Int,
    _ compute: () throws(Unavailable) -> TestedEstimate
  ) {
    (self.attribute, self.kind, self.test, self.count) = (attribute, kind, test, count)
    do throws(Unavailable) { (found, reason) = (try compute(), nil) } catch {
      (found, reason) = (nil, error.rawValue)
    }
  }
}
