import MarketData

/// The legacy stock files of CRSP: `PERMNO,date,TICKER,PRC,VOL,RET`, daily or monthly.
///
/// A minus sign before `PRC` marks the average of bid and ask, and 0 that there is no price (CRSP
/// data description guide). Returns and their codes are left aside.
struct CRSPPrices: PriceProfile {
  let id = "crsp"
  let title = "CRSP legacy stock file: PERMNO, date, PRC; a negative PRC is a bid/ask average"

  func match(_ sample: Sample, _ options: ImportOptions) -> ProfileMatch? {
    let keys = Set(sample.keys)
    guard keys.contains("permno") || keys.contains("ticker"), keys.contains("prc"),
      NamedPriceColumns(sample, options, names: PriceColumnNames.crspLegacy).has(.date)
    else { return nil }
    return ProfileMatch(score: 95, evidence: "the header has CRSP's PRC")
  }

  func layout(_ sample: Sample, _ options: ImportOptions) throws(ImportError) -> PriceLayout {
    try crspLayout(sample, options, names: PriceColumnNames.crspLegacy)
  }
}

/// The layout of a CRSP file, its securities named by ticker where that names them.
func crspLayout(
  _ sample: Sample, _ options: ImportOptions, names: PriceColumnNames.Names
) throws(ImportError) -> PriceLayout {
  var named = NamedPriceColumns(sample, options, names: names)
  let permno = sample.keys.firstIndex(of: "permno")
  var note: String?
  if let permno {
    let ticker = named.places[.symbol]
    let isUsable = ticker.map { hasTickers($0, of: permno, in: sample) } ?? false
    if !isUsable { named.setSymbol(permno) }
    note = isUsable ? nil : "securities are named by PERMNO"
  }
  var layout = try named.anyLayout(options)
  layout.hasSignedAverages = true
  layout.zeroMeansMissing = true
  layout.notes += note.map { [$0] } ?? []
  return layout
}

/// Whether a column of tickers has one for every row, and a ticker of its own for each security.
private func hasTickers(_ ticker: Int, of permno: Int, in sample: Sample) -> Bool {
  var owners: [String: String] = [:]
  for row in sample.body where max(ticker, permno) < row.cells.count {
    let (name, owner) = (row.cells[ticker].trimmingSpaces, row.cells[permno])
    guard !name.isEmpty, owners[name, default: owner] == owner else { return false }
    owners[name] = owner
  }
  return true
}
