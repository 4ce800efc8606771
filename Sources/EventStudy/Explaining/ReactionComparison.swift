import MarketData
import Statistics
public import Tables

/// The reactions of a study compared between groups of its events.
public struct ReactionComparison: Sendable {
  private let spec: ComparisonSpec
  private let pairs: [GroupPair]
  private let outcomes: [[GroupPair.Outcome]]
  /// The events that have no group.
  private let withoutGroup: Int

  /// Compares the stored reactions of a study.
  ///
  /// - Parameters:
  ///   - spec: What is asked.
  ///   - car: The study's result table `car`.
  ///   - events: The study's events with their columns.
  ///   - threads: How many threads move labels; the numbers are the same on any.
  /// - Throws: `ExplainingProblem` for a column, model or window that the study does not have, and
  ///   for fewer than two or too many groups.
  public init(_ spec: ComparisonSpec, car: Table, events: ExplainedEvents, threads: Int)
    throws(ExplainingProblem)
  {
    self.spec = spec
    let cells = try events.cells(of: spec.column)
    let names = Set(cells.compactMap { $0 }).sorted {
      $0.utf8.lexicographicallyPrecedes($1.utf8)
    }
    try Self.check(names, spec)
    let blocks = try spec.block.map { block throws(ExplainingProblem) in
      EventClusters.Partition(try events.cells(of: block).map { $0 ?? "" }).codes
    }
    let groups = names.map { name in cells.indices.filter { cells[$0] == name } }
    withoutGroup = cells.count { $0 == nil }
    pairs = try Reactions.chosen(model: spec.model, window: spec.window, in: car, of: events)
      .flatMap { reactions in
        Self.pairs(
          reactions, names, groups,
          blocks ?? [Int](repeating: 0, count: events.entries.count))
      }
    outcomes = pairs.map { $0.outcomes(spec, threads: threads) }
  }

  private static func check(_ names: [String], _ spec: ComparisonSpec) throws(ExplainingProblem) {
    guard names.count > 1 else {
      throw ExplainingProblem(
        "the column '\(spec.column)' has "
          + (names.first.map { "the one value '\($0)'" } ?? "no values")
          + " among the study's events; a comparison needs two")
    }
    guard names.count <= ComparisonSpec.mostGroups else {
      throw ExplainingProblem(
        "the column '\(spec.column)' has \(names.count) different values; at most "
          + "\(ComparisonSpec.mostGroups) groups are compared: explain with numbers by "
          + "reaction regress")
    }
  }

  /// All pairs of groups; before them, of more than two, all groups together.
  private static func pairs(
    _ reactions: Reactions, _ names: [String], _ groups: [[Int]], _ blocks: [Int]
  ) -> [GroupPair] {
    let members = groups.map { $0.filter { !reactions.values[$0].isMissing } }
    func pair(_ chosen: [Int], _ names: (String, String)?) -> GroupPair {
      GroupPair(
        model: reactions.model, window: reactions.window, names: names,
        samples: chosen.map { members[$0].map { reactions.values[$0] } },
        blocks: chosen.flatMap { members[$0].map { blocks[$0] } })
    }
    let all = names.count > 2 ? [pair(Array(names.indices), nil)] : []
    return all
      + names.indices.flatMap { first in
        names.indices.dropFirst(first + 1).map { second in
          pair([first, second], (names[first], names[second]))
        }
      }
  }

  /// The table `comparisons`, under a number that tells the questions to one study apart.
  public func tables(number: Int) -> TableSet {
    TableSet([
      ComparisonTable(pairs: pairs, outcomes: outcomes, number: number, spec: spec).table
    ])
  }

  /// Whether no test has an answer.
  public var isUndefined: Bool { outcomes.joined().allSatisfy { $0.pValues == nil } }

  /// What the reader of the tests should know.
  public var notices: [Notice] {
    var notices: [Notice] = []
    if withoutGroup > 0 {
      notices.append(
        Notice(
          code: "events_left_out", severity: .warning,
          message: "\(withoutGroup) events have no \(spec.column) and are in no group."))
    }
    let isStuck = outcomes.joined().contains { $0.reason == Inapplicable.noMixedBlocks.rawValue }
    if isStuck, let block = spec.block {
      notices.append(
        Notice(
          code: "no_mixed_blocks", severity: .info,
          message:
            "No \(block) has events of both groups, so that no labels can change places: --within "
            + "month, or --within none, which takes all events as exchangeable."))
    }
    return notices
  }
}
