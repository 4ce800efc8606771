import Statistics
import Testing

@Suite struct MomentsTests {
  // numpy 2.4.6; see Reference/references.py.
  @Test func agreeWithNumpy() throws {
    let values = noise(11)
    #expect(agree(try #require(values.mean), -0.07262321203862401, within: 1e-14))
    #expect(agree(try #require(values.sampleVariance), 0.1047763741464642, within: 1e-14))
    let deviation = 0.1047763741464642.squareRoot()
    #expect(agree(try #require(values.sampleDeviation), deviation, within: 1e-14))
    #expect(values.median == 0.043155794497579336)
    #expect(values[..<10].median == 0.04575231939088553)
  }

  @Test func tooFewValuesHaveNoMoments() {
    let none: [Double] = []
    #expect(none.mean == nil && none.median == nil && none.sampleVariance == nil)
    #expect([3.0].mean == 3 && [3.0].median == 3)
    #expect([3.0].sampleVariance == nil && [3.0].sampleDeviation == nil)
  }

  @Test(arguments: [2, 3, 7, 10, 49, 1001])
  func equalValuesHaveExactlyNoVariance(_ count: Int) {
    let values = [Double](repeating: 0.1, count: count)
    #expect(values.mean == 0.1)
    #expect(values.sampleVariance == 0)
  }

  @Test func aLargeOffsetCostsNoDigitsOfTheVariance() throws {
    let offset = [4.0, 7, 13, 16].map { 1e9 + $0 }
    #expect(offset.sampleVariance == 30)
  }

  @Test func viewsOfEveryKindAgree() {
    let values = noise(37)
    #expect(values[3...].mean == Array(values[3...]).mean)
    #expect(values.lazy.map { $0 }.sampleVariance == values.sampleVariance)
    #expect(values.withUnsafeBufferPointer { $0.mean } == values.mean)
  }
}
