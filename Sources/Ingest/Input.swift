/// Where the bytes of an import come from.
public enum Input: Hashable, Sendable {
  /// A file, by the path as the user typed it.
  case file(String)
  case standardInput
  /// Bytes already in memory, and the name that messages give them.
  case bytes([UInt8], name: String)

  /// The name in messages.
  public var name: String {
    switch self {
    case .file(let path): path
    case .standardInput: "standard input"
    case .bytes(_, let name): name
    }
  }

  /// The file's name without folders and suffixes, such as `SPY` for `data/SPY.csv`.
  public var stem: String? {
    let path =
      switch self {
      case .file(let path): path
      case .bytes(_, let name): name
      case .standardInput: ""
      }
    let name = path.split(separator: "/").last.map(String.init) ?? ""
    let stem = name.prefix { $0 != "." }
    return stem.isEmpty ? nil : String(stem)
  }
}
