import MarketData

/// The runs of a series one behind the other, each column as the numbers it was written in.
struct JoinedRuns {
  private let runs: [Bars]
  let times: [Int64]
  let resolution: Resolution
  private let values: [(field: Bars.Field, values: [Double])]

  init(_ runs: [Bars]) {
    self.runs = runs
    times = runs.flatMap(\.times)
    resolution = runs.first?.resolution ?? .daily
    values = Bars.Field.allCases.compactMap { field in
      guard runs.contains(where: { $0[field] != .absent }) else { return nil }
      return (field, runs.flatMap { $0[field].filled($0.count).values })
    }
  }

  /// Rows in rising order of time, those of one time in the order of the runs.
  var rowsInOrder: [Int] { times.indices.sorted { (times[$0], $0) < (times[$1], $1) } }

  /// The first field in which two rows differ, and its values.
  func difference(_ a: Int, _ b: Int) -> (field: Bars.Field, Double, Double)? {
    values.first { $0.values[a].bitPattern != $0.values[b].bitPattern }
      .map { ($0.field, $0.values[a], $0.values[b]) }
  }

  /// The bars of some rows, scaled again where every run is and the integers allow it.
  func bars(_ rows: [Int]) -> Bars {
    var bars = Bars(resolution: resolution, times: rows.map { times[$0] })
    for (field, values) in values {
      bars[field] = scaled(field, values, rows) ?? .doubles(rows.map { values[$0] })
    }
    return bars
  }

  private func scaled(_ field: Bars.Field, _ values: [Double], _ rows: [Int]) -> PriceColumn? {
    let decimals = runs.map { run -> Int? in
      switch run[field] {
      case .absent: 0
      case .scaled(_, let decimals): decimals
      case .doubles: nil
      }
    }
    guard !decimals.contains(nil) else { return nil }
    let most = decimals.compactMap { $0 }.max() ?? 0
    let power = powersOfTen[most]
    var integers: [Int32] = []
    for row in rows {
      // The nearest integer is the one that was written, since the quotient was rounded once.
      let integer = (values[row] * power).rounded()
      if values[row].isMissing {
        integers.append(PriceColumn.missingInteger)
      } else if integer.magnitude <= Double(Int32.max), integer / power == values[row] {
        integers.append(Int32(integer))
      } else {
        return nil
      }
    }
    return .scaled(integers, decimals: most)
  }
}

extension PriceColumn {
  /// The column, or one of missing values where there is none.
  fileprivate func filled(_ count: Int) -> PriceColumn {
    self == .absent ? .doubles([Double](repeating: .missing, count: count)) : self
  }
}
