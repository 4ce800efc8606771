import MarketData
import Tables
import Testing

@testable import Store

@Suite struct BarsTests {
  let file: TemporaryDatabase
  let database: ReactionDatabase

  init() throws {
    file = try TemporaryDatabase()
    database = try file.open()
  }

  @Test(arguments: 0..<40)
  func returnsWhatWasWritten(seed: Int) throws {
    var random = Random(seed: UInt64(seed))
    let bars = random.bars()
    try database.importing { writer in
      try writer.append(bars, to: "A")
      let taken = try writer.takeBack("A")
      #expect(taken.count == 1)
      for field in Bars.Field.allCases {
        #expect(sameBits(taken[0][field], bars[field]))
      }
      #expect(taken[0].times == bars.times)
      #expect(taken[0].resolution == bars.resolution)
      try writer.append(bars, to: "A")
    }
    let read = try #require(try database.bars(of: "A", fields: Bars.Field.allCases))
    #expect(read.times == bars.times)
    #expect(read.resolution == bars.resolution)
    for field in Bars.Field.allCases {
      #expect(bits(read[field]) == bits(bars[field].values))
    }
  }

  /// Segments of several batches against a dictionary that is overwritten in their order.
  @Test(arguments: 0..<20)
  func laterBatchesWin(seed: Int) throws {
    var random = Random(seed: UInt64(seed))
    var expected: [Int64: Double] = [:]
    for _ in 0..<random.int(1...6) {
      try database.importing { writer in
        for _ in 0..<random.int(1...4) {
          let times = random.times(count: random.int(1...30), in: 0...60)
          let prices = times.map { _ in Int32(random.int(1...100_000)) }
          try writer.append(closes(times, prices), to: "A")
          for (time, price) in zip(times, prices) { expected[time] = Double(price) / 100 }
        }
      }
    }
    let read = try #require(try database.bars(of: "A", fields: [.close, .volume]))
    #expect(read.times == expected.keys.sorted())
    #expect(read[.close] == expected.keys.sorted().map { expected[$0] })
    #expect(read[.volume].isEmpty)
    #expect(
      try database.seriesList { _ in nil }["bars"]?[0] == .integer(expected.count))
  }

  @Test func fillsWhatOnlySomeSegmentsHave() throws {
    try database.importing { writer in
      try writer.append(closes([1, 2], [100, 200]), to: "A")
      try writer.append(
        Bars(times: [3], close: .doubles([3.5]), volume: .scaled([7], decimals: 0)), to: "A")
    }
    let read = try #require(try database.bars(of: "A", fields: [.volume, .close]))
    #expect(read[.close] == [1, 2, 3.5])
    #expect(bits(read[.volume]) == bits([.missing, .missing, 7]))
  }

  @Test func earlierHistoryMayComeLater() throws {
    try database.importing { try $0.append(closes([10, 11], [1000, 1100]), to: "A") }
    try database.importing { try $0.append(closes([1, 2], [100, 200]), to: "A") }
    let read = try #require(try database.bars(of: "A", fields: [.close]))
    #expect(read.times == [1, 2, 10, 11])
    #expect(read[.close] == [1, 2, 10, 11])
  }

  @Test func isTheSameOnAnyNumberOfThreads() throws {
    var random = Random(seed: 5)
    let symbols = (0..<37).map { Symbol(rawValue: "S\($0)") }
    for _ in 0..<2 {
      try database.importing { writer in
        for symbol in symbols { try writer.append(random.bars(), to: symbol) }
      }
    }
    let asked = symbols + ["absent"]
    let one = try database.bars(of: asked, fields: [.close, .open], threads: 1)
    #expect(one.count == symbols.count)
    for threads in [2, 3, 8, 100] {
      let many = try database.bars(of: asked, fields: [.close, .open], threads: threads)
      #expect(many.keys.sorted() == one.keys.sorted())
      for (symbol, series) in one {
        #expect(many[symbol]?.times == series.times)
        #expect(many[symbol].map { bits($0[.close]) } == bits(series[.close]))
        #expect(many[symbol].map { bits($0[.open]) } == bits(series[.open]))
      }
    }
  }

  @Test func keepsResolutionsApart() throws {
    try database.importing { writer in
      try writer.append(
        Bars(resolution: .intraday, times: [1_749_127_500_000], close: .doubles([5])), to: "A")
      try writer.append(closes([20_244], [100]), to: "A")
    }
    #expect(try database.bars(of: "A", fields: [])?.resolution == .daily)
    #expect(try database.seriesList { _ in nil }.rowCount == 2)
  }

  @Test func readersSeeWholeBatches() throws {
    try database.importing { try $0.append(closes([1], [100]), to: "A") }
    let reader = try file.open(.readOnly)
    try database.importing { writer in
      try writer.append(closes([2], [200]), to: "A")
      #expect(try reader.bars(of: "A", fields: [.close])?[.close] == [1])
    }
    #expect(try reader.bars(of: "A", fields: [.close])?[.close] == [1, 2])
  }
}

func bits(_ values: [Double]) -> [UInt64] { values.map(\.bitPattern) }

private func sameBits(_ a: PriceColumn, _ b: PriceColumn) -> Bool {
  if case .doubles(let a) = a, case .doubles(let b) = b { return bits(a) == bits(b) }
  return a == b
}
