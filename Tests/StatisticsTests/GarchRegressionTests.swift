import Foundation
import Statistics
import Testing

@Suite struct GarchRegressionTests {
  struct Reference: Sendable {
    /// `nil` for the exponential form.
    let form: GarchRegression.Form?
    let rows: Int
    let process: (arch: Double, leverage: Double, garch: Double)
    /// Constant, slope, omega, arch, leverage, garch, log-likelihood, mean variance, and the variances
    /// one and three rows on.
    let values: [Double]
  }

  // Reference/garch.py: arch 8.0.0, the best of several starts.
  static let references = [
    Reference(
      form: .symmetric, rows: 250, process: (0.15, 0.0, 0.75),
      values: [
        0.0005239153560253012,
        1.2824659707344879,
        1.4195696279166287e-05,
        0.13400239076911638,
        0.0,
        0.7099983728662786,
        813.021377751577,
        9.056418594673305e-05,
        8.033361880798605e-05,
        8.340150701773507e-05,
      ]),
    Reference(
      form: .symmetric, rows: 800, process: (0.3, 0.0, 0.5),
      values: [
        0.00017800371310755639,
        1.1890230938638098,
        1.0430053725569226e-05,
        0.3347006931996399,
        0.0,
        0.46215332555194455,
        2860.6225270390214,
        5.131660918402084e-05,
        4.5220173361325225e-05,
        4.745502354893048e-05,
      ]),
    Reference(
      form: .leveraged, rows: 500, process: (0.2, 0.2, 0.5),
      values: [
        0.0006869277714283997,
        1.1836247488150282,
        9.787240304515557e-06,
        0.21652232540651398,
        0.04504163447227718,
        0.549056206134729,
        1800.2366602399422,
        4.629609073412132e-05,
        4.6922411805585857e-05,
        4.664409536854196e-05,
      ]),
    Reference(
      form: .leveraged, rows: 800, process: (0.1, 0.2, 0.6),
      values: [
        0.00015611465262698924,
        1.185643782138193,
        1.0503584573348154e-05,
        0.14282252378135835,
        0.1795633476899704,
        0.5657785119742167,
        2839.056434710751,
        5.1417779164013256e-05,
        4.0689123541067915e-05,
        4.4825320573257066e-05,
      ]),
  ]

  static let exponentialReferences = [
    Reference(
      form: nil, rows: 250, process: (0.15, 0.0, 0.75),
      values: [
        0.000511524411323521,
        1.2815671064255643,
        -1.2341572749593306,
        0.2316207983520218,
        -0.007549914183579417,
        0.8693026795788575,
        813.294638523189,
        9.05096606554246e-05,
        8.225966893362948e-05,
        8.299051017677693e-05,
      ]),
    Reference(
      form: nil, rows: 800, process: (0.1, 0.2, 0.6),
      values: [
        0.00015914556463880289,
        1.1864322254853161,
        -2.1128913582657582,
        0.37468501891376876,
        -0.09743977779005623,
        0.7898842839550189,
        2839.2438405470557,
        5.113952681835121e-05,
        3.785641288078539e-05,
        4.191902418876395e-05,
      ]),
  ]

  /// `series` of Reference/garch.py.
  private static func series(_ reference: Reference) -> (market: [Double], asset: [Double]) {
    let raw = noise(2 * reference.rows)
    let market = raw[..<reference.rows].map { $0 * 0.04 }
    var (variance, last) = (0.0001, 0.0)
    let asset = zip(market, raw[reference.rows...]).map { market, shock in
      let news = reference.process.arch + (last < 0 ? reference.process.leverage : 0)
      variance = 0.00001 + news * last * last + reference.process.garch * variance
      last = variance.squareRoot() * shock * 12.0.squareRoot()
      return 0.0005 + 1.2 * market + last
    }
    return (market, asset)
  }

