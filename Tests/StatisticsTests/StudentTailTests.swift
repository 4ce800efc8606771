import Statistics
import Testing

/// The polynomials of Student's tail against mpmath and against the distribution itself.
@Suite struct StudentTailTests {
  /// The t distributions of Reference/tails.csv, which Reference/tails.py writes.
  @Test func everyTailAgreesWithMpmath() throws {
    let references = try TailTests.references().filter { $0.distribution == "t" }
    #expect(references.count > 20)
    for reference in references {
      let tail = StudentTail(degreesOfFreedom: reference.parameters[0])
      guard let upper = reference.upper else { continue }
      #expect(agree(tail.upperTail(reference.statistic), upper, within: 2e-13), "\(reference)")
    }
  }

  /// Between the centres, at them, where one polynomial takes over from another, and beyond.
  @Test(arguments: [1.0, 3, 4.5, 20, 248, 5000, 1e6])
  func isTheTailOfTheDistribution(_ degrees: Double) {
    let (tail, null) = (
      StudentTail(degreesOfFreedom: degrees),
      NullDistribution.studentT(degreesOfFreedom: degrees)
    )
    for step in -800...4000 {
      let statistic = Double(step) / 400
      #expect(
        agree(tail.upperTail(statistic), null.upperTail(statistic), within: 3e-14),
        "\(degrees) degrees at \(statistic)")
    }
    for statistic in [8.1249, 8.125, 40, 1e10] {
      #expect(agree(tail.upperTail(statistic), null.upperTail(statistic), within: 3e-14))
    }
    #expect(tail.upperTail(0) == 0.5 && tail.upperTail(.infinity) == 0)
  }

  @Test func noDegreesOfFreedomHaveNoTail() {
    #expect(StudentTail(degreesOfFreedom: 0).upperTail(1).isNaN)
    #expect(StudentTail(degreesOfFreedom: .infinity).upperTail(1).isNaN)
    #expect(StudentTail(degreesOfFreedom: 5).upperTail(.nan).isNaN)
  }

  @Test func pValuesAreThoseOfTheDistribution() {
    let tails = StudentTails()
    for (degrees, statistic) in [(7, -2.5), (248, 0.3), (7, 1.0), (248, -0.1)] {
      let found = PValues(of: statistic, under: tails.tail(degreesOfFreedom: degrees))
      let expected = PValues(
        of: statistic, under: .studentT(degreesOfFreedom: Double(degrees)))
      #expect(agree(found.lower, expected.lower, within: 1e-14))
      #expect(agree(found.upper, expected.upper, within: 1e-14))
      #expect(agree(found.twoSided, expected.twoSided, within: 1e-14))
    }
  }
}
