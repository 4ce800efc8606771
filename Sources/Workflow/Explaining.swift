import EventStudy
import MarketData
public import Reporting

extension Workflow {
  /// What the catalog says about a test or a model.
  ///
  /// - Throws: A usage failure with the nearest name when there is no such test or model.
  public static func explanation(of name: String) throws(Failure) -> Explanation {
    let all = testExplanations + modelExplanations
    if let found = all.first(where: { $0.id == name }) { return found }
    let hint = nearestName(to: name, among: all.map(\.id)).map { "did you mean '\($0)'?" }
    throw Failure(
      .usage,
      "there is no test or model '\(name)'; "
        + (hint ?? "they are listed by: reaction list tests, reaction list models"))
  }

  /// All tests, in the order of the catalog.
  public static var testExplanations: [Explanation] {
    Catalog.allTests.map { Explanation($0) }
  }

  /// All return models, in the order of the catalog.
  public static var modelExplanations: [Explanation] { Catalog.models.map { Explanation($0) } }
}
