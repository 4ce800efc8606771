import TestSupport
import Testing

@Suite struct TwoWritersTests {
  @Test("Others write to the database while a study resamples", .timeLimit(.minutes(5)))
  func importingMeanwhile() throws {
    let workdir = try SmallMarket.imported()
    // So many draws that the study is at them until it is interrupted.
    let slow =
      SmallMarket.study
      + "tests: [placebo_dates]\nresampling: {replicates: 999, placebo-draws: 999999}\n"
    try workdir.write(slow.utf8, to: "slow.yaml")
    let study = try workdir.start(["study", "slow.yaml"])
    for batch in 3...7 {
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
