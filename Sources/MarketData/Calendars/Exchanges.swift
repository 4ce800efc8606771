/// A code that names no calendar.
public struct UnknownExchange: Error, Hashable {
  /// The code that was asked for.
  public let code: String
  /// The calendars that were imported.
  public let imported: [String]

  /// An error about a code.
  public init(code: String, imported: [String] = []) {
    self.code = code
    self.imported = imported
  }
}

extension UnknownExchange: CustomStringConvertible {
  /// The code, the nearest one that exists, and all that do.
  public var description: String {
    let suggestion =
      nearestName(to: code, among: imported + ExchangeCalendar.codes)
      .map { "did you mean '\($0)'? " } ?? ""
    let others = imported.isEmpty ? "" : "Imported: \(imported.joined(separator: ", ")). "
    return "no calendar is named '\(code)'; \(suggestion)\(others)Built in: "
      + ExchangeCalendar.codes.joined(separator: ", ")
  }
}

extension ExchangeCalendar {
  /// The built-in calendars' rule files by code, in the order in which they are listed.
  private static let ruleFiles: [(code: String, text: @Sendable () -> [UInt8])] = [
    ("XNYS", { PackageResources.XNYS_csv })
  ]

  /// The codes of the built-in calendars.
  public static let codes: [String] = ruleFiles.map(\.code)

  /// The built-in calendar of that code; case does not matter.
  ///
  /// Expands the calendar's rules anew on every call (under a millisecond): hold on to the value.
  public static func named(_ code: String) throws(UnknownExchange) -> ExchangeCalendar {
    guard let entry = ruleFiles.first(where: { $0.code == code.uppercased() }) else {
      throw UnknownExchange(code: code)
    }
    do throws(CalendarRuleError) {
      return try ExchangeCalendar(
        code: entry.code, rules: String(decoding: entry.text(), as: UTF8.self),
        file: entry.code + ".csv")
    } catch {
      preconditionFailure("built-in calendar: \(error)")
    }
  }
}
