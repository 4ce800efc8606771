/// The stationary bootstrap of sums of consecutive values (Politis and Romano 1994, Journal of the
/// American Statistical Association 89:1303-1313).
///
/// Blocks of geometrically distributed length keep the dependence of neighbours; the series is
/// taken as a circle.
public struct StationaryBootstrap: Sendable {
  private let series: [Double]
  private let chanceOfBlock: Double

  /// A series of at least one value and the mean length of its blocks, 1 or more.
  public init(_ series: [Double], meanBlockLength: Double) {
    precondition(!series.isEmpty && meanBlockLength >= 1)
    self.series = series
    chanceOfBlock = 1 / meanBlockLength
  }

  /// The p-values of an observed sum among drawn sums of `length` values.
  public func pValues(
    ofSum observed: Double, length: Int, draws: Int, seed: UInt64, substream: UInt64
  ) -> ResampledPValues {
    var stream = RandomStream(seed: seed, substream: substream)
    let drawn = (0..<draws).map { _ in sum(of: length, &stream) }
    return ResampledPValues(observed: observed, drawn: drawn)
  }

  private func sum(of length: Int, _ stream: inout RandomStream) -> Double {
    let count = UInt64(series.count)
    var (sum, place) = (0.0, 0)
    for step in 0..<length {
      let starts = step == 0 || stream.uniform() < chanceOfBlock
      place = starts ? Int(stream.integer(below: count)) : (place + 1) % series.count
      sum += series[place]
    }
    return sum
  }
}
