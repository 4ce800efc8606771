import Foundation

/// Where the bytes of an import come from.
public enum Input: Hashable, Sendable {
  /// A file, by the path as the user typed it.
  case file(String)
  case standardInput
  /// A file in a zip archive: the archive's path, and the file's name in it.
  case member(archive: String, name: String)
  /// Bytes already in memory, and the name that messages give them.
  case bytes([UInt8], name: String)

  /// The name in messages.
  public var name: String {
    switch self {
    case .file(let path): path
    case .standardInput: "standard input"
    case .member(let archive, let name): "\(archive)/\(shown(name))"
    case .bytes(_, let name): name
    }
  }

  /// The file's name without folders and suffixes, such as `SPY` for `data/SPY.csv`.
  public var stem: String? {
    let path =
      switch self {
      case .file(let path): path
      case .member(_, let name), .bytes(_, let name): name
      case .standardInput: ""
      }
    let name = path.split(separator: "/").last.map(String.init) ?? ""
    let stem = name.prefix { $0 != "." }
    return stem.isEmpty ? nil : String(stem)
  }

  /// The input that a path names: a file, standard input for `-`, or `ARCHIVE.zip/FILE`, a file in
  /// an archive, where no file of the disk has that path.
  public init(path: String) {
    if path == "-" {
      self = .standardInput
    } else if let (archive, name) = pathAndName(path) {
      self = .member(archive: archive, name: name)
    } else {
      self = .file(path)
    }
  }

  /// The paths that a path stands for: when it ends in a pattern such as `ARCHIVE.zip/*.csv`, those
  /// of the archive's files whose names match, in the archive's order; else itself.
  ///
  /// - Throws: `ImportError` when the archive cannot be read, or no name matches.
  public static func paths(matching path: String) throws(ImportError) -> [String] {
    let input = Input(path: path)
    guard case .member(let archive, let pattern) = input, pattern.contains(where: "*?[".contains)
    else { return [path] }
    let names = try ZipDirectory(archive: archive, asked: input.name).members.map(\.name)
    guard !names.contains(pattern) else { return [path] }
    let matching = names.filter { fnmatch(pattern, $0, 0) == 0 }
    guard !matching.isEmpty else { throw .packed(input.name, .noMember(pattern, known: names)) }
    return matching.map { "\(archive)/\($0)" }
  }
}

/// The archive that a path leads into, and the rest of the path.
private func pathAndName(_ path: String) -> (archive: String, name: String)? {
  guard !FileManager.default.fileExists(atPath: path) else { return nil }
  for slash in path.indices.reversed() where path[slash] == "/" {
    let (folder, rest) = (String(path[..<slash]), path[path.index(after: slash)...])
    if isArchive(folder) { return rest.isEmpty ? nil : (folder, String(rest)) }
  }
  return nil
}

private func isArchive(_ path: String) -> Bool {
  guard !path.isEmpty, let stored = try? StoredBytes(.file(path)), stored.totalCount != nil,
    let mark = try? stored.bytes(at: 0, count: ZipEntry.mark.count)
  else { return false }
  return mark == ZipEntry.mark
}
