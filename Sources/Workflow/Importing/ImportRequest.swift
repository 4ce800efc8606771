import Foundation
import Ingest
public import MarketData
public import Tables

/// What a file is imported as.
public enum ImportKind: Sendable {
  case prices, events, factors, calendar
}

/// One file to import and how to read it; `nil` leaves a decision to the file.
public struct ImportRequest {
  /// The file's path, `-` for standard input, `ARCHIVE.zip/FILE` for a file in an archive.
  public var file: String
  /// The id of a layout.
  public var profile: String?
  /// The symbol of prices whose file names none.
  public var symbol: Symbol?
  /// The order of day, month and year in dates such as 03/04/2025: `mdy`, `dmy` or `ymd`.
  public var dateOrder: String?
  /// The zone of times whose row names none.
  public var timeZone: Zone?
  /// The code of the exchange where prices are made, on whose sessions daily bars must lie.
  public var calendar: String?
  /// The currency of prices, by its code of three letters.
  public var currency: String?
  /// The character between columns: its name, or the character.
  public var delimiter: String?
  /// The character before decimals: `point` or `comma`.
  public var decimalMark: String?
  /// How characters are written as bytes: `utf-8`, `utf-16le`, `utf-16be` or `windows-1252`.
  public var encoding: String?
  /// Whether a warning refuses the file.
  public var isStrict = false
  /// The event list or factor set to add to, or the calendar's code; `nil` takes the file's name
  /// without its suffix.
  public var list: String?
  /// Takes only the news that passes: `relevant`, `novel`.
  public var newsFilters: [String] = []
  /// The number of rejected rows up to which the others are imported; `nil` for none.
  public var maximumRejects: Int?
  /// The file that rejected rows go to, for the sentence that says what was done.
  public var rejectsFile: String?
  /// Collects the rejected rows, also when the import is refused.
  public var rejects: RejectedRows?
  /// Told from time to time the bytes read, the bytes there are, and the rows.
  public var progress: ((_ bytes: Int, _ ofBytes: Int?, _ rows: Int) -> Void)?
  /// When the import began, ISO 8601 in UTC.
  public var now: String

  /// A request to import a file in which every decision is left to the file.
  public init(file: String, now: String) {
    self.file = file
    self.now = now
  }

  /// Throws for a path that names no file, before a database is made to import it into.
  func requireFile() throws(ImportError) {
    var isFolder: ObjCBool = false
    guard case .file = input else { return }
    guard FileManager.default.fileExists(atPath: file, isDirectory: &isFolder) else {
      throw .notFound(file)
    }
    if isFolder.boolValue { throw .directory(file) }
  }

  var input: Input { Input(path: file) }

  /// Whether the bytes are those of a file, which are there a second time; a pipe's are gone.
  var isRepeatable: Bool {
    switch input {
    case .file(let path), .member(let path, _):
      let path = URL(fileURLWithPath: path).resolvingSymlinksInPath().path
      let attributes = try? FileManager.default.attributesOfItem(atPath: path)
      return attributes?[.type] as? FileAttributeType == .typeRegular
    case .standardInput, .bytes: return false
    }
  }

  /// The file's name without its folders, as lists show it; behind that of its archive, if any.
  var source: String {
    guard case .member(let archive, let name) = input else { return lastName(of: input.name) }
    return "\(lastName(of: archive))/\(name)"
  }

  /// The name of the list or set.
  func listName() throws -> String {
    if let list { return list }
    guard file != "-" else {
      throw Failure(
        .usage, "standard input has no file name to call the list by; name it with --list")
    }
    let name = lastName(of: file)
    return name.split(separator: ".").first.map(String.init) ?? name
  }

