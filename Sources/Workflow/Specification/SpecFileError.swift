/// What is wrong with a study file, and where.
public struct SpecFileError: Error, Hashable, CustomStringConvertible {
  /// The file's name.
  public let file: String
  /// The line, counted from 1, when it is known.
  public let line: Int?
  /// The key, nested ones joined by a dot; empty for the file as a whole.
  public let key: String
  /// What is wrong and what would be right.
  public let message: String

  /// The place and the message.
  public var description: String {
    [file, line.map { "line \($0)" }, key.isEmpty ? nil : key].compactMap { $0 }
      .joined(separator: ", ") + ": " + message
  }
}
