import Statistics
import Testing

/// Lines that outliers hardly move.
@Suite struct RobustLinesTests {
  /// `series` of Reference/robust_lines.py.
  private static func skewedSeries(_ rows: Int) -> (x: [Double], y: [Double]) {
    let raw = noise(2 * rows)
    let x = raw[..<rows].map { $0 * 0.04 }
    let y = x.indices.map { 0.0005 + 1.2 * x[$0] + 0.03 * raw[rows + $0] + ($0 % 9 == 0 ? 0.2 : 0) }
    return (x, y)
  }

  // Reference/robust_lines.py: statsmodels 0.15.0, scipy 1.17.1.
  @Test(arguments: [
    (60, [0.004946257235431419, 0.8453320432452307], 0.012135760305441154),
    (251, [0.0026626545783154905, 1.0967314441071223], 0.011897056576519781),
  ])
  func huberIsTheReference(_ rows: Int, _ line: [Double], _ scale: Double) throws {
    let (x, y) = Self.skewedSeries(rows)
    let fit = try #require(
      HuberRegression(response: y, columns: [[Double](repeating: 1, count: rows), x]))
    #expect(agree(fit.coefficients, line, within: 1e-9))
    #expect(agree(fit.scale, scale, within: 1e-9))
  }

  @Test(arguments: [
    (60, [0.00478355386241318, 0.8671465809057269]),
    (251, [0.002171285367671553, 1.0129384996819346]),
  ])
  func leastAbsoluteIsTheReference(_ rows: Int, _ line: [Double]) throws {
    let (x, y) = Self.skewedSeries(rows)
    let fit = try #require(LeastAbsoluteLine(x, y))
    #expect(agree([fit.intercept, fit.slope], line, within: 1e-11))
  }

  @Test(arguments: [
    (60, [0.0050185855342474266, 0.8974134962096892]),
    (251, [0.002324498872585614, 1.0973677243754476]),
  ])
  func theilSenIsTheReference(_ rows: Int, _ line: [Double]) throws {
    let (x, y) = Self.skewedSeries(rows)
    let fit = try #require(TheilSenLine(x, y))
    #expect(agree([fit.intercept, fit.slope], line, within: 1e-11))
  }

  /// No line through two of the points has a smaller sum: all of them are tried.
  @Test(arguments: [4, 5, 12, 25])
  func noLineThroughTwoPointsIsBetter(_ rows: Int) throws {
    let (x, y) = Self.skewedSeries(rows)
    func sum(_ intercept: Double, _ slope: Double) -> Double {
      zip(x, y).reduce(0) { $0 + abs($1.1 - intercept - slope * $1.0) }
    }
    let fit = try #require(LeastAbsoluteLine(x, y))
    let least = sum(fit.intercept, fit.slope)
    for i in x.indices {
      for j in 0..<i {
        let slope = (y[i] - y[j]) / (x[i] - x[j])
        #expect(least <= sum(y[i] - slope * x[i], slope) * (1 + 1e-12))
      }
    }
  }

  /// A line is found whatever lies on it most.
  @Test func anExactLineIsFoundThroughOutliers() throws {
    let x = noise(30)
    let y = x.indices.map { 2 - 3 * x[$0] + ($0 % 5 == 0 ? 10 : 0) }
    let absolute = try #require(LeastAbsoluteLine(x, y))
    #expect(abs(absolute.intercept - 2) < 1e-12 && abs(absolute.slope + 3) < 1e-12)
    let median = try #require(TheilSenLine(x, y))
    #expect(abs(median.slope + 3) < 1e-12)
  }

  /// A stock that seldom trades: most of its returns are zero.
  @Test func huberGoesToTheLineOfMostPoints() throws {
    let same = [Double](repeating: 1, count: 9)
    for response in [[0, 0, 0, 0, 0, 0, 0, 0, 1], [Double](repeating: 0, count: 9)] {
      let fit = try #require(HuberRegression(response: response, columns: [same]))
      #expect(fit.coefficients == [0] && fit.scale == 0)
    }
  }

  @Test func thereIsNoLineWithoutVariation() {
    let same = [Double](repeating: 1, count: 9)
    #expect(LeastAbsoluteLine(same, noise(9)) == nil)
    #expect(TheilSenLine(same, noise(9)) == nil)
    #expect(LeastAbsoluteLine([], []) == nil && TheilSenLine([1], [1]) == nil)
    #expect(HuberRegression(response: noise(9), columns: [same, same]) == nil)
    let many = noise(TheilSenLine.largestCount + 1)
    #expect(TheilSenLine(many, many) == nil)
  }
}
