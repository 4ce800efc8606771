import Foundation
import TestSupport
import Testing

@Suite struct DoctorTests {
  @Test("A sound database is said to be sound, and nothing is left beside it")
  func sound() throws {
    let workdir = try SmallMarket.imported()
    let names = try workdir.names
    let before = try bytes(workdir)
    let outcome = try workdir.run("doctor --format csv").expect(stderr: "")
    #expect(outcome.stdout.hasPrefix("check,status,found,remedy\nreaction,ok,"), "\(outcome)")
    #expect(outcome.stdout.contains("\npages,ok,sound (quick_check),"), "\(outcome)")
    #expect(
      outcome.stdout.contains(
        "\nprices,ok,\"3 of 3 series looked at, 540 bars; checksums match\","), "\(outcome)")
    #expect(outcome.stdout.contains("\njournal,ok,wal,"), "\(outcome)")
    #expect(!outcome.stdout.contains(",problem,"), "\(outcome)")
    #expect(try workdir.names == names)
    #expect(try bytes(workdir) == before)
  }

  @Test("No database yet is no problem, and none is made")
  func noDatabase() throws {
    let workdir = try Workdir()
    let outcome = try workdir.run("doctor").expect(stderr: "")
    #expect(outcome.stdout.contains("there is no 'reaction.sqlite' yet\n"), "\(outcome)")
    #expect(try workdir.names.isEmpty)
  }

  @Test("Helpers that are not there are missing, which is no problem")
  func noHelpers() throws {
    let outcome = try Workdir().run("doctor --format csv", environment: ["PATH": "/nowhere"])
      .expect(stderr: "")
    #expect(outcome.stdout.contains("\nrsvg-convert,missing,"), "\(outcome)")
    #expect(outcome.stdout.contains("\npython modules,missing,"), "\(outcome)")
  }

  @Test("A text file is a problem")
  func textFile() throws {
    let workdir = try Workdir()
    try workdir.write("Nothing in here is a table.".utf8, to: "reaction.sqlite")
    try expectProblem("it is a file of another format", in: workdir)
  }

  @Test("A newer schema is a problem")
  func newerSchema() throws {
    let workdir = try SmallMarket.imported()
    var changed = try bytes(workdir)
    changed.replaceSubrange(60..<64, with: [0, 0, 0, 99])
    try workdir.write(changed, to: "reaction.sqlite")
    try expectProblem("its schema is 99", in: workdir)
  }

  @Test("A page that was overwritten is a problem")
  func damagedPage() throws {
    let workdir = try SmallMarket.imported()
    var changed = try bytes(workdir)
    // The second half of the file: pages of 16 KiB that tables and indexes use.
    for place in changed.count / 2..<changed.count { changed[place] = 0xA5 }
    try workdir.write(changed, to: "reaction.sqlite")
    try expectProblem("damaged: ", in: workdir)
  }

  @Test("A price that changed on a sound page is a problem")
  func damagedPrice() throws {
    let workdir = try Workdir()
    // So many bars that the blobs of a segment fill pages of their own.
    let rows = (0..<40_000).map {
      "\(1_000_000_000 + 60 * $0),A,\(Double($0 * 7919 % 9973) + 0.5)\n"
    }
    try workdir.write(("timestamp,symbol,close\n" + rows.joined()).utf8, to: "p.csv")
    try workdir.run("import prices p.csv").expect()
    try workdir.run("doctor --format csv").expect(stderr: "")
    var changed = try bytes(workdir)
    let middle = try #require(Self.middle(of: changed))
    changed[middle] ^= 0x01
    try workdir.write(changed, to: "reaction.sqlite")
    let outcome = try workdir.run("doctor").expect(status: 1, stderr: "")
    #expect(outcome.stdout.contains("sound (quick_check)"), "\(outcome)")
    #expect(
      outcome.stdout.contains(
        "column close of 'A' from batch 1 is damaged: its checksum does not match\n"),
      "\(outcome)")
    #expect(outcome.stdout.contains("-> undo the batch and import its file again\n"), "\(outcome)")
  }

  @Test("A factor that changed on a sound page is a problem, and so is a date of factors")
  func damagedFactor() throws {
    let workdir = try Workdir()
    try workdir.write(
      "date,mkt_rf,rf\n2025-06-04,0.015625,0.00017\n2025-06-05,0.03125,0.00017\n".utf8,
      to: "f.csv")
    try workdir.run("import factors f.csv").expect()
    let sound = try workdir.run("doctor --format csv").expect(stderr: "")
    #expect(
      sound.stdout.contains("\nfactors,ok,\"1 set looked at, 3 columns; checksums match\","),
      "\(sound)")
    let whole = try bytes(workdir)
    // 2^-6 and 2^-5 as doubles (IEEE 754); the checksum of the dates is before their steps 0 and 1.
    let values: [UInt8] = [0, 0, 0, 0, 0, 0, 0x90, 0x3F, 0, 0, 0, 0, 0, 0, 0xA0, 0x3F]
    let dates: [UInt8] = [1, 0, 0, 0, 2, 0, 0, 0]
    for (pattern, column) in [(values, "mkt_rf"), (dates, "date")] {
      var changed = whole
      let place = try #require(changed.firstRange(of: pattern)?.lowerBound)
      changed[place + 6] ^= 0x01
      try workdir.write(changed, to: "reaction.sqlite")
      let outcome = try workdir.run("doctor").expect(status: 1, stderr: "")
      #expect(outcome.stdout.contains("sound (quick_check)"), "\(outcome)")
      #expect(
        outcome.stdout.contains("column \(column) of factor set 'f' from batch 1 is damaged: "),
        "\(outcome)")
      #expect(
        outcome.stdout.contains("-> undo the batch and import its file again\n"), "\(outcome)")
    }
  }

  /// A place within the closes: where 0.5, 7919.5 and 5865.5 follow each other as tenths of four
  /// bytes.
  private static func middle(of bytes: [UInt8]) -> Int? {
    let pattern = [5, 79_195, 58_655].flatMap { tenths in
      (0..<4).map { UInt8(tenths >> (8 * $0) & 0xFF) }
    }
    return bytes.firstRange(of: pattern)?.lowerBound
  }

  @Test("A database that an import writes to is looked at as it was before, or said to be in use")
  func duringImport() throws {
    let workdir = try SmallMarket.imported()
    let pipe = Pipe()
    let running = try workdir.start(
      ["import", "prices", "-"], input: .pipe(pipe), environment: [:])
    // More than the importer holds before it writes.
    pipe.fileHandleForWriting.write(Data("date,symbol,close\n".utf8))
    for symbol in 0..<300 {
      let rows = (1...28).map { "2024-02-\($0 < 10 ? "0" : "")\($0),S\(symbol),\($0).5\n" }
      pipe.fileHandleForWriting.write(Data(rows.joined().utf8))
    }
    let during = try workdir.run("doctor --format csv").expect(stderr: "")
    #expect(during.stdout.contains("\npages,ok,sound (quick_check),"), "\(during)")
    #expect(during.stdout.contains("\nprices,ok,\"3 of 3 series looked at"), "\(during)")
    try pipe.fileHandleForWriting.close()
    try running.finish().expect()
    let after = try workdir.run("doctor --format csv").expect(stderr: "")
    #expect(after.stdout.contains("\nprices,ok,\"303 of 303 series looked at"), "\(after)")
  }

  @Test("A database that another program keeps for itself is no problem")
  func inUse() throws {
    let workdir = try SmallMarket.imported()
    // What SQLite's rollback mode does while a transaction writes: the bytes from 2^30 on are locked
    // (https://www.sqlite.org/src/file/src/os.h), and there is a journal.
    try workdir.write([1], to: "reaction.sqlite-journal")
    let file = open(workdir.path + "/reaction.sqlite", O_RDWR)
    var lock = flock()
    (lock.l_type, lock.l_start, lock.l_len) = (Int16(F_WRLCK), 0x4000_0000, 512)
    try #require(fcntl(file, F_SETLK, &lock) == 0)
    defer { close(file) }
    let outcome = try workdir.run("doctor --format csv").expect(stderr: "")
    #expect(
      outcome.stdout.contains(
        "\ndatabase,ok,\"'reaction.sqlite' is being written by another program, and was not looked "
          + "at\",ask again when the other program is done\n"), "\(outcome)")
  }

  private func expectProblem(_ words: String, in workdir: Workdir) throws {
    let before = try bytes(workdir)
    let outcome = try workdir.run("doctor").expect(status: 1, stderr: "")
    #expect(outcome.stdout.contains("\nproblem  "), "\(outcome)")
    #expect(outcome.stdout.contains(words), "\(outcome)")
    #expect(try bytes(workdir) == before)
  }

  private func bytes(_ workdir: Workdir) throws -> [UInt8] {
    Array(try Data(contentsOf: URL(fileURLWithPath: workdir.path + "/reaction.sqlite")))
  }
}
