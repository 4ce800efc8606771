import Tables

/// How a number is rounded for readers, by what its column means.
enum Rounding {
  case exact
  case decimals(Int)
  case pValue

  /// The rounding for a column of numbers: prices keep their digits, p-values have 4 decimals
  /// down to `<0.0001`, test statistics 3, returns and everything else 4.
  init(columnName name: String) {
    if name.hasPrefix("p_") || name.hasSuffix("_p") {
      self = .pValue
    } else if Self.exactNames.contains(name) {
      self = .exact
    } else {
      self = .decimals(Self.statisticNames.contains(name) ? 3 : 4)
    }
  }

  private static let exactNames: Set = [
    "open", "high", "low", "close", "adjusted_close", "volume", "value",
  ]
  private static let statisticNames: Set = ["statistic", "sar", "scar", "durbin_watson"]

  func text(_ value: Double) -> String {
    switch self {
    case .exact: exactText(value)
    case .decimals(let count): roundedText(value, decimals: count)
    case .pValue: pValueText(value)
    }
  }
}

extension Column {
  /// Whether the cells are numbers, which are aligned on the right.
  var isNumeric: Bool { kind == .integer || kind == .number }

  /// The cells as readers see them, with a mark for missing ones.
  func displayCells(missing: String) -> (Int) -> String {
    let rounding = Rounding(columnName: name)
    return { row in
      switch self[row] {
      case .missing: missing
      case .text(let text): printable(text)
      case .integer(let value): String(value)
      case .number(let value): rounding.text(value)
      case .date(let ordinal): dateText(ordinal)
      }
    }
  }
}
