import Tables
import Testing

@testable import Reporting

@Suite struct ByteSinkTests {
  private struct Closed: Error {}

  private let table = Table(
    "t",
    [
      Column("n", integers: (0..<50_000).map { $0 }),
      Column("x", numbers: (0..<50_000).map { Double($0) / 7 }),
    ])

  @Test(arguments: ["csv", "json", "text"])
  func piecesAreLargeAndEndWithRows(_ id: String) throws {
    let format = try Formats.named(id)
    var pieces: [[UInt8]] = []
    try format.write(table, style: .plain) { pieces.append($0) }
    #expect(pieces.count > 10)
    #expect(pieces.dropLast().allSatisfy { $0.count >= ByteSink.pieceSize })
    #expect(pieces.dropLast().allSatisfy { $0.count < ByteSink.pieceSize + 200 })
    #expect(String(decoding: pieces.joined(), as: UTF8.self) == format.text(of: table))
  }

  @Test func aReceiverThatThrowsEndsTheWriting() {
    var pieces = 0
    #expect(throws: Closed.self) {
      try Formats.csv.write(table, style: .plain) { _ in
        pieces += 1
        throw Closed()
      }
    }
    #expect(pieces == 1)
  }
}