  /// What identifies a reading: the same bytes read in another way are another batch.
  ///
  /// - Parameter calendar: The one that `calendar` names.
  func fingerprint(_ calendar: ExchangeCalendar?) -> String {
    [
      profile.map { "profile=\($0)" }, symbol.map { "symbol=\($0)" },
      dateOrder.map { "date-order=\($0)" }, timeZone.map { "time-zone=\($0.identifier)" },
      calendar.map { "calendar=\($0.fingerprint)" }, currency.map { "currency=\($0)" },
      delimiter.map { "delimiter=\($0)" }, decimalMark.map { "decimal=\($0)" },
      encoding.map { "encoding=\($0)" },
      newsFilters.isEmpty ? nil : "only=\(Set(newsFilters).sorted().joined(separator: ","))",
    ].compactMap { $0 }.joined(separator: " ")
  }

  /// The importer's options, but the calendar, which may be one of the database.
  func options() throws -> ImportOptions {
    var options = ImportOptions()
    options.profile = profile
    options.symbol = symbol
    options.timeZone = timeZone
    options.isStrict = isStrict
    options.dateOrder = try dateOrder.map { try known($0, "date order") }
    options.decimalMark = try decimalMark.map { try known($0, "decimal mark") }
    options.encoding = try encoding.map { try known($0.lowercased(), "encoding") }
    options.delimiter = try delimiter.map { text in
      guard let delimiter = Dialect.Delimiter(text) else {
        throw unknown("delimiter", text, Dialect.Delimiter.allCases.map(\.shortName))
      }
      return delimiter
    }
    options.newsFilters = Set(try newsFilters.map { try known($0, "filter of news") })
    options.rejectsAllowed = maximumRejects ?? (rejects == nil ? nil : .max)
    options.onReject = rejects.map { rows in { rows.add($0, of: input.name) } }
    options.onProgress = progress
    return options
  }
}

/// A path without its folders.
private func lastName(of path: String) -> String {
  path.split(separator: "/").last.map(String.init) ?? path
}

extension ExchangeCalendar {
  /// An imported calendar may be imported again with other dates; a built-in one is known by its code.
  fileprivate var fingerprint: String { isListing ? "\(code)@\(vintage)" : code }
}

/// The value that a text names.
private func known<Value: RawRepresentable<String> & CaseIterable>(
  _ text: String, _ what: String
) throws -> Value {
  guard let value = Value(rawValue: text) else {
    throw unknown(what, text, Value.allCases.map(\.rawValue))
  }
  return value
}

private func unknown(_ what: String, _ text: String, _ known: [String]) -> Failure {
  Failure(.usage, "the \(what) '\(text)' is not one of \(known.joined(separator: ", "))")
}

/// Collects the rows that the imports of a command reject.
public final class RejectedRows {
  private var files: [String] = []
  private var rejects: [Reject] = []
  private let namesFiles: Bool

  /// No rows yet.
  ///
  /// - Parameter namesFiles: Whether the rows are those of several files.
  public init(namesFiles: Bool) { self.namesFiles = namesFiles }

  /// The number of rows.
  public var count: Int { rejects.count }

  func add(_ reject: Reject, of file: String) {
    files.append(file)
    rejects.append(reject)
  }

  /// Forgets all but the first rows.
  func keep(first count: Int) {
    files.removeLast(files.count - count)
    rejects.removeLast(rejects.count - count)
  }

  /// The rows with their places: line, record, column, raw, reason_code, message; behind them, of
  /// several files, file.
  public var table: Table {
    Table(
      "rejects",
      [
        Column("line", integers: rejects.map { $0.line == 0 ? nil : $0.line }),
        Column("record", integers: rejects.map { $0.record == 0 ? nil : $0.record }),
        Column("column", texts: rejects.map { $0.column.isEmpty ? nil : $0.column }),
        Column("raw", texts: rejects.map(\.raw)),
        Column("reason_code", texts: rejects.map(\.reason.rawValue)),
        Column("message", texts: rejects.map(\.message)),
      ] + (namesFiles ? [Column("file", texts: files)] : []))
  }
}
