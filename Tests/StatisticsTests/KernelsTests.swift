import Statistics
import Testing

@Suite struct KernelsTests {
  /// Of eight values the fifth is added to the first before any other: 1e16 and its negative cancel.
  /// One after the other, the three ones beside 1e16 would be less than half its spacing and vanish.
  @Test func eightValuesAreAddedByLanes() {
    #expect(Kernels.sum([1e16, 1, 1, 1, -1e16, 1, 1, 1], 8) == 6)
  }
}
