import Foundation
public import MarketData
import Statistics
public import Tables

/// How the correlation of two series moved over time.
public struct CorrelationPath: Sendable {
  /// How the correlation of a day is taken.
  public enum Method: Hashable, Sendable {
    /// Over the latest days, each alike.
    case rolling(window: Int)
    /// Over all days before and this one, with weights that fall by a factor a day, about zero
    /// (J.P. Morgan 1996, RiskMetrics); it starts with the mean products of the first days.
    case exponential(decay: Double, start: Int)
    /// Engle's DCC(1,1) on GARCH(1,1) margins.
    case dynamic

    /// The name in tables.
    var name: String {
      switch self {
      case .rolling: "rolling"
      case .exponential: "ewma"
      case .dynamic: "dcc"
      }
    }

    /// The fewest days for a path.
    var leastDays: Int {
      switch self {
      case .rolling(let window): window
      case .exponential(_, let start): start
      case .dynamic: 100
      }
    }
  }

  /// Table `correlation_path`: one row a day with a correlation.
  public let path: Table
  /// Table `correlation_parameters`: what was estimated and tested on the way.
  public let parameters: Table

  /// The path of a pair over the days on which both series have a return.
  ///
  /// - Parameters:
  ///   - panel: The returns.
  ///   - pair: The two series, as positions in the panel.
  ///   - method: How the correlation of a day is taken.
  /// - Throws: `PathProblem` when there are too few days or a series does not vary.
  public init(_ panel: ReturnPanel, pair: (Int, Int), method: Method) throws(PathProblem) {
    let (x, y) = (panel.columns[pair.0], panel.columns[pair.1])
    let days = x.indices.filter { !x[$0].isMissing && !y[$0].isMissing }
    let names = [panel.symbols[pair.0], panel.symbols[pair.1]]
    guard days.count >= method.leastDays else {
      throw .tooFewDays(found: days.count, needed: method.leastDays)
    }
    let (first, second) = pairedValues(x, y, at: days)
    for (symbol, values) in zip(names, [first, second])
    where !((values.sumOfSquaredDeviations ?? 0) > 0) {
      throw .zeroVariance(symbol)
    }
    let found: PathValues
    switch method {
    case .rolling(let window): found = .rolling(first, second, window: window)
    case .exponential(let decay, let start):
      found = .exponential(first, second, decay: decay, start: start)
    case .dynamic:
      guard let dynamic = DynamicCorrelation(first, second) else { throw .zeroVariance(names[0]) }
      found = .dynamic(dynamic, names)
    }
    path = found.table(names, method, days.map(panel.date))
    parameters = found.parameterTable(names, days: days.count)
  }
}

/// Why there is no path.
public enum PathProblem: Error, Hashable, Sendable, CustomStringConvertible {
  /// The two series have too few returns on the same days.
  case tooFewDays(found: Int, needed: Int)
  /// A series is constant.
  case zeroVariance(Symbol)

  /// What is wrong, and what would be right.
  public var description: String {
    switch self {
    case .tooFewDays(let found, let needed):
      "the two series have returns on \(found) common days; at least \(needed) are needed"
    case .zeroVariance(let symbol): "the returns of '\(symbol)' do not vary"
    }
  }
}
