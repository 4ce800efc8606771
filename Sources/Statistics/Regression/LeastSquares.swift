/// Ordinary least squares by Householder QR, in memory that is allocated once.
///
/// The caller fills ``columns(_:)`` and ``response``, calls ``solve(rows:columns:)`` and reads the
/// results, as often as it likes; nothing is allocated after `init`. The design is factored as
/// X S = Q R, where the diagonal S holds powers of two that bring every column's length near 1
/// (so scaling rounds nothing); X'X is never formed (Golub and Van Loan, Matrix Computations,
/// section 5.3).
///
/// One instance serves one thread at a time.
public final class LeastSquares {
  /// How a regression came out.
  public enum Outcome: Hashable, Sendable {
    /// The coefficients are unique and at least one degree of freedom is left.
    case solved
    /// There are not more rows than columns.
    case tooFewRows
    /// The column is zero or a linear combination of the columns before it.
    case rankDeficient(column: Int)
  }

  /// What remains of a column after removing the columns before it, as a share of its length, at
  /// or below which it counts as their linear combination.
  public static let rankTolerance = 1e-12

  /// The most rows a regression may have.
  public let maximumRows: Int
  /// The most columns a regression may have.
  public let maximumColumns: Int
  /// The left-hand side, for the caller to fill; `solve` leaves it as it is.
  public let response: UnsafeMutablePointer<Double>
  /// Response minus fitted values, in the order of the rows.
  public var residuals: UnsafePointer<Double> { UnsafePointer(residualStorage) }
  /// The sum of the squared ``residuals``.
  public private(set) var sumOfSquaredResiduals = 0.0
  /// The rows and columns of the regression last solved.
  private(set) var solvedRows = 0
  private(set) var solvedColumns = 0

  private let storage: UnsafeMutablePointer<Double>
  private let design: UnsafeMutablePointer<Double>
  private let residualStorage: UnsafeMutablePointer<Double>
  private let coefficients: UnsafeMutablePointer<Double>
  private let factor: HouseholderFactor

  /// Allocates room for regressions of up to `maximumRows` rows and `maximumColumns` columns.
  public init(maximumRows: Int, maximumColumns: Int) {
    precondition(maximumRows >= 0 && maximumColumns >= 0)
    self.maximumRows = maximumRows
    self.maximumColumns = maximumColumns
    factor = HouseholderFactor(maximumRows: maximumRows, maximumColumns: maximumColumns)
    let count = maximumRows * (maximumColumns + 2) + maximumColumns
    storage = .allocate(capacity: max(1, count))
    storage.initialize(repeating: 0, count: count)
    response = storage
    residualStorage = storage + maximumRows
    design = residualStorage + maximumRows
    coefficients = design + maximumRows * maximumColumns
  }

  deinit { storage.deallocate() }

  /// Column `j` of the design, for the caller to fill; `solve` leaves it as it is.
  public func columns(_ j: Int) -> UnsafeMutablePointer<Double> { design + j * maximumRows }

  /// Regresses the first `rows` elements of ``response`` on those of the first `columns` columns.
  ///
  /// Requires finite input; a column shorter than 1e-154 counts as zero. With no columns the
  /// residuals are the response. Results may be read only after ``Outcome/solved``.
  public func solve(rows: Int, columns: Int) -> Outcome {
    precondition(rows <= maximumRows && columns <= maximumColumns)
    guard rows > columns else { return .tooFewRows }
    factor.load(design, stride: maximumRows, rows: rows, columns: columns)
    if let deficient = factor.factorise(tolerance: Self.rankTolerance) {
      return .rankDeficient(column: deficient)
    }
    factor.solve(response, into: coefficients)
    computeResiduals(rows, columns)
    (solvedRows, solvedColumns) = (rows, columns)
    return .solved
  }

  /// The coefficient of column `j`.
  public func coefficient(_ j: Int) -> Double { coefficients[j] }

  /// Element (j, j) of (X'X)^-1: the variance of coefficient `j` in units of the error variance.
  public func inverseDiagonal(_ j: Int) -> Double { factor.inverseDiagonal(j) }

  /// Writes (X'X)^-1 row by row into room for as many values as columns squared.
  public func inverseGram(into target: UnsafeMutablePointer<Double>) {
    factor.inverseGram(into: target)
  }

  /// x' (X'X)^-1 x: the variance of the fitted value at `x` in units of the error variance.
  ///
  /// `x` has as many elements as the last regression had columns.
  public func quadraticForm(_ x: UnsafePointer<Double>) -> Double { factor.quadraticForm(x) }

  /// The sum of squared residuals of another left-hand side on the design last solved.
  func sumOfSquaredResiduals(of other: UnsafePointer<Double>) -> Double {
    factor.sumOfSquaredResiduals(of: other)
  }

  // From the data rather than from Q'y: in a near-perfect fit the latter leaves rounding errors of
  // the response's size where the residuals should be.
  private func computeResiduals(_ rows: Int, _ columns: Int) {
    residualStorage.update(from: response, count: rows)
    for j in 0..<columns {
      Kernels.subtract(
        design + j * maximumRows, times: coefficients[j], from: residualStorage, rows)
    }
    sumOfSquaredResiduals = Kernels.dot(residualStorage, residualStorage, rows)
  }
}
