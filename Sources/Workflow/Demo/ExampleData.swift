import Foundation

/// Where the bundled examples are: the folder that holds `data/` and `seeds/`.
public struct ExampleData: Sendable {
  /// One study of the demo, with the files it needs.
  public struct Example: Sendable {
    /// The study's name, and that of its event list.
    public let name: String
    /// The paths of the price files.
    public let prices: [String]
    /// The path of the event list.
    public let events: String
    /// The path of the study file.
    public let study: String
  }

  let root: String

  /// The examples in a folder.
  ///
  /// - Parameter folder: The folder, or `nil` to look beside the program and in the working folder
  ///   and the folders above them.
  public init(folder: String?) throws {
    let starts =
      folder.map { [$0] }
      ?? [FileManager.default.currentDirectoryPath, Self.folder(ofFile: Self.executable)]
    let candidates = folder == nil ? starts.flatMap(Self.ancestors) : starts
    guard let root = candidates.first(where: Self.holdsExamples) else {
      throw Failure(
        .failure,
        "the example data is not in \(starts.joined(separator: " or ")); name the folder that has "
          + "data/ and seeds/ with --data FOLDER")
    }
    self.root = root
  }

  /// The examples, in the order in which the demo runs them.
  public var examples: [Example] {
    [
      example("trade-war-2018", prices: ["prices.csv", "index.csv"]),
      example("june-5-2025", prices: ["daily.csv"]),
    ]
  }

  private func example(_ name: String, prices: [String]) -> Example {
    Example(
      name: name, prices: prices.map { "\(root)/data/\(name)/\($0)" },
      events: "\(root)/data/\(name)/events.csv", study: "\(root)/seeds/studies/\(name).yaml")
  }

  private static var executable: String {
    (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
  }

  private static func folder(ofFile path: String) -> String {
    path.split(separator: "/").dropLast().reduce("") { $0 + "/" + $1 }
  }

  private static func ancestors(_ folder: String) -> [String] {
    let parts = folder.split(separator: "/")
    return (0...parts.count).reversed().map { "/" + parts.prefix($0).joined(separator: "/") }
  }

  private static func holdsExamples(_ folder: String) -> Bool {
    ["data/trade-war-2018", "data/june-5-2025", "seeds/studies"].allSatisfy {
      FileManager.default.fileExists(atPath: "\(folder)/\($0)")
    }
  }
}
