import MarketData
import Tables
import Testing

@testable import Store

@Suite struct FactorTests {
  let file: TemporaryDatabase
  let database: ReactionDatabase

  static let first = FactorSet(
    frequency: .daily, dates: ["2025-06-04", "2025-06-05"],
    factors: [
      .init(name: "Mkt-RF", values: [0.001, -0.0065]), .init(name: "RF", values: [0.0001, 0.0002]),
    ], vintage: "202505")
  static let second = FactorSet(
    frequency: .daily, dates: ["2025-06-05", "2025-06-06"],
    factors: [
      .init(name: "mkt_rf", values: [-0.005, 0.01]), .init(name: "Mom", values: [0.3, 0.4]),
    ],
    vintage: "202506")

  init() throws {
    file = try TemporaryDatabase()
    database = try file.open()
  }

  @Test func laterBatchesWinByDate() throws {
    try database.importing(.factors) { try $0.write(factors: Self.first, set: "ff") }
    #expect(try database.factorSet(named: "ff") == Self.first)
    try database.importing(.factors) { try $0.write(factors: Self.second, set: "ff") }
    let merged = try database.factorSet(named: "ff")
    #expect(merged.dates == ["2025-06-04", "2025-06-05", "2025-06-06"])
    #expect(merged.factors.map(\.name) == ["Mkt-RF", "RF", "Mom"])
    #expect(merged.factors[0].values == [0.001, -0.005, 0.01])
    #expect(bits(merged.factors[1].values) == bits([0.0001, 0.0002, .missing]))
    #expect(bits(merged.factors[2].values) == bits([.missing, 0.3, 0.4]))
    #expect(merged.vintage == "202506")
    _ = try database.undo(batch: 2)
    #expect(try database.factorSet(named: "ff") == Self.first)
  }

  @Test func isListedAndExported() throws {
    let outcome = try database.importing(.factors) {
      try $0.write(factors: Self.first, set: "ff")
    }
    #expect(outcome.imported?.rows == 2)
    #expect(outcome.imported?.series == 2)
    let sets = try database.factorSets()
    #expect(sets["set"]?[0] == .text("ff"))
    #expect(sets["last"]?[0] == .date(20_244))
    let table = try database.factors(set: "ff")
    #expect(table.columns.map(\.name) == ["date", "factor", "value"])
    #expect(
      (0..<4).map { table["value"]?[$0] } == [
        .number(0.001), .number(0.0001), .number(-0.0065), .number(0.0002),
      ])
  }

  @Test func refusesWhatDoesNotFit() throws {
    try database.importing(.factors) { try $0.write(factors: Self.first, set: "ff") }
    let monthly = FactorSet(
      frequency: .monthly, dates: ["2025-06-01"], factors: [.init(name: "RF", values: [0.1])])
    let uneven = FactorSet(
      frequency: .daily, dates: ["2025-06-01"], factors: [.init(name: "RF", values: [])])
    let unordered = FactorSet(frequency: .daily, dates: ["2025-06-02", "2025-06-01"], factors: [])
    let cases: [(FactorSet, StoreError)] = [
      (monthly, .frequencyConflict(set: "ff", stored: "daily", found: "monthly")),
      (uneven, .unevenFactor(set: "ff", factor: "RF", found: 0, expected: 1)),
      (unordered, .unorderedDates(set: "ff")),
    ]
    for (set, expected) in cases {
      let error = storeError {
        try database.importing(.factors) { try $0.write(factors: set, set: "ff") }
      }
      #expect(error == expected)
    }
    #expect(
      storeError { _ = try database.factors(set: "fff") }
        == .unknownFactorSet("fff", nearest: "ff"))
  }
}
