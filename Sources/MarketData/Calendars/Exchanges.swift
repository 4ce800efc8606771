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
    ("XNYS", { PackageResources.XNYS_csv }),
    ("XNAS", { PackageResources.XNAS_csv }),
    ("XTSE", { PackageResources.XTSE_csv }),
    ("XLON", { PackageResources.XLON_csv }),
    ("XETR", { PackageResources.XETR_csv }),
    ("XPAR", { PackageResources.XPAR_csv }),
    ("XTKS", { PackageResources.XTKS_csv }),
    ("XHKG", { PackageResources.XHKG_csv }),
    ("XSHG", { PackageResources.XSHG_csv }),
    ("XNSE", { PackageResources.XNSE_csv }),
    ("XASX", { PackageResources.XASX_csv }),
    ("FX", { PackageResources.FX_csv }),
    ("CRYPTO", { PackageResources.CRYPTO_csv }),
  ]

  /// The codes of the built-in calendars.
  public static let codes: [String] = ruleFiles.map(\.code)

  /// The text of a built-in calendar's rule file; case does not matter.
  static func rules(of code: String) -> String? {
    let entry = ruleFiles.first { $0.code == code.uppercased() }
    return entry.map { String(decoding: $0.text(), as: UTF8.self) }
  }

  /// The built-in calendar of that code; case does not matter.
  ///
  /// Expands the calendar's rules anew on every call (about a millisecond): hold on to the value.
  public static func named(_ code: String) throws(UnknownExchange) -> ExchangeCalendar {
    guard let text = rules(of: code) else { throw UnknownExchange(code: code) }
    do throws(CalendarRuleError) {
      let code = code.uppercased()
      return try ExchangeCalendar(code: code, rules: text, file: code + ".csv")
    } catch {
      preconditionFailure("built-in calendar: \(error)")
    }
  }
}
