import MarketData

/// A layout of prices.
protocol PriceProfile: Profile {
  /// Whether a file's beginning is of this layout.
  func match(_ sample: Sample, _ options: ImportOptions) -> ProfileMatch?

  /// Where the bars are.
  func layout(_ sample: Sample, _ options: ImportOptions) throws(ImportError) -> PriceLayout
}

extension PriceProfile {
  var kind: ProfileKind { .prices }
}

/// The columns of a file of prices that are known by their names.
struct NamedPriceColumns {
  /// The column of each role.
  private(set) var places: [PriceLayout.Role: Int] = [:]
  /// The zone of the source's clock, when that is known.
  var sourceZone: Zone?
  private let sample: Sample

  init(
    _ sample: Sample, _ options: ImportOptions,
    names: PriceColumnNames.Names = PriceColumnNames.common
  ) {
    self.sample = sample
    for (role, names) in names {
      let name = names.first { name in
        sample.keys.contains(name) && !places.values.contains { sample.keys[$0] == name }
          // A column of names is that of symbols only when nothing else says whose prices they are.
          && !(name == "name" && options.symbol != nil)
      }
      places[role] = name.flatMap { sample.keys.firstIndex(of: $0) }
    }
    // A column that names UTC or GMT is on that clock.
    if let date = places[.date] {
      let names = [date, places[.clock]].compactMap { $0.map { sample.keys[$0] } }
      if names.contains(where: { $0.contains("utc") || $0.contains("gmt") }) {
        sourceZone = Zone("UTC")
      }
    }
  }

  func has(_ roles: PriceLayout.Role...) -> Bool { roles.allSatisfy { places[$0] != nil } }

  /// Whether a column holds anything that only prices have.
  var hasPriceField: Bool {
    Bars.Field.allCases.contains { places[.field($0)] != nil }
  }

  /// Takes a column, such as one of numbers of securities, for the symbols.
  mutating func setSymbol(_ column: Int?) { places[.symbol] = column }

  /// The layout with every known column, the others ignored and named in a note.
  func layout(_ options: ImportOptions) throws(ImportError) -> PriceLayout {
    guard let date = places[.date] else { throw .noDateColumn(sample.name, header: sample.header) }
    guard has(.field(.close)) else { throw .noCloseColumn(sample.name, header: sample.header) }
    for place in places.values.sorted()
    where sample.keys.count(where: { $0 == sample.keys[place] }) > 1 {
      throw .duplicateColumn(sample.name, column: sample.header[place])
    }
    let roles = Dictionary(uniqueKeysWithValues: places.map { ($0.value, $0.key) })
    let columns = sample.header.enumerated().map { index, name in
      PriceLayout.Column(name: name, role: roles[index] ?? .ignored)
    }
    let ignored = columns.filter { $0.role == .ignored && !$0.name.isEmpty }.map(\.name)
    let times = TimeLayout(
      SampledStamp.all(
        sample.body, date: date, clock: places[.clock], symbol: places[.symbol]),
      options, sourceZone: sourceZone)
    let notes = ignored.isEmpty ? [] : ["columns left aside: \(ignored.joined(separator: ", "))"]
    return PriceLayout(columns: columns, headerCount: 1, times: times, notes: notes + times.notes)
  }

  /// The layout of one series, whose symbol is given.
  func singleLayout(_ options: ImportOptions) throws(ImportError) -> PriceLayout {
    var layout = try layout(options)
    if let symbol = places[.symbol] {
      throw .symbolNotNeeded(sample.name, column: "column '\(sample.header[symbol])'")
    }
    layout.symbol = try sample.givenSymbol(options)
    return layout
  }

  /// The layout of a file that may have a column of symbols or none.
  func anyLayout(_ options: ImportOptions) throws(ImportError) -> PriceLayout {
    guard let symbol = places[.symbol] else { return try singleLayout(options) }
    guard options.symbol == nil else {
      throw .symbolNotNeeded(sample.name, column: "column '\(sample.header[symbol])'")
    }
    return try layout(options)
  }
}

extension Sample {
  /// The symbol that the user gave for a file that names none.
  func givenSymbol(_ options: ImportOptions) throws(ImportError) -> Symbol {
    guard let symbol = options.symbol else {
      throw .symbolNeeded(name, suggestion: suggestedSymbol(stem))
    }
    return symbol
  }
}

/// A file's name when it looks like a symbol: short, and no lower-case word.
private func suggestedSymbol(_ stem: String?) -> String? {
  guard let stem, stem.count <= 8, stem.contains(where: \.isLetter),
    stem.allSatisfy({ $0.isUppercase || $0.isNumber || "^-=_".contains($0) })
  else { return nil }
  return stem
}
