import Statistics
import Testing

// Numbers not otherwise sourced: Reference/resampling.py.
@Suite struct RandomStreamTests {
  // The first outputs that the Rust project's rand_xoshiro also tests for this state.
  @Test func followsThePublishedGenerator() {
    var stream = RandomStream(state: (1, 2, 3, 4))
    let words: [UInt64] = [
      11520, 0, 1_509_978_240, 1_215_971_899_390_074_240, 1_216_172_134_540_287_360,
      607_988_272_756_665_600, 16_172_922_978_634_559_625, 8_476_171_486_693_032_832,
      10_595_114_339_597_558_777, 2_904_607_092_377_533_576,
    ]
    for word in words { #expect(stream.next() == word) }
  }

  static let streams: [(UInt64, UInt64, [UInt64])] = [
    (
      0, 0,
      [
        18_110_106_563_157_542_208, 8_650_457_082_529_208_451, 3_032_169_436_225_125_478,
        5_211_024_849_135_804_362,
      ]
    ),
    (
      42, 0,
      [
        1_865_750_160_070_900_731, 6_791_145_067_590_612_263, 14_118_064_813_682_728_970,
        9_635_752_540_451_604_334,
      ]
    ),
    (
      42, 1,
      [
        2_310_780_259_589_285_339, 17_978_261_134_899_068_163, 3_165_560_000_597_186_997,
        2_118_433_313_359_884_777,
      ]
    ),
    (
      .max, .max,
      [
        15_123_162_084_392_049_175, 17_208_733_798_640_578_956, 14_870_577_984_249_923_660,
        2_993_047_216_219_365_311,
      ]
    ),
  ]

  @Test(arguments: streams)
  func seedsThroughSplitMix(_ seed: UInt64, _ substream: UInt64, _ words: [UInt64]) {
    var stream = RandomStream(seed: seed, substream: substream)
    for word in words { #expect(stream.next() == word) }
  }

  @Test func uniformNumbersAreTheReferences() {
    var stream = RandomStream(seed: 42, substream: 7)
    let found = (0..<4).map { _ in stream.uniform() }
    #expect(
      found == [
        0.032827696119802074, 0.5524664383573866, 0.5207704116570601, 0.013898319255316594,
      ])
  }

  @Test func boundedIntegersAreTheReferences() {
    var dice = RandomStream(seed: 42, substream: 8)
    let faces = (0..<20).map { _ in dice.integer(below: 6) }
    #expect(faces == [0, 2, 4, 3, 4, 5, 0, 2, 1, 1, 4, 5, 5, 2, 2, 4, 5, 1, 4, 1])
    // A quarter of all words is refused below this bound.
    var wide = RandomStream(seed: 42, substream: 9)
    let found = (0..<6).map { _ in wide.integer(below: 3 << 62) }
    #expect(
      found == [
        11_009_320_132_546_827_493, 6_558_641_321_729_616_564, 8_977_646_179_305_334_600,
        10_495_553_027_114_467_058, 418_120_944_180_028_166, 2_318_317_207_007_621_986,
      ])
  }

  @Test func normalNumbersAreTheReferences() {
    var stream = RandomStream(seed: 42, substream: 10)
    let expected = [
      0.3022534055973506, -1.4909015181337573, -1.421970204335057, 1.6427794250753138,
      -0.26030239652475434,
    ]
    #expect(agree(expected.map { _ in stream.normal() }, expected, within: 1e-14))
  }

  // Moments of the uniform and the normal distribution; bounds at about five standard errors.
  @Test func momentsAreThoseOfTheDistributions() throws {
    var stream = RandomStream(seed: 7)
    let uniform = (0..<100_000).map { _ in stream.uniform() }
    let normal = (0..<100_000).map { _ in stream.normal() }
    #expect(abs(try #require(uniform.mean) - 0.5) < 0.005)
    #expect(abs(try #require(uniform.sampleVariance) - 1.0 / 12) < 0.0012)
    #expect(abs(try #require(normal.mean)) < 0.016)
    #expect(abs(try #require(normal.sampleVariance) - 1) < 0.023)
    let fourth = try #require(normal.map { $0 * $0 * $0 * $0 }.mean)
    #expect(abs(fourth - 3) < 0.16)
  }
}