  private static func fit(_ reference: Reference) throws -> GarchRegression {
    let (market, asset) = series(reference)
    let ones = [Double](repeating: 1, count: reference.rows)
    return try #require(
      GarchRegression(
        response: asset, columns: [ones, market], form: reference.form ?? .symmetric))
  }

  @Test(arguments: references)
  func isTheReference(_ reference: Reference) throws {
    let fit = try Self.fit(reference)
    #expect(abs(fit.logLikelihood - reference.values[6]) < 1e-6)
    let found =
      fit.coefficients + [fit.omega, fit.arch, fit.leverage, fit.garch, fit.logLikelihood]
      + [fit.meanVariance, fit.variance(after: 1), fit.variance(after: 3)]
    for (value, expected) in zip(found, reference.values) {
      #expect(abs(value - expected) <= 2e-4 * abs(expected), "\(value), not \(expected)")
    }
  }

  @Test(arguments: exponentialReferences)
  func theExponentialFormIsTheReference(_ reference: Reference) throws {
    let (market, asset) = Self.series(reference)
    let ones = [Double](repeating: 1, count: reference.rows)
    let fit = try #require(
      ExponentialGarchRegression(response: asset, columns: [ones, market]))
    #expect(abs(fit.logLikelihood - reference.values[6]) < 1e-6)
    let found =
      fit.coefficients + [fit.omega, fit.arch, fit.leverage, fit.garch, fit.logLikelihood]
      + [fit.meanVariance, fit.variance(after: 1), fit.variance(after: 3)]
    for (value, expected) in zip(found, reference.values) {
      #expect(abs(value - expected) <= 1e-3 * abs(expected), "\(value), not \(expected)")
    }
    #expect(agree(fit.variance(after: 5000), fit.longRunVariance, within: 1e-9))
  }

  /// The coefficients of other columns that span the same.
  @Test func aShiftedRegressorMovesTheConstantOnly() throws {
    let (market, asset) = Self.series(Self.references[0])
    let ones = [Double](repeating: 1, count: asset.count)
    let plain = try #require(GarchRegression(response: asset, columns: [ones, market]))
    let shifted = try #require(
      GarchRegression(response: asset, columns: [ones, market.map { $0 + 3 }]))
    #expect(agree(shifted.coefficients[1], plain.coefficients[1], within: 1e-6))
    let constant = plain.coefficients[0] - 3 * plain.coefficients[1]
    #expect(agree(shifted.coefficients[0], constant, within: 1e-6))
    #expect(agree(shifted.garch, plain.garch, within: 1e-4))
  }

  /// Twice the returns have twice the coefficients and four times the variance.
  @Test func followsTheScaleOfTheResponse() throws {
    let (market, asset) = Self.series(Self.references[1])
    let ones = [Double](repeating: 1, count: asset.count)
    let plain = try #require(GarchRegression(response: asset, columns: [ones, market]))
    let doubled = try #require(
      GarchRegression(response: asset.map { 2 * $0 }, columns: [ones, market]))
    #expect(agree(doubled.coefficients[1], 2 * plain.coefficients[1], within: 1e-9))
    #expect(agree(doubled.meanVariance, 4 * plain.meanVariance, within: 1e-9))
    #expect(agree(doubled.nextVariance, 4 * plain.nextVariance, within: 1e-9))
    #expect(doubled.arch == plain.arch)
  }

  @Test func theForecastReturnsToTheMeanOfTheProcess() throws {
    let fit = try Self.fit(Self.references[0])
    let mean = fit.omega / (1 - fit.persistence)
    #expect(agree(fit.variance(after: 500), mean, within: 1e-12))
    #expect(fit.variance(after: 1) == fit.nextVariance)
  }

  @Test func hasNoFitWithoutVariationOrWithDependentColumns() {
    let ones = [Double](repeating: 1, count: 50)
    let market = noise(50)
    #expect(
      GarchRegression(response: market, columns: [ones, market.map { 2 * $0 }, market]) == nil)
    #expect(GarchRegression(response: ones.map { 0 * $0 }, columns: [market]) == nil)
    #expect(GarchRegression(response: [], columns: [[]]) == nil)
    #expect(ExponentialGarchRegression(response: market, columns: [market, market]) == nil)
    #expect(ExponentialGarchRegression(response: ones.map { 0 * $0 }, columns: [market]) == nil)
  }
}
