/// Daily or monthly factor returns as decimals, such as Kenneth French's: strictly rising dates
/// and one column a factor.
public struct FactorSet: Hashable, Sendable {
  /// How far apart the rows are.
  public enum Frequency: String, Hashable, Codable, Sendable {
    case daily, monthly, yearly
  }

  /// One factor: a name and a column of returns.
  public struct Factor: Hashable, Sendable {
    /// The name as its source writes it: `Mkt-RF`.
    public let name: String
    /// One value a date; `Double.missing` where the source has none.
    public let values: [Double]

    /// A named column.
    public init(name: String, values: [Double]) {
      self.name = name
      self.values = values
    }
  }

  /// How far apart the rows are.
  public let frequency: Frequency
  /// For a month, its first day.
  public let dates: [CalendarDate]
  /// The columns, in the order of the source.
  public let factors: [Factor]
  /// The edition the source states, such as `202506` for "using the 202506 CRSP database".
  public let vintage: String?

  /// A set of factors over dates.
  public init(
    frequency: Frequency, dates: [CalendarDate], factors: [Factor], vintage: String? = nil
  ) {
    self.frequency = frequency
    self.dates = dates
    self.factors = factors
    self.vintage = vintage
  }

  /// The factor of that name; case, `-`, `_` and spaces do not matter.
  public func factor(named name: String) -> Factor? {
    factors.first { Self.key($0.name) == Self.key(name) }
  }

  /// A factor's name as result tables write it: `Mkt-RF` becomes `mkt_rf`.
  public static func key(_ name: String) -> String {
    String(name.lowercased().map { "- ".contains($0) ? "_" : $0 })
  }
}
