public import Tables

/// A picture of a table: which columns are drawn as what, for pictures, specifications of other
/// programs, and data files alike.
public struct Figure {
  /// What the picture shows.
  public let title: String
  /// Of what: model, group and window.
  public let subtitle: String
  /// What there is to see, for those who do not see it.
  public let summary: String
  /// How to read it; one sentence or more an element.
  let notes: [String]
  /// The drawn numbers.
  public let data: Table
  /// What the columns of `data` mean.
  let fields: [Field]
  let x: Axis
  let y: Axis
  /// Drawn one above the other.
  let layers: [Layer]
  let legend: [LegendEntry]

  func field(_ column: String) -> Field? { fields.first { $0.column == column } }
}

/// What a column of a figure's data means to a reader.
struct Field {
  let column: String
  let title: String
  let unit: Unit

  init(_ column: String, _ title: String, _ unit: Unit = .text) {
    self.column = column
    self.title = title
    self.unit = unit
  }
}

/// How the values of a column or an axis are written.
enum Unit: Hashable {
  case text, date, count
  /// A decimal that is read in percent, with its sign.
  case percent
  /// A logarithm or another measure that is no return, with its sign.
  case measure
  /// Sessions from the event, with their sign.
  case day
  case number, price, pValue
}

/// One direction of a figure.
struct Axis {
  enum Scale: Hashable {
    case linear(Unit)
    /// Dates in proportion to the days between them.
    case time
    /// Texts in the given order, each with as much room.
    case band([String])
  }

  let title: String
  let scale: Scale
  /// Whether lines are drawn at the ticks.
  var showsGrid = false
  /// What is covered at most; what lies beyond is drawn at the edge.
  var limits: ClosedRange<Double>?
}

/// The rows of a figure's data drawn as marks of one kind.
struct Layer {
  let mark: Mark
  var x: Position?
  var x2: Position?
  var y: Position?
  var y2: Position?
  var paint = Paint.series(0)
  /// Draws only the rows whose text in a column is the given one.
  var only: (column: String, value: String)?
  /// The columns that are told of a mark that is pointed at.
  var tooltip: [String] = []
}

enum Mark: Hashable {
  /// A line through the rows in their order, broken where a value is missing.
  case line
  /// The area between `y` and `y2` over `x`, broken where a value is missing.
  case band
  /// From the axis or `y2` to `y`: between `x` and `x2`, else most of a unit wide around `x`.
  case bar
  case dot
  /// A line across the figure at the one position that is given, or from `x`, `y` to `x2`, `y2`.
  case rule
  /// The whole room of a text on either band axis.
  case cell
  /// The text of a column, just beyond `y` as seen from zero, or in the middle of a cell.
  case label(column: String)
}

/// Where a mark is, along one axis.
enum Position: Hashable {
  case column(String)
  case constant(Double)
}

/// The colour of marks.
enum Paint: Hashable {
  /// One of the distinct colours.
  case series(Int)
  /// The distinct colour of a text's place in a list.
  case category(column: String, values: [String])
  /// From one hue through white at zero to another at `limit` and beyond.
  case diverging(column: String, limit: Double)
  /// The colour of text.
  case ink
  /// A grey.
  case quiet
}

/// One line of the explanation of marks.
struct LegendEntry: Hashable {
  let mark: Mark
  let paint: Paint
  let text: String
}

extension Unit {
  /// A value for a reader.
  func text(_ cell: Cell) -> String {
    switch cell {
    case .missing: "-"
    case .text(let text): text
    case .date(let ordinal): dateText(ordinal)
    case .integer(let value): self == .day ? signed(value) : countText(value)
    case .number(let value): text(value)
    }
  }

  private func text(_ value: Double) -> String {
    switch self {
    case .percent: percentText(value)
    case .measure: roundedText(value, decimals: 3, plus: true)
    case .pValue: pValueText(value)
    case .price: priceText(value)
    case .day: signed(Int(value))
    case .text, .date, .count: exactText(value)
    case .number: roundedText(value, decimals: 2, plus: true)
    }
  }
}
