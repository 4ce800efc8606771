/// Rows with something in common: how many there are, and where the first stand.
struct NotedRows {
  private(set) var count = 0
  private var first: [Position] = []

  mutating func add(_ place: Position) {
    count += 1
    if first.count < 5 { first.append(place) }
  }

  /// The lines of the first rows: `line 4`, or `lines 4, 7, ...`.
  var lines: String {
    let numbers = first.map { "\($0.line)" }.joined(separator: ", ")
    return "line\(count == 1 ? "" : "s") \(numbers)\(count > first.count ? ", ..." : "")"
  }
}
