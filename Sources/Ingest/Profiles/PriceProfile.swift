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
  private let sample: Sample

  /// Names of columns by role, the likelier first; compared as `columnKey`.
  private static let names: [(PriceLayout.Role, [String])] = [
    (.date, ["date", "timestamp", "datetime", "time", "observationdate", "tradedate", "day"]),
    (.clock, ["time"]),
    (.symbol, ["symbol", "ticker", "sym", "instrument", "name"]),
    (.field(.open), ["open", "openprice"]),
    (.field(.high), ["high", "highprice"]),
    (.field(.low), ["low", "lowprice"]),
    (.field(.close), ["close", "price", "closeprice", "closingprice", "pxlast", "closelast"]),
    (.field(.adjustedClose), ["adjustedclose", "adjclose"]),
    (.field(.volume), ["volume", "vol"]),
  ]

  init(_ sample: Sample, _ options: ImportOptions) {
    self.sample = sample
    for (role, names) in Self.names {
      let name = names.first { name in
        sample.keys.contains(name) && !places.values.contains { sample.keys[$0] == name }
          // A column of names is that of symbols only when nothing else says whose prices they are.
          && !(name == "name" && options.symbol != nil)
      }
      places[role] = name.flatMap { sample.keys.firstIndex(of: $0) }
    }
  }

  func has(_ roles: PriceLayout.Role...) -> Bool { roles.allSatisfy { places[$0] != nil } }

  /// Whether a column holds anything that only prices have.
  var hasPriceField: Bool {
    Bars.Field.allCases.contains { places[.field($0)] != nil }
  }

  /// The layout with every known column, the others ignored and named in a note.
  func layout(_ options: ImportOptions) throws(ImportError) -> PriceLayout {
    guard let date = places[.date] else { throw .noDateColumn(sample.name, header: sample.header) }
    guard has(.field(.close)) else { throw .noCloseColumn(sample.name, header: sample.header) }
    for place in places.values where sample.keys.count(where: { $0 == sample.keys[place] }) > 1 {
      throw .duplicateColumn(sample.name, column: sample.header[place])
    }
    let roles = Dictionary(uniqueKeysWithValues: places.map { ($0.value, $0.key) })
    let columns = sample.header.enumerated().map { index, name in
      PriceLayout.Column(name: name, role: roles[index] ?? .ignored)
    }
    let ignored = columns.filter { $0.role == .ignored && !$0.name.isEmpty }.map(\.name)
    return PriceLayout(
      columns: columns, headerCount: 1, dateOrder: sample.dateOrder(date, options),
      notes: ignored.isEmpty ? [] : ["columns left aside: \(ignored.joined(separator: ", "))"])
  }

  /// The layout of one series, whose symbol is given.
  func singleLayout(_ options: ImportOptions) throws(ImportError) -> PriceLayout {
    var layout = try layout(options)
    if let symbol = places[.symbol] {
      throw .symbolNotNeeded(sample.name, column: "column '\(sample.header[symbol])'")
    }
    guard let symbol = options.symbol else {
      throw .symbolNeeded(sample.name, suggestion: suggestedSymbol(sample.stem))
    }
    layout.symbol = symbol
    return layout
  }
}

/// A file's name when it looks like a symbol: short, and no lower-case word.
private func suggestedSymbol(_ stem: String?) -> String? {
  guard let stem, stem.count <= 8, stem.contains(where: \.isLetter),
    stem.allSatisfy({ $0.isUppercase || $0.isNumber || "^-=_".contains($0) })
  else { return nil }
  return stem
}
