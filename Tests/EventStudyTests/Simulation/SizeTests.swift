import Foundation
import MarketData
import Statistics
import Testing

@testable import EventStudy

/// Every test of the catalog keeps its level where its assumptions hold, and those that take
/// events as independent do not where events share a day.
///
/// A rate agrees with a level when its exact 99.9% interval holds it. With `SIMULATION_REPLICATES`
/// in the environment more than the usual number of markets are drawn.
@Suite struct SizeTests {
  private static let replicates =
    ProcessInfo.processInfo.environment["SIMULATION_REPLICATES"].flatMap(Int.init) ?? 400
  private static let level = 0.05

  private static func intervals(_ change: (inout SimulationScenario) -> Void) throws -> [TestID:
    ClosedRange<Double>]
  {
    var scenario = SimulationScenario()
    scenario.replicateCount = replicates
    scenario.estimationLength = 100
    scenario.window = Window(0...2)
    change(&scenario)
    let result = try Simulation(scenario, exchange: .named("XNYS")).run(threads: 2)
    let defined = result.rows.filter { $0.count.defined > 0 }
    return Dictionary(
      uniqueKeysWithValues: defined.map {
        (
          $0.test,
          Binomial.exactInterval(
            successes: $0.count.rejections, trials: $0.count.defined, confidence: 0.999)
        )
      })
  }

  @Test func independentEventsAreRejectedAtTheLevel() throws {
    let intervals = try Self.intervals {
      $0.correlation = 0
      $0.clustering = .spread
    }
    #expect(!intervals.isEmpty)
    for (test, interval) in intervals {
      #expect(interval.contains(Self.level), "\(test.rawValue): \(interval)")
    }
  }

  @Test func eventsOfOneDayMisleadTheTestsThatTakeThemAsIndependent() throws {
    let intervals = try Self.intervals { $0.correlation = 0.3 }
    for test in Catalog.tests {
      guard let interval = intervals[test.id] else { continue }
      if test.takesEventsAsIndependent {
        #expect(interval.lowerBound > Self.level, "\(test.id.rawValue): \(interval)")
      } else {
        #expect(interval.contains(Self.level), "\(test.id.rawValue): \(interval)")
      }
    }
  }

  // Doubled deviations: a normal statistic of variance 4 exceeds 1.96 with probability 0.327, the
  // size of Patell's z; the cross-section of standardized returns knows its own variance.
  @Test func aRaisedVarianceMisleadsPatellAndNotTheCrossSection() throws {
    let intervals = try Self.intervals {
      $0.correlation = 0
      $0.clustering = .spread
      $0.varianceFactor = 4
      $0.tests = .chosen(["patell_z", "bmp_t", "csect_t"])
    }
    #expect(try #require(intervals["patell_z"]).contains(0.327))
    #expect(try #require(intervals["bmp_t"]).contains(Self.level))
    #expect(try #require(intervals["csect_t"]).contains(Self.level))
  }
}
