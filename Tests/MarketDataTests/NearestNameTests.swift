import MarketData
import Testing

@Suite struct NearestNameTests {
  @Test(arguments: [
    ("patel_z", "patell_z"), ("CSECT_T", "csect_t"), ("cset_t", "csect_t"), ("bpm_t", "bmp_t"),
    ("banana", nil),
    ("", nil),
  ])
  func suggests(_ name: String, _ nearest: String?) {
    #expect(nearestName(to: name, among: ["patell_z", "csect_t", "bmp_t"]) == nearest)
  }

  @Test func hasNothingToSuggestFromNothing() { #expect(nearestName(to: "x", among: []) == nil) }
}
