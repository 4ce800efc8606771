/// The distribution of the random weights of a wild bootstrap: mean 0 and variance 1.
public enum WildWeights: String, CaseIterable, Codable, Sendable {
  /// -1 or 1, equally likely (Liu 1988, Annals of Statistics 16:1696-1708).
  case rademacher
  /// Mammen's two points (1993, Annals of Statistics 21:255-285), whose third moment is 1:
  /// (1 - sqrt 5) / 2 with probability (sqrt 5 + 1) / (2 sqrt 5), else (1 + sqrt 5) / 2.
  case mammen
  /// Webb's six points (2023, Canadian Journal of Economics 56:839-858), for few clusters: plus or
  /// minus the square roots of 1/2, 1 and 3/2, equally likely.
  case webb

  /// The weights that can be drawn; a drawn digit is a position here.
  var points: [Double] {
    switch self {
    case .rademacher: [1, -1]
    case .mammen: [(1 - 5.0.squareRoot()) / 2, (1 + 5.0.squareRoot()) / 2]
    case .webb: [0.5, 1, 1.5].flatMap { [$0.squareRoot(), -$0.squareRoot()] }
    }
  }

  /// Whether every weight has square 1.
  var haveUnitSquares: Bool { self == .rademacher }

  /// The units whose digits one byte holds.
  var unitsPerCode: Int { self == .webb ? 3 : 8 }

  /// Draws the digits of all units of one replicate, a byte for each ``unitsPerCode`` of them.
  ///
  /// The number of bytes is a multiple of eight; digits beyond the last unit are drawn and unused.
  func draw(_ stream: inout RandomStream, into words: UnsafeMutablePointer<UInt64>, _ count: Int) {
    switch self {
    case .rademacher:
      for word in 0..<count { words[word] = stream.next() }
    case .mammen:
      for word in 0..<count { words[word] = Self.rareBits(&stream) }
    case .webb:
      for word in 0..<count {
        var codes: UInt64 = 0
        for byte in 0..<8 { codes |= stream.integer(below: 216) << (8 * UInt64(byte)) }
        words[word] = codes
      }
    }
  }

  /// 64 bits, each 1 with the probability of Mammen's upper point, (sqrt 5 - 1) / (2 sqrt 5).
  ///
  /// Every lane compares a random binary fraction with the probability digit by digit, from the
  /// first on, until all lanes are decided: the probability is exact to 2^-64.
  private static func rareBits(_ stream: inout RandomStream) -> UInt64 {
    var undecided = UInt64.max
    var below: UInt64 = 0
    var digit = UInt64(1) << 63
    while undecided != 0, digit != 0 {
      let random = stream.next()
      if upperProbability & digit != 0 {
        below |= undecided & ~random
        undecided &= random
      } else {
        undecided &= ~random
      }
      digit >>= 1
    }
    return below
  }

  /// (sqrt 5 - 1) / (2 sqrt 5) as a binary fraction of 64 digits, cut.
  private static let upperProbability: UInt64 = 0x46C1_B474_8024_4D95
}
