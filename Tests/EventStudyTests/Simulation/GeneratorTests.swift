import MarketData
import Statistics
import Testing

@testable import EventStudy

/// What a generator draws has the moments that its scenario asks for.
///
/// Expected values are closed forms; bounds are about five standard errors of the means over all
/// replicates.
@Suite struct GeneratorTests {
  /// Residuals of two firms in every session of some replicates, the window's apart.
  private struct Residuals {
    var first: [Double] = []
    var second: [Double] = []
    var windowFirst: [Double] = []
    var windowSecond: [Double] = []

    init(_ scenario: SimulationScenario) throws {
      let plan = try SimulationPlan(scenario)
      for replicate in 0..<scenario.replicateCount {
        let market = SimulatedMarket(plan, replicate: replicate)
        let split = 1 + scenario.estimationLength
        first += market.residuals[0][1..<split]
        second += market.residuals[1][1..<split]
        windowFirst += market.residuals[0][split...]
        windowSecond += market.residuals[1][split...]
      }
    }
  }

  private static func scenario(_ change: (inout SimulationScenario) -> Void) -> SimulationScenario {
    var scenario = SimulationScenario()
    scenario.eventCount = 2
    scenario.replicateCount = 500
    change(&scenario)
    return scenario
  }

  private static func mean(_ values: [Double]) -> Double {
    values.reduce(0, +) / Double(values.count)
  }

  /// In units of the residual deviation.
  private static func moment(_ power: Int, _ values: [Double]) -> Double {
    mean(
      values.map { value in
        (0..<power).reduce(1.0) { product, _ in product * value / 0.02 }
      })
  }

  @Test(arguments: [0, 0.2, 0.8])
  func correlationIsTheFactorsShare(_ correlation: Double) throws {
    let drawn = try Residuals(Self.scenario { $0.correlation = correlation })
    let product = Self.mean(zip(drawn.first, drawn.second).map { $0 / 0.02 * $1 / 0.02 })
    #expect(abs(product - correlation) < 0.03)
    #expect(abs(Self.moment(1, drawn.first)) < 0.021)
    #expect(abs(Self.moment(2, drawn.first) - 1) < 0.03)
    #expect(abs(Self.moment(3, drawn.first)) < 0.08)
    #expect(abs(Self.moment(4, drawn.first) - 3) < 0.2)
  }

  @Test(arguments: [0.5, 2, 4])
  func onlyTheWindowsVarianceIsMultiplied(_ factor: Double) throws {
    let drawn = try Residuals(
      Self.scenario {
        $0.varianceFactor = factor
        $0.correlation = 0.5
      })
    #expect(abs(Self.moment(2, drawn.first) - 1) < 0.03)
    #expect(abs(Self.moment(2, drawn.windowFirst) / factor - 1) < 0.1)
    let product = Self.mean(
      zip(drawn.windowFirst, drawn.windowSecond).map { $0 / 0.02 * $1 / 0.02 })
    #expect(abs(product / factor - 0.5) < 0.08)
  }

  // The third moment has variance 15 + O(skewness^2); the bound for skewness 2 is three of them.
  @Test(arguments: [(1.0, 0.0), (2.0, 0.3), (-2.0, 0.3), (1.0, 0.5)])
  func skewnessIsThatOfTheSumOfBothParts(_ skewness: Double, _ correlation: Double) throws {
    let drawn = try Residuals(
      Self.scenario {
        $0.shape = .skewed(skewness)
        $0.correlation = correlation
        $0.replicateCount = 1000
      })
    #expect(abs(Self.moment(1, drawn.first)) < 0.015)
    #expect(abs(Self.moment(2, drawn.first) - 1) < 0.05)
    #expect(abs(Self.moment(3, drawn.first) - skewness) < 0.35)
  }

  // The excess kurtosis of t with 10 degrees of freedom is 6 / (10 - 4) = 1; independent parts
  // weigh in with the squares of their shares of the variance.
  @Test(arguments: [(0.0, 4.0), (0.5, 3.5)])
  func tailsAreThoseOfStudentsT(_ correlation: Double, _ fourth: Double) throws {
    let drawn = try Residuals(
      Self.scenario {
        $0.shape = .heavyTailed(degreesOfFreedom: 10)
        $0.correlation = correlation
        $0.replicateCount = 1000
      })
    #expect(abs(Self.moment(2, drawn.first) - 1) < 0.025)
    #expect(abs(Self.moment(4, drawn.first) - fourth) < 0.4)
  }

  @Test func aReplicateDependsOnItsNumberAlone() throws {
    let plan = try SimulationPlan(Self.scenario { _ in })
    let seventh = SimulatedMarket(plan, replicate: 7)
    #expect(seventh.residuals == SimulatedMarket(plan, replicate: 7).residuals)
    #expect(seventh.residuals != SimulatedMarket(plan, replicate: 8).residuals)
  }

  @Test func theEffectIsOneReturnOnTheEventDay() throws {
    let plan = try SimulationPlan(Self.scenario { $0.window = Window(-2...1) })
    let market = SimulatedMarket(plan, replicate: 0)
    let exchange = try ExchangeCalendar.named("XNYS")
    let symbol = plan.firms[0].symbol
    let plain = try #require(market.inputs(effect: 0, exchange: exchange).prices[symbol])
    let moved = try #require(market.inputs(effect: 5, exchange: exchange).prices[symbol])
    // 120 estimation sessions, a price before them, and two days before the event.
    let eventDay = 123
    #expect(plain.prices[..<eventDay] == moved.prices[..<eventDay])
    for (before, after) in zip(plain.prices, moved.prices).dropFirst(eventDay) {
      #expect(abs(after / before - 1.1051709180756477) < 1e-12)  // exp(5 * 0.02)
    }
  }

  static let layouts: [(EventClustering, [Int])] = [
    (.sameDay, [0, 0, 0, 0, 0, 0]), (.staggered, [0, 1, 2, 3, 4, 5]),
    (.spread, [0, 4, 8, 12, 16, 20]), (.grid(perDay: 3, days: 2), [0, 0, 0, 1, 1, 1]),
  ]

  @Test(arguments: layouts)
  func eventsLieAsTheLayoutSays(_ clustering: EventClustering, _ offsets: [Int]) throws {
    let plan = try SimulationPlan(
      Self.scenario {
        $0.eventCount = 6
        $0.clustering = clustering
        $0.window = Window(-1...2)
      })
    let days = plan.events.map { $0.time.date.ordinal - plan.events[0].time.date.ordinal }
    #expect(days == offsets)
    for (firm, event) in zip(plan.firms, plan.events) {
      // The window's last day ends the prices; M + L sessions and the price before them start them.
      #expect(firm.dates.last == Int64(event.time.date.ordinal + 2))
      #expect(firm.dates.count == 120 + 4 + 1)
    }
  }
}
