import MarketData

/// The formats a table can be written in.
public enum Formats {
  /// All formats, in the order in which they are listed.
  public static let all: [any OutputFormat] = [
    text,
    csv,
    TSV(),
    JSON(),
    NDJSON(),
    markdown,
    LaTeX(),
    HTML(),
    XLSX(),
  ]

  /// Aligned columns for a terminal, the default of every command.
  public static let text: any OutputFormat = PlainText()
  /// Tables for documents.
  public static let markdown: any OutputFormat = Markdown()
  /// Comma-separated values, the format of files that other programs read.
  public static let csv: any OutputFormat = CSV()

  /// The format of that name.
  ///
  /// - Throws: `UnknownFormat` with the nearest name and all names.
  public static func named(_ id: String) throws(UnknownFormat) -> any OutputFormat {
    guard let format = all.first(where: { $0.id == id }) else {
      throw UnknownFormat(name: id, available: all.map(\.id))
    }
    return format
  }

  /// The format a file name suffix such as `csv` or `.csv` stands for, in either case.
  ///
  /// - Throws: `UnknownFormat` with the nearest suffix and all suffixes.
  public static func forFile(suffix: String) throws(UnknownFormat) -> any OutputFormat {
    let bare = (suffix.hasPrefix(".") ? String(suffix.dropFirst()) : suffix).lowercased()
    guard let format = all.first(where: { $0.fileSuffixes.contains(bare) }) else {
      throw UnknownFormat(name: suffix, available: all.flatMap(\.fileSuffixes))
    }
    return format
  }
}

/// A format was asked for that does not exist.
public struct UnknownFormat: Error, Hashable, Sendable {
  /// The name or suffix asked for.
  public let name: String
  /// The names or suffixes there are.
  public let available: [String]
}

extension UnknownFormat: CustomStringConvertible {
  /// What was asked for, the nearest name, and what there is.
  public var description: String {
    let hint = nearestName(to: name, among: available).map { "; did you mean '\($0)'?" } ?? ""
    return "unknown format '\(name)'\(hint) (there are: \(available.joined(separator: ", ")))"
  }
}
