/// The ticker or identifier of a security, index or factor, exactly as its source writes it.
public struct Symbol: Hashable, Comparable, Sendable, RawRepresentable, ExpressibleByStringLiteral {
  public let rawValue: String

  public init(rawValue: String) { self.rawValue = rawValue }
  public init(stringLiteral text: String) { rawValue = text }

  /// Order of the UTF-8 bytes, the same in every locale.
  public static func < (a: Self, b: Self) -> Bool {
    a.rawValue.utf8.lexicographicallyPrecedes(b.rawValue.utf8)
  }
}

extension Symbol: CustomStringConvertible {
  public var description: String { rawValue }
}
