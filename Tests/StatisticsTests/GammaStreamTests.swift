import Statistics
import Testing

@Suite struct GammaStreamTests {
  // Mean and variance of a gamma variable are its shape, its third central moment twice the shape.
  // Bounds: five standard errors, from the fourth and sixth central moments 3k^2 + 6k and
  // 15k^3 + 130k^2 + 120k.
  @Test(arguments: [0.3, 1, 2.5, 40])
  func momentsAreThoseOfTheShape(_ shape: Double) throws {
    var stream = RandomStream(seed: 11)
    let count = 200_000
    let values = (0..<count).map { _ in stream.gamma(shape: shape) }
    let root = Double(count).squareRoot()
    let fourth = 3 * shape * shape + 6 * shape
    let sixth = 15 * shape * shape * shape + 130 * shape * shape + 120 * shape
    let third = values.map { ($0 - shape) * ($0 - shape) * ($0 - shape) }
    #expect(values.allSatisfy { $0 >= 0 })
    #expect(abs(try #require(values.mean) - shape) < 5 * shape.squareRoot() / root)
    #expect(
      abs(try #require(values.sampleVariance) - shape)
        < 5 * (fourth - shape * shape).squareRoot() / root)
    #expect(abs(try #require(third.mean) - 2 * shape) < 5 * sixth.squareRoot() / root)
  }

  // Reference/resampling.py: the same algorithm on the same stream.
  @Test func drawsAreTheReferences() {
    var stream = RandomStream(seed: 42, substream: 11)
    let expected = [
      0.23560816310177268, 0.23642672451333602, 2.5225323986304664, 1.5379747292597996,
      0.5049927808297296, 1.022870886143514, 3.3548807912059986, 1.8450635180844137,
      3.472002156857047, 0.7493895114218021, 1.5575832890252779, 0.7851597149506014,
    ]
    #expect(agree(expected.map { _ in stream.gamma(shape: 1.5) }, expected, within: 1e-13))
  }

  // P(G < 0.5) of shape 1/2 is erf(sqrt(1/2)), the probability of a normal variable within one.
  @Test func aSmallShapeHasItsDistribution() {
    var stream = RandomStream(seed: 12)
    let share = Double((0..<100_000).count { _ in stream.gamma(shape: 0.5) < 0.5 }) / 100_000
    #expect(abs(share - 0.6826894921370859) < 0.0074)
  }
}
