/// What a chart can be written as.
public enum ChartFormat: Sendable {
  case svg, png
  /// A specification of Vega-Lite 5.
  case vegaLite
  /// The drawn numbers as a table.
  case table(any OutputFormat)

  private static let pictures: [(id: String, suffix: String, format: ChartFormat)] = [
    ("svg", ".svg", .svg), ("png", ".png", .png), ("vega-lite", ".vl.json", .vegaLite),
  ]

  /// The names of all formats.
  public static var ids: [String] { pictures.map(\.id) + Formats.all.map(\.id) }

  /// The format of that name.
  ///
  /// - Throws: `UnknownFormat` with the nearest name and all names.
  public static func named(_ id: String) throws(UnknownFormat) -> ChartFormat {
    if let picture = pictures.first(where: { $0.id == id }) { return picture.format }
    guard let table = Formats.all.first(where: { $0.id == id }) else {
      throw UnknownFormat(name: id, available: ids)
    }
    return .table(table)
  }

  /// The format that the end of a file's name stands for, in either case.
  ///
  /// - Throws: `UnknownFormat` with the nearest suffix and all suffixes.
  public static func forFile(named name: String) throws(UnknownFormat) -> ChartFormat {
    let name = name.lowercased()
    if let picture = pictures.first(where: { name.hasSuffix($0.suffix) }) { return picture.format }
    let suffix = name.split(separator: ".").last.map(String.init) ?? name
    guard let table = Formats.all.first(where: { $0.fileSuffixes.contains(suffix) }) else {
      throw UnknownFormat(
        name: suffix,
        available: pictures.map { String($0.suffix.dropFirst()) }
          + Formats.all.flatMap(\.fileSuffixes))
    }
    return .table(table)
  }
}
