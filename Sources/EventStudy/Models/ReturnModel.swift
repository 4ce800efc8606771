/// A rule for the return a security would have had without the event.
///
/// A linear model says what its regressors are; the fit, the prediction errors and their
/// covariance are the engine's, written once (Campbell, Lo & MacKinlay 1997, section 4.4).
/// To add a model, write one file in `Models/` and one line in `Catalog.swift`.
public protocol ReturnModel: Sendable {
  var id: ModelID { get }
  var title: String { get }
  /// The expected return as a formula.
  var formula: String { get }
  /// The source to cite.
  var reference: String { get }
  /// Whether the expected return uses the market series.
  var usesMarket: Bool { get }
  /// Whether the expected return uses a factor set.
  var usesFactors: Bool { get }
  /// Whether the model explains the returns of bars as it does those of sessions.
  var explainsBars: Bool { get }
  /// The measures whose values the model explains.
  var measures: [StudySpec.Measure] { get }

  /// Whether thousands of fits take a few seconds: else `tests: all` leaves out what fits each event
  /// again and again.
  var fitsQuickly: Bool { get }

  /// What can be set about the model, at its present values; empty for most models.
  var settings: [ModelSetting] { get }

  /// The model with some of its settings changed.
  func with(_ settings: [ModelSetting]) -> any ReturnModel
  /// The model's regression on the sessions of `context`.
  func regression(in context: ModelContext) throws(ModelProblem) -> Regression
}

extension ReturnModel {
  /// Returns, and how they vary.
  public var measures: [StudySpec.Measure] { [.return, .volatility] }
  /// Unless it needs factors, which are of days.
  public var explainsBars: Bool { !usesFactors }
  /// Yes, as least squares do.
  public var fitsQuickly: Bool { true }
  /// No settings.
  public var settings: [ModelSetting] { [] }
  /// The model itself, which has no settings.
  public func with(_ settings: [ModelSetting]) -> any ReturnModel { self }
}

/// What a model may build its regressors from: columns over the same sessions.
public struct ModelContext: Sendable {
  /// The number of sessions.
  public let sessionCount: Int
  let marketReturns: [Double]?
  let factorColumns: [(name: String, values: [Double])]

  /// The returns of the market series.
  public func market() throws(ModelProblem) -> [Double] {
    guard let marketReturns else { throw .noMarket }
    return marketReturns
  }

  /// The returns of a factor, by its name in lower case with underscores: `mkt_rf`.
  public func factor(_ name: String) throws(ModelProblem) -> [Double] {
    guard let column = factorColumns.first(where: { $0.name == name }) else {
      throw .noFactor(name, known: factorColumns.map(\.name))
    }
    return column.values
  }

  /// The names of all factors, the risk-free rate `rf` among them when the set has it.
  public var factorNames: [String] { factorColumns.map(\.name) }

  /// The column of ones.
  public var intercept: [Double] { [Double](repeating: 1, count: sessionCount) }
}

/// A linear model of `R - offset` on regressors, over the sessions of its context.
public struct Regression: Sendable {
  /// How the residual variance is taken.
  public enum ResidualVariance: Sendable {
    /// The sum of squared residuals over M - k, with M - k degrees of freedom.
    case leastSquares
    /// The sample variance about the residuals' own mean, with M - 1 degrees of freedom: the
    /// convention of models that estimate no mean (Brown & Warner 1980).
    case aboutMean
  }

  /// Subtracted from the return before regressing and added to the expected return.
  public var offset: [Double]?
  /// The regressors and the names of their coefficients.
  public var terms: [(name: String, values: [Double])]
  /// How the variance of the residuals is computed.
  public var residualVariance = ResidualVariance.leastSquares
  /// One more term that is a sum of others.
  var total: Total?
  /// Estimates the coefficients instead of least squares.
  var estimator: (any CoefficientEstimator)?
  /// The names of the parameters of a variance that moves from day to day, which the estimator
  /// estimates too.
  var varianceTerms: [String] = []

  /// A regression of `R - offset` on the terms.
  public init(
    offset: [Double]? = nil, terms: [(name: String, values: [Double])],
    residualVariance: ResidualVariance = .leastSquares
  ) {
    self.offset = offset
    self.terms = terms
    self.residualVariance = residualVariance
  }
}

extension Regression {
  /// A sum of coefficients that is reported as one more term.
  struct Total: Sendable {
    let name: String
    /// The positions of the summed terms.
    let terms: Range<Int>
  }
}

/// Estimates the coefficients of a regression by other means than least squares.
///
/// The prediction errors of least squares then stand in for its own, or those that its variance
/// foresees.
protocol CoefficientEstimator: Sendable {
  func estimate(_ sample: EstimationSample) throws(Exclusion) -> CoefficientEstimate
}

/// What an estimator found.
struct CoefficientEstimate {
  /// One a term of the regression.
  var coefficients: [Double]
  /// How the variance of the errors moves; `nil` when it does not.
  var variance: ErrorVariance?
}

/// A variance of errors that moves from day to day.
struct ErrorVariance {
  /// The values of the regression's `varianceTerms`.
  let parameters: [Double]
  /// The mean over the estimation days.
  let mean: Double
  /// The variance foreseen for some sessions after the last estimation day, 1 or more; of a session
  /// before that, the one to which it returns.
  let forecast: (_ sessions: Int) -> Double
}

/// The estimation window of one event in the columns of its grid.
struct EstimationSample {
  /// The security's returns over all sessions of the grid.
  let returns: UnsafePointer<Double>
  let design: DesignColumns
  /// The valid estimation sessions, rising.
  let sessions: [Int]
  /// From the first to the last estimation session, valid or not.
  let span: ClosedRange<Int>

  /// The security's returns of the estimation sessions, less the regression's offset.
  var response: [Double] { sessions.map { returns[$0] - design.offset[$0] } }

  /// The regressors of the estimation sessions.
  var regressors: [[Double]] {
    (0..<design.termCount).map { term in sessions.map { column(term)[$0] } }
  }

  /// A regressor over all sessions of the grid.
  func column(_ term: Int) -> UnsafePointer<Double> { UnsafePointer(design.column(term)) }
}

/// Why a model cannot be built from the study's data.
public enum ModelProblem: Error, Hashable {
  case noMarket
  case noFactor(String, known: [String])
}

/// The regression of excess returns on an intercept and factors, the market's coefficient first.
func factorRegression(_ factors: [String], in context: ModelContext) throws(ModelProblem)
  -> Regression
{
  var terms = [(name: "alpha", values: context.intercept)]
  for factor in factors {
    terms.append((factor == "mkt_rf" ? "beta" : factor, try context.factor(factor)))
  }
  return Regression(offset: try context.factor("rf"), terms: terms)
}
