import Foundation
import Statistics
import Testing

/// Tail probabilities against mpmath at hundreds of digits, from the centre to 1e-300.
@Suite struct TailTests {
  struct Reference: Sendable {
    let distribution: String
    let parameters: [Double]
    let statistic: Double
    let lower: Double?
    let upper: Double?
  }

  /// Reference/tails.csv, written by Reference/tails.py.
  static func references() throws -> [Reference] {
    let file = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "Reference/tails.csv")
    return try String(contentsOf: file, encoding: .utf8).split(separator: "\n").map { line in
      let cells = line.split(separator: ",", omittingEmptySubsequences: false)
      return Reference(
        distribution: String(cells[0]), parameters: cells[1...2].compactMap { Double($0) },
        statistic: try #require(Double(cells[3])), lower: Double(cells[4]),
        upper: Double(cells[5]))
    }
  }

  func tails(_ reference: Reference) throws -> (lower: Double, upper: Double) {
    let (x, parameters) = (reference.statistic, reference.parameters)
    let null: NullDistribution
    switch reference.distribution {
    case "normal": null = .standardNormal
    case "t": null = .studentT(degreesOfFreedom: parameters[0])
    case "chi2": null = .chiSquared(degreesOfFreedom: parameters[0])
    case "f": null = .fisherF(parameters[0], parameters[1])
    default:
      let binomial = try #require(
        Binomial(trials: Int(parameters[0]), probability: parameters[1]))
      return (binomial.lowerTail(Int(x)), binomial.upperTail(Int(x)))
    }
    return (null.lowerTail(x), null.upperTail(x))
  }

  @Test func everyTailAgreesWithMpmath() throws {
    let references = try Self.references()
    #expect(references.count >= 400)
    for reference in references {
      let found = try tails(reference)
      for (value, expected) in [(found.lower, reference.lower), (found.upper, reference.upper)] {
        guard let expected else {
          #expect(value < 1e-299, "\(reference)")
          continue
        }
        let error = abs(value - expected) / expected
        #expect(error < 2e-13, "\(reference) gave \(value)")
      }
    }
  }
}
