/// A test by its name, and which of its variants a study takes.
public struct TestChoice: Hashable, Sendable, ExpressibleByStringLiteral {
  /// The test's name.
  public var id: TestID
  /// One of the test's variants; `nil` takes its default.
  public var variant: String?

  /// A test, in its default variant unless another is named.
  public init(_ id: TestID, variant: String? = nil) {
    self.id = id
    self.variant = variant
  }

  /// The named test in its default variant.
  public init(stringLiteral text: String) { self.init(TestID(rawValue: text)) }
}

extension TestChoice: CustomStringConvertible {
  /// The name, with the variant when one is chosen.
  public var description: String { variant.map { "\(id.rawValue) (\($0))" } ?? id.rawValue }
}

extension TestChoice {
  /// The test of the catalog, in the chosen form.
  func test() throws(SpecProblem) -> any StatisticalTest {
    do {
      let test = try Catalog.test(id)
      guard let variant else { return test }
      if let chosen = test.with(variant: variant) { return chosen }
      throw SpecProblem(
        key: "tests",
        "test '\(id.rawValue)' has no variant '\(variant)'; it has "
          + test.variants.joined(separator: ", "))
    } catch let error as UnknownName {
      throw SpecProblem(key: "tests", error.description)
    } catch let error as SpecProblem { throw error } catch {
      throw SpecProblem(key: "tests", "\(error)")
    }
  }
}
