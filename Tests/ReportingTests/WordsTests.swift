import EventStudy
import MarketData
import Testing

@testable import Reporting

@Suite struct WordsTests {
  @Test(arguments: [
    ("same_session", "during the session"),
    ("after_close+non_trading_next", "after the close; no session, next one"),
    ("non_trading_previous", "no session, one before"),
    ("strange", "strange"), ("-", "-"),
  ]) func alignments(_ codes: String, _ words: String) {
    #expect(AlignmentWords.words(for: codes) == words)
  }

  @Test(arguments: EffectiveDate.Reason.allCases.map(\.rawValue))
  func everyReasonOfACalendarHasWords(_ code: String) {
    #expect(AlignmentWords.words(for: code) != code)
  }

  private static let codes: [String] =
    [
      Exclusion.noSymbol, .unknownSymbol, .unknownMarket, .outOfRange, .notASession, .shiftTooLong,
      .duplicate, .insufficientEstimation, .singularModel, .undefinedModel, .noEventData,
    ].map(\.rawValue) + Inapplicable.allCases.map(\.rawValue)
    + ["small_sample", "few_clusters", "missing_return", "missing_price", "multi_day_return"]
    + ["collinear", "full_leverage"]

  @Test(arguments: codes) func everyReasonOfTheTablesHasWords(_ code: String) {
    #expect(ReasonWords.words(for: code) != code)
  }

  @Test(arguments: [
    (0.0499, "significant"), (0.05, "not significant"), (0.9, "not significant"),
  ]) func levels(_ p: Double, _ words: String) {
    #expect(significance(p) == words)
  }

  @Test(arguments: [
    (0.9153, "0.92"), (0.1, "0.10"), (0.0996, "0.0996"), (0.00004, "<0.0001"),
  ]) func pValuesOfTheHeadline(_ p: Double, _ text: String) {
    #expect(headlineP(p) == text)
  }
}
