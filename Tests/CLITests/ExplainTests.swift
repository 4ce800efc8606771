import Foundation
import TestSupport
import Testing

@Suite struct ExplainTests {
  private let workdir: Workdir

  init() throws { workdir = try Workdir() }

  @Test func aTest() throws {
    try workdir.run("explain ar_t").expect(
      stdout: """
        ar_t: t of an abnormal return
        ════════════════════════════════════════════════════════════════════════════════
          tests                 one event
          null hypothesis       The abnormal return of the session is zero.
          assumes               Residuals are normal, and the event leaves their
                                variance as it was.
          statistic             t = AR / (sigma sqrt(1 + x'(X'X)^-1 x))
          judged by             Student's t with M - k degrees of freedom, exact under
                                normal residuals
          read it when          One security, one session, returns without fat tails.
          do not trust it when  Residuals have fat tails: then sq_test keeps its size.
          variants              exact, simple
          source                Campbell, Lo & MacKinlay (1997), The Econometrics of
                                Financial Markets, ch. 4

        """, stderr: "")
  }

  @Test func aModelAsRows() throws {
    let rows = CSVTable(try workdir.run("explain dimson --format csv").expect().stdout)
    #expect(rows.columns == ["id", "title", "subject", "text"])
    #expect(rows["subject"] == ["expected return", "needs", "settings", "source"])
    #expect(rows["text"][2] == "lags (1), leads (1)")
  }

  @Test func everythingThatIsListed() throws {
    let explained = CSVTable(try workdir.run("explain --format csv").expect().stdout)
    let listed = try ["tests", "models"].flatMap { list in
      CSVTable(try workdir.run("list \(list) --format csv").expect().stdout)["id"]
    }
    #expect(Set(explained["id"]) == Set(listed))
  }

  @Test("The committed page of methods is what the program writes")
  func methodsPageIsCurrent() throws {
    let page = packageRoot.appendingPathComponent("docs/methods.md")
    let committed = try String(contentsOf: page, encoding: .utf8)
    try workdir.run("explain --format md").expect(stdout: committed, stderr: "")
  }

  @Test func anUnknownName() throws {
    try workdir.run("explain bmp").expect(
      status: 2, stdout: "",
      stderr: "Error: there is no test or model 'bmp'; did you mean 'bmp_t'?\n")
  }
}
