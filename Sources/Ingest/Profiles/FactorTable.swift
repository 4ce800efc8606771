/// A table of factor returns as decimals: a date and one column per factor.
struct FactorTable: FactorProfile {
  let id = "factors"
  let title = "one row per date, one column of decimal returns per factor"

  func match(_ sample: Sample, _ options: ImportOptions) -> ProfileMatch? {
    guard sample.hasHeader, let key = sample.keys.first, key.contains("date") || key == "month",
      sample.header.count > 1
    else { return nil }
    return ProfileMatch(
      score: 80, evidence: "the header names a date first, then \(sample.header.count - 1) factors")
  }

  func layout(_ sample: Sample, _ options: ImportOptions) throws(ImportError) -> FactorLayout {
    guard sample.header.count > 1 else {
      throw .noColumn(sample.name, wanted: "date", header: sample.header)
    }
    return FactorLayout(
      factors: Array(sample.header.dropFirst()), headerCount: 1,
      dateOrder: sample.dateOrder(0, options))
  }
}
