import Foundation

/// A reproducible stream of random numbers: xoshiro256** seeded through SplitMix64.
///
/// Blackman and Vigna (2021, ACM Transactions on Mathematical Software 47:36); Steele, Lea and
/// Flood (2014, OOPSLA, 453-472). A stream is named by a seed and a substream. Giving each
/// replicate of a resampling its own substream makes the replicate depend on its number alone, not
/// on the thread that computes it or on what was computed before.
public struct RandomStream: Sendable, RandomNumberGenerator {
  @usableFromInline var s0: UInt64
  @usableFromInline var s1: UInt64
  @usableFromInline var s2: UInt64
  @usableFromInline var s3: UInt64
  @usableFromInline var spareNormal: Double?

  /// Starts a substream of a seed.
  ///
  /// The state is four outputs of SplitMix64 that starts at the first output for `seed` plus
  /// `substream`.
  @inlinable
  public init(seed: UInt64, substream: UInt64 = 0) {
    var seeder = SplitMix64(state: seed)
    var filler = SplitMix64(state: seeder.next() &+ substream)
    self.init(state: (filler.next(), filler.next(), filler.next(), filler.next()))
  }

  /// Starts at a state of the generator, whose four words must not all be zero.
  @inlinable
  public init(state: (UInt64, UInt64, UInt64, UInt64)) {
    precondition(state.0 | state.1 | state.2 | state.3 != 0)
    (s0, s1, s2, s3) = state
  }

  /// The next 64 random bits.
  @inlinable
  public mutating func next() -> UInt64 {
    let scrambled = Self.rotate(s1 &* 5, 7) &* 9
    let shifted = s1 << 17
    s2 ^= s0
    s3 ^= s1
    s1 ^= s2
    s0 ^= s3
    s2 ^= shifted
    s3 = Self.rotate(s3, 45)
    return scrambled
  }

  /// A multiple of 2^-53 in [0, 1), each equally likely.
  @inlinable
  public mutating func uniform() -> Double { Double(next() >> 11) * 0x1p-53 }

  /// An integer in 0..<`bound`, each exactly equally likely; `bound` must be positive.
  ///
  /// Lemire (2019, ACM Transactions on Modeling and Computer Simulation 29:3).
  @inlinable
  public mutating func integer(below bound: UInt64) -> UInt64 {
    precondition(bound > 0)
    var product = next().multipliedFullWidth(by: bound)
    if product.low < bound {
      let threshold = (0 &- bound) % bound
      while product.low < threshold { product = next().multipliedFullWidth(by: bound) }
    }
    return product.high
  }

  /// A standard normal number, by Marsaglia's polar method (1964, SIAM Review 6:260-264).
  ///
  /// The method makes two numbers at once; the second is kept for the next call.
  public mutating func normal() -> Double {
    if let spare = spareNormal {
      spareNormal = nil
      return spare
    }
    while true {
      let x = 2 * uniform() - 1
      let y = 2 * uniform() - 1
      let square = x * x + y * y
      guard square < 1, square > 0 else { continue }
      let factor = (-2 * log(square) / square).squareRoot()
      spareNormal = factor * y
      return factor * x
    }
  }

  @inlinable
  static func rotate(_ word: UInt64, _ count: UInt64) -> UInt64 {
    word << count | word >> (64 - count)
  }
}

/// Steele, Lea and Flood's generator (2014), whose only use here is to fill other states.
@usableFromInline
struct SplitMix64 {
  @usableFromInline var state: UInt64

  @inlinable
  init(state: UInt64) { self.state = state }

  @inlinable
  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var word = state
    word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
    word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
    return word ^ (word >> 31)
  }
}
