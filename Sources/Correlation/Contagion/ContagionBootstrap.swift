import Foundation
import Statistics

/// How correlations are resampled.
public struct BlockBootstrap: Hashable, Sendable {
  /// How often; 0 for not at all.
  public var replicates: Int
  /// The seed of the draws.
  public var seed: UInt64
  /// The mean length of blocks, in days; `nil` for the cube root of the number of days.
  public var blockLength: Double?

  /// Draws of a seed.
  public init(replicates: Int, seed: UInt64, blockLength: Double? = nil) {
    (self.replicates, self.seed, self.blockLength) = (replicates, seed, blockLength)
  }

  /// Blocks of positions in a series.
  func blocks(of count: Int) -> StationaryBlocks {
    StationaryBlocks(
      count: count,
      meanLength: min(Double(count), blockLength ?? StationaryBlocks.meanLength(for: count)))
  }
}

/// The p-values of changes of a correlation, from resampled days.
///
/// Calm and event days are each drawn in blocks, both series together. The differences of Fisher
/// transforms in the draws, less the observed difference, are what the difference is like when
/// nothing changes. A draw without a correlation counts against a finding.
struct ContagionBootstrap {
  let bootstrap: BlockBootstrap
  let alternative: Alternative

  /// - Parameters:
  ///   - calm: The values of both series on the calm days, all there.
  ///   - event: The same on the days of the event.
  ///   - observed: What was found.
  func pValues(
    calm: ([Double], [Double]), event: ([Double], [Double]), observed: ForbesRigobon
  ) -> (raw: Double, adjusted: Double) {
    let calmBlocks = bootstrap.blocks(of: calm.0.count)
    let eventBlocks = bootstrap.blocks(of: event.0.count)
    let found = observed.differences
    var (raw, adjusted) = ([Double](), [Double]())
    for replicate in 0..<bootstrap.replicates {
      var stream = RandomStream(seed: bootstrap.seed, substream: UInt64(replicate))
      let calmSums = PairSums(calm, calmBlocks, &stream)
      let drawn = ForbesRigobon(calmSums, PairSums(event, eventBlocks, &stream))
      raw.append(drawn.map { $0.differences.raw - found.raw } ?? extreme)
      adjusted.append(drawn.map { $0.differences.adjusted - found.adjusted } ?? extreme)
    }
    return (
      ResampledPValues(observed: found.raw, drawn: raw)[alternative],
      ResampledPValues(observed: found.adjusted, drawn: adjusted)[alternative]
    )
  }

  private var extreme: Double { alternative == .less ? -.infinity : .infinity }
}

/// Sums over drawn days.
private struct PairSums {
  private(set) var count = 0.0
  private(set) var x = 0.0
  private(set) var y = 0.0
  private(set) var xx = 0.0
  private(set) var yy = 0.0
  private(set) var xy = 0.0

  init(_ values: ([Double], [Double]), _ blocks: StationaryBlocks, _ stream: inout RandomStream) {
    count = Double(blocks.count)
    values.0.withUnsafeBufferPointer { first in
      values.1.withUnsafeBufferPointer { second in
        blocks.forEach(blocks.count, &stream) { _, position in
          let (a, b) = (first[position], second[position])
          x += a
          y += b
          xx += a * a
          yy += b * b
          xy += a * b
        }
      }
    }
  }

  /// The variance of the first series with denominator n - 1.
  var variance: Double { (xx - x * x / count) / (count - 1) }

  /// The correlation; `nil` when a series hardly varies or the correlation is perfect.
  var correlation: Double? {
    let (squaresX, squaresY) = (xx - x * x / count, yy - y * y / count)
    guard squaresX > 1e-12 * xx, squaresY > 1e-12 * yy else { return nil }
    let value = (xy - x * y / count) / (squaresX.squareRoot() * squaresY.squareRoot())
    return abs(value) < 1 ? value : nil
  }
}

extension ForbesRigobon {
  fileprivate init?(_ calm: PairSums, _ event: PairSums) {
    guard let calmCorrelation = calm.correlation, let eventCorrelation = event.correlation else {
      return nil
    }
    self.init(
      calm: calmCorrelation, event: eventCorrelation, delta: event.variance / calm.variance - 1)
  }
}
