import MarketData

/// Datastream's request tables: a row of names, a row of codes, then a date and one column a
/// series. A series that could not be delivered has an error for a name or a code.
struct DatastreamPrices: PriceProfile {
  let id = "datastream"
  let title = "Datastream: a row of names, a row of codes, then dates and closes"

  func match(_ sample: Sample, _ options: ImportOptions) -> ProfileMatch? {
    guard sample.rows.count > 2, columnKey(sample.rows[0].cells[0]) == "name",
      columnKey(sample.rows[1].cells[0]) == "code"
    else { return nil }
    return ProfileMatch(score: 98, evidence: "the first two rows begin with 'Name' and 'Code'")
  }

  func layout(_ sample: Sample, _ options: ImportOptions) throws(ImportError) -> PriceLayout {
    guard sample.rows.count > 2 else { throw .unrecognised(sample.name, kind: "prices") }
    let names = sample.rows[0].cells.map(\.trimmingSpaces)
    let codes = sample.rows[1].cells.map(\.trimmingSpaces)
    var columns = [PriceLayout.Column(name: "Code", role: .date)]
    for (name, code) in zip(names, codes).dropFirst() {
      let isSeries = !code.isEmpty && ![name, code].contains { $0.withBytes(isErrorMessage) }
      let role = PriceLayout.Role.series(Symbol(rawValue: code), .close)
      if isSeries, columns.contains(where: { $0.role == role }) {
        throw .duplicateColumn(sample.name, column: code)
      }
      columns.append(.init(name: code, role: isSeries ? role : .ignored))
    }
    let times = TimeLayout(SampledStamp.all(sample.rows.dropFirst(2), date: 0), options)
    return PriceLayout(
      columns: columns, headerCount: 2, hasErrorCells: true, times: times,
      notes: times.notes + notes(names, codes, columns))
  }

  private func notes(
    _ names: [String], _ codes: [String], _ columns: [PriceLayout.Column]
  ) -> [String] {
    let failed = columns.indices.filter { columns[$0].role == .ignored }
    let dead = names.indices.filter { names[$0].hasPrefix("DEAD - ") && $0 < codes.count }
    return
      (failed.isEmpty
      ? []
      : [
        "columns without a series left aside: \(failed.map { "\($0 + 1)" }.joined(separator: ", "))"
      ])
      + dead.map { "\(codes[$0]) is marked DEAD; Datastream repeats its last price to the end" }
  }
}
