/// The marks of significance beside a p-value: a star for each level that it is below.
public struct Stars: Hashable, Sendable {
  /// One, two and three stars below 10, 5 and 1 percent.
  public static let usual = Stars([0.10, 0.05, 0.01])

  /// The levels, the highest first.
  public let levels: [Double]

  /// Marks at the given levels, in any order.
  public init(_ levels: [Double]) { self.levels = levels.sorted(by: >) }

  /// What the marks mean, printed wherever they are.
  public var legend: String {
    levels.enumerated().reversed().map { position, level in
      String(repeating: "*", count: position + 1) + " p<" + Self.text(level)
    }.joined(separator: "  ")
  }

  /// The marks of a p-value; none for a missing one.
  public func marks(_ p: Double?) -> String {
    guard let p, !p.isNaN else { return "" }
    return String(repeating: "*", count: levels.count { p < $0 })
  }

  /// A level with two decimals or, when it needs them, more.
  private static func text(_ level: Double) -> String {
    let two = roundedText(level, decimals: 2)
    return Double(two) == level ? two : exactText(level)
  }
}
