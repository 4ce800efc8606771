import Testing

@testable import Ingest

@Suite struct CSVTests {
  /// Fields are shown between bars, with the line on which the record begins.
  private func parse(
    _ text: String, chunk: Int = 1 << 16, limits: CSVLimits = CSVLimits()
  ) throws -> [String] {
    let parser = CSVParser(delimiter: 0x2C, limits: limits)
    let batches = [RecordBatch(), RecordBatch()]
    var (records, turn) = ([String](), 0)
    func take(_ batch: RecordBatch) {
      for row in 0..<batch.rowCount {
        let cells = batch.fields(ofRow: row).map { String(decoding: $0, as: UTF8.self) }
        let place = batch.position(ofRow: row)
        records.append("\(place.line)/\(place.record) " + cells.joined(separator: "|"))
      }
    }
    let bytes = Array(text.utf8)
    for start in stride(from: 0, to: bytes.count, by: chunk) {
      let part = Array(bytes[start..<min(start + chunk, bytes.count)])
      try part.withUnsafeBytes { try parser.parse($0, into: batches[turn]) }
      take(batches[turn])
      turn = 1 - turn
    }
    try parser.finish(into: batches[turn])
    take(batches[turn])
    return records
  }

  @Test(arguments: [
    ("a,b\n1,2\n", ["1/1 a|b", "2/2 1|2"]), ("a,b\r\n1,2\r\n", ["1/1 a|b", "2/2 1|2"]),
    ("a,b\r1,2\r", ["1/1 a|b", "2/2 1|2"]), ("a,b\n1,2", ["1/1 a|b", "2/2 1|2"]),
    ("a\n\n\nb\n", ["1/1 a", "4/2 b"]), ("a\r\n\r\nb\r\n", ["1/1 a", "3/2 b"]),
    ("a\n  \nb\n", ["1/1 a", "3/2 b"]), ("\n\na\n", ["3/1 a"]),
    ("\"x\ny\",1\nb,2\n", ["1/1 x\ny|1", "3/2 b|2"]),
    ("\"x\r\ny\",1\r\nb,2\r\n", ["1/1 x\r\ny|1", "3/2 b|2"]),
    ("\"say \"\"hi\"\"\",2\n", ["1/1 say \"hi\"|2"]), (" a , b \n", ["1/1 a|b"]),
    ("\" a \",b\n", ["1/1  a |b"]), (",,\n", ["1/1 ||"]), ("a\u{0}b,c\n", ["1/1 a\u{0}b|c"]),
    ("", []), ("a", ["1/1 a"]),
  ])
  func readsRecordsAndTheirLines(_ text: String, _ records: [String]) throws {
    #expect(try parse(text) == records)
  }

  /// Whatever the chunks, the records are the same.
  @Test(arguments: 1...64)
  func readsTheSameInChunksOfAnySize(_ size: Int) throws {
    let text =
      "id,text,number\r\n1,\"a \"\"b\"\"\nc\r\nd\",12.5\r\n\r\n2,,\n3,"
      + String(repeating: "long ", count: 20) + ",7\r4,\"quoted, with comma\",  8  \n"
    #expect(try parse(text, chunk: size) == parse(text))
    #expect(try parse(text).count == 5)
  }

  @Test(arguments: [
    ("a,b\n1,\"2\n3,4\n", CSVFailure.unterminatedQuote(line: 2)),
    ("a,b\n\n\n\"1,2\n3,4\n\n\n", .unterminatedQuote(line: 4)),
    ("a,\"x\ny\",\"b\n1,2\n", .unterminatedQuote(line: 2)),
    ("a,b\n1,2\"3\n", .strayQuote(line: 2, opened: nil)),
    ("a,b\n1,\"2\n3\"4,5\n", .strayQuote(line: 3, opened: 2)),
    ("a,b\n1,\"2\" 3\n", .strayQuote(line: 2, opened: 2)),
  ])
  func namesTheLineOfABadQuote(_ text: String, _ failure: CSVFailure) {
    for chunk in [1, 3, 7, 1 << 16] {
      #expect(throws: failure) { try parse(text, chunk: chunk) }
    }
  }

  @Test func stopsAtItsLimits() {
    let limits = CSVLimits(fieldBytes: 100, columns: 10, recordBytes: 300)
    let long = String(repeating: "x", count: 200)
    let wide = String(repeating: ",", count: 12)
    func failure(_ text: String, chunk: Int) -> CSVFailure? {
      do {
        _ = try parse(text, chunk: chunk, limits: limits)
        return nil
      } catch { return error as? CSVFailure }
    }
    for chunk in [16, 64, 4096] {
      #expect(failure("a\nb,\(long)\n", chunk: chunk) == .longField(line: 2, limit: 100))
      #expect(failure("a\nb\(wide)\n", chunk: chunk) == .manyColumns(line: 2, limit: 10))
    }
    #expect(failure("a\n\"b\(long)", chunk: 16) == .unterminatedQuote(line: 2))
    let fields = Array(repeating: String(repeating: "y", count: 90), count: 5)
    #expect(
      failure("a\n" + fields.joined(separator: ",") + "\n", chunk: 16)
        == .longRecord(line: 2, limit: 300))
  }

  @Test func keepsOnlyTheColumnsAskedFor() throws {
    let parser = CSVParser(delimiter: 0x3B) { $0 != 1 }
    let batch = RecordBatch()
    let bytes = Array("a;b;c\n1;2;3;4\n".utf8)
    try bytes.withUnsafeBytes { try parser.parse($0, into: batch) }
    let rows = (0..<batch.rowCount).map { row in
      batch.fields(ofRow: row).map { String(decoding: $0, as: UTF8.self) }
    }
    #expect(rows == [["a", "c"], ["1", "3", "4"]])
    #expect(batch.rows[1].columns == 4)
  }

  @Test(arguments: [
    ("a,b\n1,2\n", Dialect.Delimiter.comma), ("a;b\n1;2\n", .semicolon), ("a\tb\n1\t2\n", .tab),
    ("a|b\n1|2\n", .bar), ("date;close\n2024-01-02;1,5\n2024-01-03;1,6\n", .semicolon),
    ("date,title\n2024-01-02,\"x; y; z\"\n2024-01-03,z\n", .comma), ("close\n1\n", .comma),
  ])
  func findsTheDelimiter(_ text: String, _ delimiter: Dialect.Delimiter) {
    #expect(Dialect.Delimiter.sniff(Array(text.utf8)[...], isWhole: true) == delimiter)
  }
}
