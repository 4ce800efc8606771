import EventStudy
import MarketData
import Testing

/// Statistics of given values against published or computed figures.
@Suite struct GivenValuesTests {
  private func statistic(_ id: TestID, _ values: [Double], variant: String? = nil) throws -> Double
  {
    let sample = Sample(
      level: .caar, window: Window(0...1), abnormal: values, dayCount: 2, standardizable: values,
      standardErrors: values.map { _ in 1 }, degreesOfFreedom: values.map { _ in 100 },
      estimation: .init(positiveShare: 0.5, averageDeviation: nil, dayCount: 0))
    let catalog = try Catalog.test(id)
    let test = try #require(variant.map { catalog.with(variant: $0) } ?? catalog)
    return try #require(test as? any SignificanceTest).evaluate(sample).statistic
  }

  /// Market-model CARs over [0, 1] of 16 additions to the S&P 500 (EventStudyTools' example data),
  /// computed with numpy 2.4.6; one firm of them is far from the others.
  static let additions = [
    0.07556965457590277, 0.019424792325471632, 0.2449209505549829, 0.005408731642407225,
    0.05808755600042355, 0.012087089663067464, 0.07422118816051627, 0.006712746609428201,
    0.04667424515702757, 0.0460783458074622, 0.0877407944213722, 0.036087002718689254,
    0.055614755947994074, 0.10940718503042764, 0.016763941657305666, 0.021394865902343886,
  ]

  /// numpy: sqrt(N) (S + g S^2/3 + g/(6N)), and with g^2 S^3/27, for g = 1.9238594636095798.
  @Test func skewnessOfAdditionsToTheIndex() throws {
    #expect(abs(try statistic("csect_t", Self.additions) / 3.8969959118993893 - 1) < 1e-12)
    #expect(abs(try statistic("skew_t", Self.additions) / 6.411893401678787 - 1) < 1e-12)
    #expect(abs(try statistic("hall_t", Self.additions) / 6.918945742258369 - 1) < 1e-12)
  }

  @Test func whatNeedsTheEventsSaysSo() throws {
    for id in ["portfolio_t", "cluster_t", "calendar_time", "joint_f", "hotelling_t2"] as [TestID] {
      #expect(throws: Inapplicable.valuesOnly) { try statistic(id, [0.01, 0.02, 0.04]) }
    }
  }
}
