import Foundation
import FuzzTargets
import TestSupport
import Testing

/// Runs what fuzzing found worth keeping, and a bounded number of variations of it.
@Suite struct CorpusTests {
  private static let corpus = packageRoot.appendingPathComponent("Tests/Fuzz/Corpus")

  @Test("Every input of the corpora, and variations of it", arguments: FuzzTarget.all.map(\.name))
  func replay(_ name: String) throws {
    let target = try #require(FuzzTarget.all.first { $0.name == name })
    let folder = Self.corpus.appendingPathComponent(name)
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
    #expect(names.count >= 5)
    var variations = Variations(seed: 20_250_605)
    for name in names {
      let bytes = Array(try Data(contentsOf: folder.appendingPathComponent(name)))
      target.run(bytes)
      for _ in 0..<10 { target.run(variations.next(of: bytes)) }
    }
  }
}

/// Small changes of bytes, the same ones in every run.
struct Variations {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  private static let words = [
    ",", "\n", "\r\n", "\"", ";", "\t", "-", "1e400", "2025-02-30", "\0", "\u{FEFF}", "NaN",
    "$(1.5K)",
  ].map { Array($0.utf8) }

  mutating func next(of bytes: [UInt8]) -> [UInt8] {
    var changed = bytes
    for _ in 0...random(3) {
      let place = random(changed.count + 1)
      switch random(4) {
      case 0: changed.insert(contentsOf: Self.words[random(Self.words.count)], at: place)
      case 1: changed.removeSubrange(place..<min(changed.count, place + random(20)))
      case 2 where place < changed.count: changed[place] ^= UInt8(1 << random(8))
      default: changed += changed.prefix(place)
      }
    }
    return changed
  }

  /// xorshift64*: Vigna, ACM TOMS 42(4), 2016.
  private mutating func random(_ bound: Int) -> Int {
    state ^= state >> 12
    state ^= state << 25
    state ^= state >> 27
    return Int((state &* 0x2545_F491_4F6C_DD1D) >> 33) % max(1, bound)
  }
}
