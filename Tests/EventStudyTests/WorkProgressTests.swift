import MarketData
import TestSupport
import Testing

@testable import EventStudy

@Suite struct WorkProgressTests {
  @Test("The share is known when there is work, and never beyond all of it")
  func share() {
    let progress = WorkProgress()
    #expect(progress.share == nil)
    progress.expect(8)
    #expect(progress.share == 0)
    progress.advance(by: 2)
    #expect(progress.share == 0.25)
    progress.reach(6)
    progress.advance(by: 3)
    #expect(progress.share == 1)
  }

  @Test("A study counts the events of its placebo draws")
  func draws() throws {
    var study = try SmallStudy(seed: 3, firms: 2, sessions: 160, jump: 31_457, distance: 3)
    study.spec.tests = ["placebo_dates"]
    study.spec.resampling.placeboDraws = 99
    func fitted(_ study: SmallStudy) throws -> FittedStudy {
      try Study(study.spec)
        .fit(to: study.market.inputs(study.events, exchange: try .named("XNYS")), threads: 2)
    }
    let drawing = try fitted(study)
    #expect(drawing.progress.share == nil)
    drawing.forEachTable { _ in }
    #expect(drawing.progress.share == 1)
    study.spec.tests = ["csect_t"]
    let plain = try fitted(study)
    plain.forEachTable { _ in }
    #expect(plain.progress.share == nil)
  }
}
