public import Statistics

extension StudySpec {
  /// How the p-values of a test are adjusted over its days, or over its windows.
  public enum PValueAdjustment: RawRepresentable, CaseIterable, Hashable, Sendable {
    /// From the p-values alone, for every test.
    case formula(MultipleTesting)
    /// From the joint distribution of the wild bootstrap's draws, for test `wild`; the p-values of
    /// the others stay without adjustment (Romano & Wolf 2005, Econometrica 73:1237-1282).
    case romanoWolf

    /// All names of the study file.
    public static var allCases: [PValueAdjustment] {
      MultipleTesting.allCases.map(formula) + [.romanoWolf]
    }

    /// The adjustment of that name in the study file.
    public init?(rawValue: String) {
      guard let found = Self.allCases.first(where: { $0.rawValue == rawValue }) else { return nil }
      self = found
    }

    /// The name in the study file.
    public var rawValue: String {
      switch self {
      case .formula(let adjustment): adjustment.rawValue
      case .romanoWolf: "romano-wolf"
      }
    }

    /// The adjusted p-values of one family; nil where there are none.
    func adjusted(_ statistics: [TestStatistic?], _ alternative: Alternative) -> [Double?] {
      switch self {
      case .formula(let adjustment):
        adjustment.adjusted(statistics.map { $0?.pValues[alternative] })
      case .romanoWolf: statistics.map { $0?.jointlyAdjustedP }
      }
    }
  }
}
