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
