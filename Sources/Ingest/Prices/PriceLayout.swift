import MarketData

/// Where the bars of a file of prices are.
struct PriceLayout {
  /// What a column holds.
  enum Role: Hashable {
    case date
    /// A time of day beside the date, which must be midnight.
    case clock
    case symbol
    case field(Bars.Field)
    /// The closes of one series.
    case series(Symbol)
    case ignored
  }

  struct Column {
    var name: String
    var role: Role
  }

  var columns: [Column]
  /// The records before the first bar.
  var headerCount: Int
  /// The symbol of every row, when no column names one.
  var symbol: Symbol?
  /// Whether a negative price is the average of bid and ask, marked by its sign.
  var hasSignedAverages = false
  var dateOrder: ImportOptions.DateOrder?
  var decimalMark = DecimalMark.point
  var notes: [String] = []

  /// The least number of columns of a row: nameless columns at the end may be left out.
  var leastColumns: Int { (columns.lastIndex { !$0.name.isEmpty } ?? columns.count - 1) + 1 }

  /// Whether a column has to be read; those beyond the header's are, to see that they are empty.
  func keeps(_ column: Int) -> Bool {
    column >= columns.count || columns[column].role != .ignored
  }

  /// The columns that are read, in order: the kept fields of a row.
  var keptColumns: [Column] { columns.filter { $0.role != .ignored } }

  /// The place of a role among the kept fields.
  func slot(_ role: Role) -> Int? { keptColumns.firstIndex { $0.role == role } }

  /// Whether a row holds closes of many series.
  var isWide: Bool { columns.contains { if case .series = $0.role { true } else { false } } }

  /// The columns of numbers of the bars.
  var fields: [Bars.Field] {
    isWide ? [.close] : Bars.Field.allCases.filter { slot(.field($0)) != nil }
  }

  var describedColumns: [Detection.Column] {
    columns.map { Detection.Column(name: $0.name, role: $0.role.name) }
  }
}

extension PriceLayout.Role {
  var name: String {
    switch self {
    case .date: "date"
    case .clock: "time"
    case .symbol: "symbol"
    case .field(let field): field.rawValue
    case .series(let symbol): "close of \(symbol)"
    case .ignored: "ignored"
    }
  }
}
