import EventStudy

/// What the report must know about a test to show its results rightly; the catalog says it.
enum TestTraits {
  /// Whether a test takes events as independent, so that its size is wrong when they share days.
  static func takesEventsAsIndependent(_ id: String) -> Bool {
    test(id)?.takesEventsAsIndependent == true
  }

  /// What a test's estimate is; `nil` for a test the catalog does not have.
  static func estimand(_ id: String) -> Estimand? { test(id)?.estimand }

  /// The name of a test for readers.
  static func title(_ id: String) -> String? { test(id)?.title }

  /// The form a test has when none is chosen.
  static func defaultVariant(_ id: String) -> String? { test(id)?.variant }

  private static func test(_ id: String) -> (any SignificanceTest)? {
    Catalog.tests.first { $0.id.rawValue == id }
  }
}
