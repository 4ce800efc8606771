import MarketData

/// Where the factors are.
struct FactorLayout {
  /// The names of the columns after the date; an empty one is left aside.
  var factors: [String]
  /// Records up to and including the header.
  var headerCount: Int
  /// Whether values are percents, -99.99 and -999 mark missing ones, and the table ends at the
  /// first record that is not like the ones before.
  var isFrench = false
  var vintage: String?
  var dateOrder: ImportOptions.DateOrder?
  var decimalMark = DecimalMark.point

  var describedColumns: [Detection.Column] {
    [Detection.Column(name: "date", role: "date")]
      + factors.map { Detection.Column(name: $0, role: $0.isEmpty ? "ignored" : "factor") }
  }
}

/// A layout of factor returns.
protocol FactorProfile: Profile {
  /// Whether a file's beginning is of this layout.
  func match(_ sample: Sample, _ options: ImportOptions) -> ProfileMatch?

  /// Where the factors are.
  func layout(_ sample: Sample, _ options: ImportOptions) throws(ImportError) -> FactorLayout
}

extension FactorProfile {
  var kind: ProfileKind { .factors }
}
