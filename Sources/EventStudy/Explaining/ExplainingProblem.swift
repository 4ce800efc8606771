/// What is wrong with a question about reactions: what was found, and what would be right.
public struct ExplainingProblem: Error, Hashable, CustomStringConvertible {
  /// The problem in words.
  public let description: String

  /// A problem in words.
  public init(_ description: String) { self.description = description }
}
