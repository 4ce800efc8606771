import MarketData

/// A place in a series whose numbers are unlikely to be what was traded.
struct Doubt: Hashable {
  let kind: Warning.Code
  let symbol: Symbol
  /// The bar's time, as in `Bars`.
  let time: Int64
  /// What is odd there, in words.
  let detail: String
}

/// Doubts of one kind: how many there are, and the first few.
struct Doubts {
  private(set) var count = 0
  private(set) var symbols: Set<Symbol> = []
  private(set) var first: [Doubt] = []

  private static let kept = 3

  mutating func add(_ doubt: Doubt) {
    count += 1
    symbols.insert(doubt.symbol)
    if first.count < Self.kept { first.append(doubt) }
  }
}
