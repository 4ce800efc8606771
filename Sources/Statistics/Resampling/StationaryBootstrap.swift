/// The stationary bootstrap of sums of consecutive values (Politis and Romano 1994, Journal of the
/// American Statistical Association 89:1303-1313).
///
/// Blocks of geometrically distributed length keep the dependence of neighbours; the series is
/// taken as a circle.
public struct StationaryBootstrap: Sendable {
  private let series: [Double]
  private let blocks: StationaryBlocks

  /// A series of at least one value and the mean length of its blocks, 1 or more.
  public init(_ series: [Double], meanBlockLength: Double) {
    self.series = series
    blocks = StationaryBlocks(count: series.count, meanLength: meanBlockLength)
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
    var sum = 0.0
    blocks.forEach(length, &stream) { sum += series[$1] }
    return sum
  }
}
