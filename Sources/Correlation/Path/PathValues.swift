import Foundation
import MarketData
import Statistics
import Tables

/// The correlations of a path, and what was estimated for them.
struct PathValues {
  /// One estimated or tested number.
  struct Parameter {
    let symbol: String?
    let term: String
    var estimate = Double.missing
    var statistic = Double.missing
    var degrees: Int?
    var pValue = Double.missing
    var caution: String?
  }

  /// The position of the first day with a correlation.
  let first: Int
  let correlations: [Double]
  /// The days that a confidence interval counts; `nil` without one.
  var window: Int?
  var parameters: [Parameter] = []

  static func rolling(_ x: [Double], _ y: [Double], window: Int) -> PathValues {
    let correlations = (window...x.count).map { end in
      PairMoments(Array(x[end - window..<end]), Array(y[end - window..<end])).correlation
    }
    return PathValues(first: window - 1, correlations: correlations, window: window)
  }

  static func exponential(_ x: [Double], _ y: [Double], decay: Double, start: Int) -> PathValues {
    var products = SIMD3<Double>.zero
    for t in 0..<start { products += SIMD3(x[t] * x[t], y[t] * y[t], x[t] * y[t]) }
    products /= Double(start)
    var correlations = [products.correlation]
    for t in start..<x.count {
      let news = SIMD3(x[t] * x[t], y[t] * y[t], x[t] * y[t])
      products = decay * products + (1 - decay) * news
      correlations.append(products.correlation)
    }
    return PathValues(first: start - 1, correlations: correlations)
  }

  static func dynamic(_ fit: DynamicCorrelation, _ names: [Symbol]) -> PathValues {
    var parameters = zip(names, fit.margins).flatMap { symbol, margin in
      [
        ("mean", margin.mean), ("omega", margin.omega), ("alpha", margin.alpha),
        ("beta", margin.beta),
      ].map { term, value in
        Parameter(
          symbol: symbol.rawValue, term: term, estimate: value,
          caution: term == "mean" ? nil : margin.caution)
      }
    }
    parameters += [
      Parameter(symbol: nil, term: "a", estimate: fit.news, caution: fit.caution),
      Parameter(symbol: nil, term: "b", estimate: fit.memory, caution: fit.caution),
      Parameter(symbol: nil, term: "log_likelihood", estimate: fit.logLikelihood),
    ]
    if let test = fit.constancy {
      parameters.append(
        Parameter(
          symbol: nil, term: "constant_correlation", statistic: test.statistic,
          degrees: test.degreesOfFreedom, pValue: test.pValue))
    }
    return PathValues(first: 0, correlations: fit.path, parameters: parameters)
  }

  /// Table `correlation_path`; intervals are Fisher's at 95%.
  func table(_ names: [Symbol], _ method: CorrelationPath.Method, _ days: [Int]) -> Table {
    let count = correlations.count
    let quantile = NullDistribution.standardNormal.quantile(upperTail: 0.025)
    let distance = window.flatMap { $0 > 3 ? quantile / Double($0 - 3).squareRoot() : nil }
    func bound(_ sign: Double) -> [Double] {
      correlations.map { r in
        guard let distance, abs(r) < 1 else { return .missing }
        return tanh(atanh(r) + sign * distance)
      }
    }
    return Table(
      "correlation_path",
      [
        Column("symbol_1", texts: Array(repeating: names[0].rawValue, count: count)),
        Column("symbol_2", texts: Array(repeating: names[1].rawValue, count: count)),
        Column("method", texts: Array(repeating: method.name, count: count)),
        Column("session", dates: days.suffix(count).map { $0 }),
        Column("r", numbers: correlations), Column("conf_low", numbers: bound(-1)),
        Column("conf_high", numbers: bound(1)),
        Column("status", texts: correlations.map { $0.isMissing ? "undefined" : "ok" }),
        Column(
          "reason",
          texts: correlations.map { $0.isMissing ? Unavailable.zeroVariance.rawValue : nil }),
      ])
  }

  /// Table `correlation_parameters`.
  func parameterTable(_ names: [Symbol], days: Int) -> Table {
    Table(
      "correlation_parameters",
      [
        Column("symbol", texts: parameters.map { $0.symbol ?? "\(names[0]) \(names[1])" }),
        Column("term", texts: parameters.map(\.term)),
        Column("n_days", integers: parameters.map { _ in days }),
        Column("estimate", numbers: parameters.map(\.estimate)),
        Column("statistic", numbers: parameters.map(\.statistic)),
        Column("df", integers: parameters.map(\.degrees)),
        Column("p_value", numbers: parameters.map(\.pValue)),
        Column("status", texts: parameters.map { $0.caution == nil ? "ok" : "approximate" }),
        Column("reason", texts: parameters.map(\.caution)),
      ])
  }
}

extension SIMD3<Double> {
  /// The correlation of mean products: of the first, of the second, of both.
  fileprivate var correlation: Double {
    x > 0 && y > 0 ? withinOne(z / (x * y).squareRoot()) : .missing
  }
}
