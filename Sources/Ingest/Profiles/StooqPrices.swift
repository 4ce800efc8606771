/// The database files of Stooq: `<TICKER>,<PER>,<DATE>,<TIME>,...`, many series in one file.
struct StooqPrices: PriceProfile {
  let id = "stooq"
  let title = "Stooq: <TICKER>,<PER>,<DATE>,<TIME>,<OPEN>,<HIGH>,<LOW>,<CLOSE>,<VOL>,<OPENINT>"

  func match(_ sample: Sample, _ options: ImportOptions) -> ProfileMatch? {
    guard sample.header.starts(with: ["<TICKER>", "<PER>", "<DATE>"]) else { return nil }
    return ProfileMatch(score: 96, evidence: "the header is that of Stooq's database files")
  }

  func layout(_ sample: Sample, _ options: ImportOptions) throws(ImportError) -> PriceLayout {
    try NamedPriceColumns(sample, options).anyLayout(options)
  }
}
