import TestSupport
import Testing

@Suite struct TwoWritersTests {
  @Test("Others write to the database while a study resamples", .timeLimit(.minutes(5)))
  func importingMeanwhile() throws {
    let workdir = try SmallMarket.imported()
    // So many draws that the study is at them until it is interrupted, and dates that can be placed
    // in more ways still.
    let more = "event_id,symbol,date\na,F00,2024-05-10\nb,F01,2024-07-10\nc,F00,2024-08-08\n"
    try workdir.write(more.utf8, to: "more.csv")
    try workdir.run("import events more.csv").expect()
    let slow =
      SmallMarket.study
      + "tests: [placebo_dates]\nresampling: {replicates: 999, placebo-draws: 999999}\n"
    try workdir.write(slow.utf8, to: "slow.yaml")
    let study = try workdir.start(["study", "slow.yaml"])
    for batch in 4...8 {
      let events = "event_id,symbol,date\nlate-\(batch),F00,2024-06-05\n"
      try workdir.write(events.utf8, to: "late.csv")
      try workdir.run("import events late.csv").expect(
        stderr: "imported 1 event into 'late' as batch \(batch)\n")
    }
    try workdir.run("list studies --format csv").expect(
      stdout: "study,revision,reference,events,created_at\n")
    study.interrupt()
    try study.finish().expect(status: 130, stdout: "", stderr: "")
  }
}
