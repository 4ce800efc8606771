import MarketData
public import Statistics
public import Tables

/// The standardized reactions of assets to events in one window, with marks for those that stand out
/// among all of them.
public struct ReactionMatrix: Sendable {
  /// Which cells the p-values are adjusted for.
  public enum Family: String, CaseIterable, Sendable {
    /// All cells of the matrix.
    case matrix
    /// The cells of one event.
    case event
    /// The cells of one asset.
    case asset
  }

  private let events: [String?]
  private let symbols: [String?]
  private let cells: Table
  private let adjusted: [Double?]
  private let familySizes: [Int]
  private let level: Double

  /// A matrix of the rows of table `car` of one model and window.
  ///
  /// - Parameters:
  ///   - car: The rows.
  ///   - family: Which cells the p-values are adjusted for.
  ///   - adjustment: How they are adjusted.
  ///   - level: The adjusted p-value below which a cell is marked.
  public init(_ car: Table, family: Family, adjustment: MultipleTesting, level: Double) {
    let rows = 0..<car.rowCount
    let events = rows.map { car["event_id"]?[$0].text }
    let symbols = rows.map { car["symbol"]?[$0].text }
    let pValues = rows.map { car["p_value"]?[$0].number }
    let keys = rows.map { row in
      switch family {
      case .matrix: ""
      case .event: events[row] ?? ""
      case .asset: symbols[row] ?? ""
      }
    }
    var (adjusted, sizes) = ([Double?](repeating: nil, count: rows.count), rows.map { _ in 0 })
    for members in Dictionary(grouping: rows, by: { keys[$0] }).values {
      let size = members.count { pValues[$0] != nil }
      for (row, p) in zip(members, adjustment.adjusted(members.map { pValues[$0] })) {
        (adjusted[row], sizes[row]) = (p, size)
      }
    }
    (self.events, self.symbols, cells) = (events, symbols, car)
    (self.adjusted, familySizes, self.level) = (adjusted, sizes, level)
  }

  /// Table `reaction_matrix`: one row a cell.
  public var table: Table {
    let kept = [
      "event_id", "symbol", "model", "window_start", "window_end", "n_days", "car", "scar",
    ]
    return Table(
      "reaction_matrix",
      kept.compactMap { cells[$0] } + ["statistic", "p_value"].compactMap { cells[$0] } + [
        Column("p_adjusted", numbers: adjusted.map { $0 ?? .missing }),
        Column("n_family", integers: familySizes), Column("mark", texts: marks),
      ] + ["status", "reason"].compactMap { cells[$0] })
  }

  /// For a reader: one row an event, one column an asset, `2.31*` where the cell is marked.
  public var grid: Table {
    let (rows, columns) = (events.distinct(), symbols.distinct())
    var found: [[String?]: String] = [:]
    for row in events.indices {
      guard let value = cells["scar"]?[row].number else { continue }
      found[[events[row], symbols[row]]] = text(value) + (marks[row] ?? "")
    }
    return Table(
      "reaction_matrix",
      [Column("event_id", texts: rows)]
        + columns.map { symbol in
          Column(symbol ?? "", texts: rows.map { found[[$0, symbol]] })
        })
  }

  private var marks: [String?] { adjusted.map { $0.map { $0 < level } == true ? "*" : nil } }

  /// Two decimals, whatever the locale.
  private func text(_ value: Double) -> String {
    let hundredths = (abs(value) * 100).rounded()
    guard hundredths < 1e15 else { return "\(value)" }
    let (whole, rest) = (Int(hundredths) / 100, Int(hundredths) % 100)
    return (value < 0 && hundredths > 0 ? "-" : "") + "\(whole)." + (rest < 10 ? "0" : "")
      + "\(rest)"
  }
}

extension [String?] {
  /// Each text once, in the order of first appearance.
  fileprivate func distinct() -> [String?] {
    var seen: Set<String?> = []
    return filter { seen.insert($0).inserted }
  }
}
