/// Columns of values over the same events, reduced to the units that are resampled together.
///
/// A unit is an event or, with clusters, all events of one cluster (say, of one date). A NaN means
/// that the event has no value in that column; it does not count there. A unit without any value
/// in a column is no unit of that column.
public struct ResamplingSample: Sendable {
  /// The number of units over all columns.
  public let unitCount: Int
  /// The columns in the order given.
  let columns: [ResamplingColumn]

  /// The number of columns.
  public var columnCount: Int { columns.count }

  /// Reads `columns`, each with a value or NaN for every event.
  ///
  /// `clusters` has the cluster of each event. Units are ordered by cluster, else as the events
  /// are: whoever wants the same draws for any order of the events sorts the events first.
  public init(columns: [[Double]], clusters: [Int32]? = nil) {
    let events = columns.first?.count ?? clusters?.count ?? 0
    precondition(columns.allSatisfy { $0.count == events })
    precondition(clusters.map { $0.count == events } ?? true)
    let units = clusters.map(Self.units)
    let unitCount = units.map { ($0.max() ?? -1) + 1 } ?? events
    self.unitCount = unitCount
    self.columns = columns.map { column in
      column.withUnsafeBufferPointer {
        ResamplingColumn($0, stride: 1, units: units, unitCount: unitCount)
      }
    }
  }

  /// Reads a matrix with a row for each event and a column for each point, rows contiguous.
  public init(
    rows: UnsafeBufferPointer<Double>, columnCount: Int, clusters: [Int32]? = nil
  ) {
    precondition(columnCount > 0 && rows.count.isMultiple(of: columnCount))
    let events = rows.count / columnCount
    precondition(clusters.map { $0.count == events } ?? true)
    let units = clusters.map(Self.units)
    let unitCount = units.map { ($0.max() ?? -1) + 1 } ?? events
    self.unitCount = unitCount
    columns = (0..<columnCount).map { column in
      ResamplingColumn(
        UnsafeBufferPointer(rebasing: rows.dropFirst(column)), stride: columnCount, units: units,
        unitCount: unitCount)
    }
  }

  /// The position of each event's cluster among the clusters in ascending order.
  private static func units(of clusters: [Int32]) -> [Int] {
    let distinct = Set(clusters).sorted()
    let positions = Dictionary(uniqueKeysWithValues: zip(distinct, distinct.indices))
    return clusters.map { positions[$0] ?? 0 }
  }
}

/// One column of a ``ResamplingSample``: the sum and the number of the values of each unit.
struct ResamplingColumn: Sendable {
  /// The sum of each unit's values; zero where it has none.
  private(set) var sums: [Double]
  /// The number of each unit's values.
  private(set) var sizes: [Double]
  /// The units with at least one value.
  let units: Double
  /// The values of all units.
  let values: Double

  init(
    _ elements: UnsafeBufferPointer<Double>, stride: Int, units: [Int]?, unitCount: Int
  ) {
    sums = [Double](repeating: 0, count: unitCount)
    sizes = sums
    var event = 0
    for position in Swift.stride(from: 0, to: elements.count, by: stride) {
      let value = elements[position]
      if !value.isNaN {
        let unit = units?[event] ?? event
        sums[unit] += value
        sizes[unit] += 1
      }
      event += 1
    }
    self.units = Double(sizes.count { $0 > 0 })
    values = sizes.withUnsafeBufferPointer {
      $0.baseAddress.map { Kernels.sum($0, unitCount) } ?? 0
    }
  }

  /// Whether every unit has at most one value, so that units are events.
  var isUnclustered: Bool { sizes.allSatisfy { $0 <= 1 } }

  /// The sum of all values.
  var total: Double { sum(sums) }

  /// The mean of all values, exactly theirs where they are equal; nil of none.
  var mean: Double? {
    guard values > 0 else { return nil }
    let first = total / values
    return first + sum(zip(sums, sizes).map { $0 - $1 * first }) / values
  }

  private func sum(_ terms: [Double]) -> Double {
    terms.withUnsafeBufferPointer { $0.baseAddress.map { Kernels.sum($0, terms.count) } ?? 0 }
  }
}
