import Foundation
import Statistics
import Testing

/// Numbers from numpy and scipy 1.17.1 by Reference/trailing.py.
@Suite struct TrailingRobustZTests {
  private var values: [Double] {
    var values = noise(40)
    values[30] = 4
    return values
  }

  @Test func scores() {
    let found = TrailingRobustZ(length: 21).values(of: values)
    #expect(found.prefix(21).allSatisfy { $0.isNaN })
    let expected = [
      (21, 0.33093591962134183), (30, 11.063012857076165), (31, -1.363086885701443),
      (39, -0.4489117738936239),
    ]
    for (position, z) in expected { #expect(agree(found[position], z, within: 1e-12)) }
  }

  @Test("What is missing is passed over; what does not vary judges nothing")
  func gaps() {
    var gapped = values
    gapped.insert(.nan, at: 25)
    let (whole, found) = (
      TrailingRobustZ(length: 21).values(of: values), TrailingRobustZ(length: 21).values(of: gapped)
    )
    #expect(found[25].isNaN)
    #expect(Array(found[26...]) == Array(whole[25...]))
    #expect(
      TrailingRobustZ(length: 20).values(of: [Double](repeating: 1, count: 30)).allSatisfy {
        $0.isNaN
      })
  }

  @Test("The chance of a z as it was counted in a million draws", arguments: [false, true])
  func chances(heavy: Bool) {
    let null = TrailingRobustNull(
      length: 21, tails: heavy ? .studentT(degreesOfFreedom: 4) : .standardNormal, draws: 40_000)
    // Within 6%: about four standard errors of both draws together.
    for (z, counted) in heavy ? Self.heavyCounts : Self.normalCounts {
      #expect(agree(null.probability(ofBeyond: z), counted, within: 0.06), "\(z)")
    }
    #expect(abs(null.probability(ofBeyond: 0) - 1) < 1e-12)
  }

  /// The distance from the mean of two normal values and half their distance are independent, with
  /// variances 3/2 and 1/2: z is sqrt(3)/1.4826 times a Cauchy variable.
  @Test func theChanceAfterTwoValuesIsThatOfCauchy() {
    let null = TrailingRobustNull(length: 2, tails: .standardNormal, draws: 40_000)
    for z in [1.0, 3, 10] {
      let exact = 1 - 2 / Double.pi * atan(TrailingRobustZ.consistency * z / 3.0.squareRoot())
      #expect(agree(null.probability(ofBeyond: z), exact, within: 0.04), "\(z)")
    }
  }

  private static let normalCounts = [(3.0, 0.020986), (4.0, 0.005182)]
  private static let heavyCounts = [(3.0, 0.04985), (4.0, 0.022504)]
}
