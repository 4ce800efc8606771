import MarketData

/// The name of a return model: `market`.
public struct ModelID: Hashable, Sendable, RawRepresentable, ExpressibleByStringLiteral {
  /// The name as it is written in study files.
  public let rawValue: String
  /// A model of that name, which need not be in the catalog.
  public init(rawValue: String) { self.rawValue = rawValue }
  /// A model named by a literal.
  public init(stringLiteral text: String) { rawValue = text }
}

/// The name of a significance test: `bmp_t`.
public struct TestID: Hashable, Sendable, RawRepresentable, ExpressibleByStringLiteral {
  /// The name as it is written in study files.
  public let rawValue: String
  /// A test of that name, which need not be in the catalog.
  public init(rawValue: String) { self.rawValue = rawValue }
  /// A test named by a literal.
  public init(stringLiteral text: String) { rawValue = text }
}

/// A name that is in no catalog, with the closest one that is.
public struct UnknownName: Error, Hashable, CustomStringConvertible {
  /// What was looked for: `model` or `test`.
  public let kind: String
  /// The name that is not known.
  public let name: String
  /// The names that are.
  public let known: [String]

  /// The name and the closest known one, in words.
  public var description: String {
    let hint = nearestName(to: name, among: known).map { "did you mean '\($0)'?" }
    return "unknown \(kind) '\(name)'; " + (hint ?? "known: " + known.joined(separator: ", "))
  }
}
