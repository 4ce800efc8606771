import MarketData

/// The price files of EventStudyTools: no header, `id;dd.mm.yyyy;price`, rows in any order.
///
/// Their prices come from CRSP, where a minus sign marks the average of bid and ask.
struct ESTPrices: PriceProfile {
  let id = "est-prices"
  let title = "EventStudyTools prices: id;dd.mm.yyyy;price without a header"

  func match(_ sample: Sample, _ options: ImportOptions) -> ProfileMatch? {
    guard !sample.hasHeader, let places = places(sample),
      sample.cells(places.date).allSatisfy({ $0.contains(".") })
    else { return nil }
    return ProfileMatch(
      score: 85, evidence: "there is no header, and records are an id, a date and a number")
  }

  func layout(_ sample: Sample, _ options: ImportOptions) throws(ImportError) -> PriceLayout {
    guard let places = places(sample) else { throw .unrecognised(sample.name, kind: "prices") }
    guard options.symbol == nil else {
      throw .symbolNotNeeded(sample.name, column: "column \(places.symbol + 1)")
    }
    var columns = (0..<3).map { PriceLayout.Column(name: "\($0 + 1)", role: .symbol) }
    columns[places.date].role = .date
    columns[places.price].role = .field(.close)
    let stamps = SampledStamp.all(sample.rows[...], date: places.date, symbol: places.symbol)
    return PriceLayout(
      columns: columns, headerCount: 0, hasSignedAverages: true,
      times: TimeLayout(stamps, options))
  }

  /// Which of three columns is which; ids may be numbers too, and then stand first.
  private func places(_ sample: Sample) -> (symbol: Int, date: Int, price: Int)? {
    guard sample.header.count == 3,
      let date = (0..<3).first(where: { sample.share($0, of: isDate) > 0.9 })
    else { return nil }
    let others = (0..<3).filter { $0 != date }
    guard let price = others.last(where: { sample.share($0, of: isNumber) > 0.9 }) else {
      return nil
    }
    return (others[0] == price ? others[1] : others[0], date, price)
  }
}
