import Foundation
import TestSupport
import Testing

@Suite struct DiffTests {
  @Test("Two revisions differ in what was asked and in the numbers that follow")
  func revisions() throws {
    let workdir = try SmallMarket.studied()
    try workdir.write(
      SmallMarket.study.replacing("[[0, 0]]", with: "[[0, 1]]").utf8, to: "other.yaml")
    try workdir.run("study other.yaml").expect()
    let outcome = try workdir.run("diff small@1 small --format csv")
    outcome.expect(status: 0)
    #expect(
      outcome.stderr.hasPrefix(
        "small@1 and small: 1 key of the specification, the same input files;"))
    let rows = CSVTable(outcome.stdout)
    #expect(rows.columns == ["part", "name", "count", "before", "after", "where"])
    #expect(
      rows.rows.first
        == ["spec", "windows", "", "'[[0, 0]]", "'[[0, 1]]", ""].map { $0.replacing("'", with: "") }
    )
    #expect(rows.rows(where: ["name": "car"]).map { $0["count"] } == ["2", "2"])
    try workdir.run("diff small small --quiet --format csv").expect(
      stdout: "part,name,count,before,after,where\n", stderr: "")
  }

  @Test("A study that is not there is named, with the nearest")
  func unknown() throws {
    let workdir = try SmallMarket.studied()
    let outcome = try workdir.run("diff small smal")
    #expect(
      outcome.status == 4 && outcome.stderr.contains("did you mean 'small'"), "\(outcome.stderr)")
  }
}
