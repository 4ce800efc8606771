import MarketData

/// A seeded generator (SplitMix64) of bars of every shape that the store tells apart.
struct Random: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  mutating func int(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &self) }

  mutating func times(count: Int, in range: ClosedRange<Int64>) -> [Int64] {
    Set((0..<count).map { _ in Int64.random(in: range, using: &self) }).sorted()
  }

  mutating func bars() -> Bars {
    // Steps that fit a byte, that fit 32 bits, and that fit neither.
    let span = [300, 60_000_000, 900_000_000_000_000][int(0...2)]
    let times = times(count: int(1...200), in: Int64(-span)...Int64(span))
    return bars([.daily, .intraday][int(0...1)], times)
  }

  /// Bars at given times.
  mutating func bars(_ resolution: Resolution, _ times: [Int64]) -> Bars {
    var bars = Bars(resolution: resolution, times: times)
    for field in Bars.Field.allCases { bars[field] = column(count: times.count) }
    return bars
  }

  private mutating func column(count: Int) -> PriceColumn {
    switch int(0...5) {
    case 0: .absent
    case 1: .doubles((0..<count).map { _ in double() })
    case 2: .scaled((0..<count).map { _ in .min }, decimals: int(0...22))
    case 3: scaled(count, low: -32_767, high: 32_767)
    case 4: scaled(count, low: Int(Int32.min) + 1, high: Int(Int32.max))
    default: scaled(count, low: 14_000, high: 15_000)
    }
  }

  private mutating func scaled(_ count: Int, low: Int, high: Int) -> PriceColumn {
    .scaled(
      (0..<count).map { _ in int(0...9) == 0 ? .min : Int32(int(low...high)) },
      decimals: int(0...22))
  }

  private mutating func double() -> Double {
    switch int(0...9) {
    case 0: .missing
    case 1: -0.0
    default: Double.random(in: -1e9...1e9, using: &self)
    }
  }
}
