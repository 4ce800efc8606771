/// The ticker or identifier of a security, index or factor, exactly as its source writes it.
public struct Symbol: Hashable, Comparable, Sendable, RawRepresentable, ExpressibleByStringLiteral {
  /// The text as the source writes it.
  public let rawValue: String

  /// The symbol of that text.
  public init(rawValue: String) { self.rawValue = rawValue }
  /// For literals in source code.
  public init(stringLiteral text: String) { rawValue = text }

  /// Order of the UTF-8 bytes, the same in every locale.
  public static func < (a: Self, b: Self) -> Bool {
    a.rawValue.utf8.lexicographicallyPrecedes(b.rawValue.utf8)
  }
}

extension Symbol: CustomStringConvertible {
  /// The text as the source writes it.
  public var description: String { rawValue }
}
