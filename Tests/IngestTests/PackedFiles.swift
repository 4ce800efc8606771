import Foundation
import Testing

@testable import Ingest

/// The bytes that a text in base 64 stands for.
func bytes(_ text: String) throws -> [UInt8] {
  Array(try #require(Data(base64Encoded: text)))
}

/// Imports the bytes of a file of prices.
func readPrices(
  _ bytes: [UInt8], named name: String, _ change: (inout ImportOptions) -> Void = { _ in }
) throws -> (sink: MemorySink, report: ImportReport) {
  let sink = MemorySink()
  let report = try PriceImport.run(
    .bytes(bytes, name: name), ImportOptions().with(change), sink: sink)
  return (sink, report)
}
