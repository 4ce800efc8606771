import MarketData

/// The largest sizes unpacked; beyond them a file is refused instead of filling disk and memory.
struct UnpackLimits: Sendable {
  var bytes = 4 << 30
  /// The number of bytes that one packed byte may become on average.
  var ratio = 200
  /// The size up to which the ratio does not matter.
  var freeBytes = 1 << 20
}

/// Why a compressed file cannot be read.
public enum UnpackFailure: Error, Hashable, Sendable {
  /// The packed bytes contradict themselves, and how.
  case damaged(String)
  /// The file ends before its contents do.
  case truncated
  /// One packed byte became more bytes than allowed.
  case ratio(limit: Int)
  /// More unpacked bytes than allowed.
  case size(limit: Int)
  /// A zip archive that asks for a password.
  case encrypted
  /// A zip archive that is packed in another way than usual, by the number of that way.
  case method(Int)
  /// A zip archive of more than one file, of which none was named; their names, when they are known.
  case severalFiles([String])
  /// A zip archive without a file of a name, or that matches a pattern.
  case noMember(String, known: [String])
  /// A zip archive whose directory cannot be read, so that no file of it can be named.
  case noDirectory
}

extension UnpackFailure: CustomStringConvertible {
  /// The failure in words, the input's name left to the caller.
  public var description: String {
    switch self {
    case .damaged(let reason): "the packed data is damaged: \(reason)"
    case .truncated: "the packed data ends before its contents do; fetch the file again"
    case .ratio(let limit):
      "unpacks to more than \(limit) times its size, the limit; unpack it first if it is wanted"
    case .size(let limit):
      "unpacks to more than \(limit) bytes, the limit; unpack and split it first"
    case .encrypted: "is an encrypted zip archive; unpack it first, for example with unzip"
    case .method(let number):
      "is a zip archive packed with method \(number), which is not read; unpack it first, for "
        + "example with unzip"
    case .severalFiles([]):
      "is a zip archive of several files, which are not known yet; save it, and name one as "
        + "ARCHIVE.zip/FILE, or unpack it"
    case .severalFiles(let names):
      "is a zip archive of \(names.count) files: \(listed(names)); name one behind a slash, as in "
        + "ARCHIVE.zip/FILE, or import all with 'ARCHIVE.zip/*'"
    case .noMember(let name, let known):
      "the archive has no file '\(shown(name))'"
        + (nearestName(to: name, among: known).map { "; did you mean '\(shown($0))'?" }
          ?? (known.isEmpty ? ", and no other" : "; it has \(listed(known))"))
    case .noDirectory:
      "the archive's directory of files cannot be read; unpack it first, for example with unzip"
    }
  }
}

/// The first of some names, and how many there are besides.
private func listed(_ names: [String]) -> String {
  let rest = names.count - 10
  return names.prefix(10).map { shown($0) }.joined(separator: ", ")
    + (rest > 0 ? " and \(rest) more" : "")
}
