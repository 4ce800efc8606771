import MarketData

/// The stock files of CRSP in its flat format 2.0 (CIZ): `PERMNO,DlyCalDt,DlyPrc,DlyPrcFlg`.
///
/// Prices have no sign; `BA` in the price flag marks the average of bid and ask.
struct CRSPFlatPrices: PriceProfile {
  let id = "crsp-ciz"
  let title = "CRSP flat file format 2.0 (CIZ): PERMNO, DlyCalDt, DlyPrc"

  func match(_ sample: Sample, _ options: ImportOptions) -> ProfileMatch? {
    let named = NamedPriceColumns(sample, options, names: PriceColumnNames.crspCIZ)
    guard named.has(.date, .field(.close)) else { return nil }
    return ProfileMatch(score: 95, evidence: "the header has CRSP's DlyCalDt and DlyPrc")
  }

  func layout(_ sample: Sample, _ options: ImportOptions) throws(ImportError) -> PriceLayout {
    try crspLayout(sample, options, names: PriceColumnNames.crspCIZ)
  }
}
