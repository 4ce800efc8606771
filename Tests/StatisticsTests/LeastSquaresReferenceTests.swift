import Statistics
import Testing

/// Regressions whose numbers mpmath 1.3.0 gave from 70-digit normal equations; see
/// Reference/references.py. The tolerance is relative and grows with the condition of the design.
@Suite struct LeastSquaresReferenceTests {
  struct Fit: CustomTestStringConvertible {
    let testDescription: String
    let tolerance: Double
    let coefficients: [Double]
    let sumOfSquaredResiduals: Double
    let inverseDiagonal: [Double]
    let quadraticForm: Double

    var design: [[Double]] {
      let constant = [Double](repeating: 1, count: 120)
      let market = syntheticMarket(120).market
      let noises = (0..<5).map { Array(noise(840)[(240 + $0 * 120)...].prefix(120)) }
      switch testDescription {
      case "market model": return [constant, market]
      case "badly scaled":
        let scales = [1e-9, 1e-4, 1, 1e5, 1e8]
        return [constant] + zip(noises, scales).map { column, scale in column.map { $0 * scale } }
      case "near-collinear":
        return [constant, market, zip(market, noises[4]).map { $0 + 1e-6 * $1 }]
      default: return [constant, (0..<120).map { 1e6 + Double($0) }]
      }
    }
  }

  static let fits = [
    Fit(
      testDescription: "market model", tolerance: 1e-13,
      coefficients: [0.00012990364984249826, 1.2221013098744176],
      sumOfSquaredResiduals: 0.008313266618865493,
      inverseDiagonal: [0.008461428058595517, 64.66363193910173],
      quadraticForm: 258.2989436891176),
    Fit(
      testDescription: "badly scaled", tolerance: 1e-12,
      coefficients: [
        0.0017669475615161038, 3386570.3130618827, 51.779322636233495, 0.0014517882444277151,
        -8.399429018726339e-09, 7.613959379045295e-12,
      ],
      sumOfSquaredResiduals: 0.031000233374257943,
      inverseDiagonal: [
        0.008680037755050048, 1.2054051835132e+17, 9712431.520352766, 0.09980549942513786,
        1.1527618912677367e-11, 1.07130824344208e-17,
      ],
      quadraticForm: 4.8216303879633696e+17),
    Fit(
      testDescription: "near-collinear", tolerance: 1e-9,
      coefficients: [0.00013204424486755004, 382.54193961103397, -381.3194800335288],
      sumOfSquaredResiduals: 0.00831188830494765,
      inverseDiagonal: [0.008464752516835365, 105494704282.28006, 105494505983.39842],
      quadraticForm: 105494108589.40335),
    Fit(
      testDescription: "large offset", tolerance: 1e-10,
      coefficients: [-30.20966168452144, 3.0209714166968298e-05],
      sumOfSquaredResiduals: 0.031278791056314106,
      inverseDiagonal: [6945753.210224089, 6.9449267310229875e-06],
      quadraticForm: 6945725.428892053),
  ]

  @Test(arguments: fits)
  func agreesWithMpmath(_ fit: Fit) {
    let columns = fit.design
    let workspace = LeastSquares(maximumRows: 130, maximumColumns: 8)
    workspace.fill(columns, response: syntheticMarket(120).asset)
    #expect(workspace.solve(rows: 120, columns: columns.count) == .solved)
    let found = columns.indices.map(workspace.coefficient)
    #expect(agree(found, fit.coefficients, within: fit.tolerance))
    let diagonal = columns.indices.map(workspace.inverseDiagonal)
    #expect(agree(diagonal, fit.inverseDiagonal, within: fit.tolerance))
    let probe = columns.indices.map { Double($0 + 1) }
    #expect(agree(workspace.quadraticForm(probe), fit.quadraticForm, within: fit.tolerance))
    #expect(
      agree(workspace.sumOfSquaredResiduals, fit.sumOfSquaredResiduals, within: fit.tolerance))
  }
}

extension LeastSquares {
  /// Copies whole columns in, for tests that hold them as arrays.
  func fill(_ columns: [[Double]], response values: [Double]) {
    for (j, column) in columns.enumerated() {
      self.columns(j).update(from: column, count: column.count)
    }
    response.update(from: values, count: values.count)
  }

  /// The residuals of the last regression as an array.
  func residualArray(_ rows: Int) -> [Double] {
    Array(UnsafeBufferPointer(start: residuals, count: rows))
  }
}
