import EventStudy
import MarketData
import Store

/// The factors of all of a study's sets on the dates that any of them has; monthly ones on the dates
/// of the monthly prices, which may be anywhere in their month.
func factors(
  of spec: StudySpec, over prices: [Symbol: PriceSeries], _ database: ReactionDatabase
) throws -> FactorSet? {
  let sets = try asked(of: "factors") {
    try spec.factorSets.map { try database.factorSet(named: $0) }
  }
  guard let first = sets.first else { return nil }
  let frequency = first.frequency
  for (name, set) in zip(spec.factorSets, sets) {
    if let problem = problem(with: set, named: name, beside: frequency, prices) {
      throw SpecProblem(key: "factors", problem)
    }
  }
  let dates =
    frequency == .daily
    ? Set(sets.flatMap(\.dates)).sorted()
    : Set(prices.values.flatMap(\.dates)).sorted().map { CalendarDate(ordinal: Int($0)) }
  guard sets.count > 1 || frequency == .monthly else { return first }
  let vintages = sets.compactMap(\.vintage)
  return FactorSet(
    frequency: frequency, dates: dates,
    factors: sets.flatMap { set in set.factors.map { spread($0, of: set, over: dates) } },
    vintage: vintages.isEmpty ? nil : vintages.joined(separator: ", "))
}

/// A factor on other dates: those of a daily set itself, or others in the months of a monthly one.
private func spread(
  _ factor: FactorSet.Factor, of set: FactorSet, over dates: [CalendarDate]
) -> FactorSet.Factor {
  let key = set.frequency == .monthly ? month : { $0.ordinal }
  let values = Dictionary(zip(set.dates.map(key), factor.values), uniquingKeysWith: { $1 })
  return FactorSet.Factor(name: factor.name, values: dates.map { values[key($0)] ?? .missing })
}

/// Months since the year 0.
private func month(_ date: CalendarDate) -> Int {
  let (year, month, _) = date.components
  return year * 12 + month - 1
}

/// Why a set cannot explain the returns of prices: both must be daily, or both monthly, or factors
/// would meet returns over other spans.
private func problem(
  with set: FactorSet, named name: String, beside frequency: FactorSet.Frequency,
  _ prices: [Symbol: PriceSeries]
) -> String? {
  guard set.frequency == frequency, frequency != .yearly else {
    return
      "the set '\(name)' is \(set.frequency.rawValue); a study's sets are all daily or all monthly"
  }
  for symbol in prices.keys.sorted() {
    guard let dates = prices[symbol]?.dates, dates.count > 12 else { continue }
    let gaps = zip(dates, dates.dropFirst()).map { $1 - $0 }.sorted()
    let gap = gaps[gaps.count / 2]
    if frequency == .daily, gap >= 20 {
      return
        "the factors are daily and the prices of '\(symbol)' are about \(gap) days apart; import "
        + "daily prices, or choose a model without factors"
    }
    guard frequency == .monthly else { continue }
    let months = dates.map { month(CalendarDate(ordinal: Int($0))) }
    if !(28...31).contains(gap) || zip(months, months.dropFirst()).contains(where: ==) {
      return "the set '\(name)' is monthly and the prices of '\(symbol)' are about \(gap) "
        + "day\(gap == 1 ? "" : "s") apart; import \(gap < 20 ? "daily factors" : "one price a month")"
    }
  }
  return nil
}
