import MarketData

/// Where the bars of a file of prices are.
struct PriceLayout {
  /// What a column holds.
  enum Role: Hashable {
    case date
    /// A time of day beside the date.
    case clock
    case symbol
    case field(Bars.Field)
    /// The numbers of one series.
    case series(Symbol, Bars.Field)
    /// The dates of one series beside the columns of its numbers.
    case seriesDate(Symbol)
    /// `BA` where a price is the average of bid and ask.
    case priceFlag
    /// A dividend or split, of which only the checks make use.
    case action(CorporateAction.Kind)
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
  var decimalMark = DecimalMark.point
  /// Whether a price of 0 says that there is none.
  var zeroMeansMissing = false
  /// Whether a cell that begins with `#` or `$$ER` is a message of the source, not a number.
  var hasErrorCells = false
  var times = TimeLayout(order: nil)
  var notes: [String] = []

  /// The least number of columns of a row: nameless columns at the end may be left out, and so
  /// may series with dates of their own that have ended.
  var leastColumns: Int {
    hasOwnDates ? 1 : (columns.lastIndex { !$0.name.isEmpty } ?? columns.count - 1) + 1
  }

  /// Whether a column has to be read; those beyond the header's are, to see that they are empty.
  func keeps(_ column: Int) -> Bool {
    column >= columns.count || columns[column].role != .ignored
  }

  /// The columns that are read, in order: the kept fields of a row.
  var keptColumns: [Column] { columns.filter { $0.role != .ignored } }

  /// The place of a role among the kept fields.
  func slot(_ role: Role) -> Int? { keptColumns.firstIndex { $0.role == role } }

  /// Whether a row holds bars of many series.
  var isWide: Bool { !seriesFields.isEmpty }

  /// Whether the series of a row have more than closes, or dates of their own.
  var hasBlocks: Bool {
    seriesFields.contains { $0 != .close } || hasOwnDates
  }

  private var hasOwnDates: Bool {
    columns.contains { if case .seriesDate = $0.role { true } else { false } }
  }

  /// The columns of numbers of the bars.
  var fields: [Bars.Field] {
    let fields = seriesFields
    return Bars.Field.allCases.filter { slot(.field($0)) != nil || fields.contains($0) }
  }

  private var seriesFields: [Bars.Field] {
    columns.compactMap { if case .series(_, let field) = $0.role { field } else { nil } }
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
    case .series(let symbol, let field): "\(field.rawValue) of \(symbol)"
    case .seriesDate(let symbol): "date of \(symbol)"
    case .priceFlag: "price flag"
    case .action(.dividend): "dividend (for the checks)"
    case .action(.split): "split (for the checks)"
    case .ignored: "ignored"
    }
  }
}
