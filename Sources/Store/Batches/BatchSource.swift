import GRDB
public import MarketData

/// A file that stands behind some of the data.
public struct BatchSource: Hashable, Sendable {
  /// The file's name without folders.
  public let name: String
  /// The SHA-256 digest of the file's bytes, in hexadecimal.
  public let sha256: String
  /// What its import warned of.
  public let warnings: [BatchWarning]
}

extension ReactionDatabase {
  /// The files that brought some series, event lists, factor sets and calendars, in the order of
  /// their import; undone batches are not among them.
  ///
  /// - Parameters:
  ///   - series: The symbols of the series.
  ///   - eventLists: The lists, or `nil` for all.
  ///   - factorSets: The names of the factor sets.
  ///   - calendars: The codes of calendars, which need not be imported ones.
  public func sources(
    series: [Symbol], eventLists: [String]?, factorSets: [String], calendars: [String] = []
  ) throws -> [BatchSource] {
    try read { db in
      // As JSON, so that one statement serves any number of names.
      let rows = try Row.fetchAll(
        db,
        sql: """
          SELECT id, source, sha256 FROM batch
          WHERE undone = 0 AND id IN (
            SELECT segment.batch FROM segment JOIN series ON series.id = segment.series
            WHERE series.symbol IN (SELECT value FROM json_each(:series))
            UNION SELECT batch FROM event
            WHERE :lists IS NULL OR list IN (SELECT value FROM json_each(:lists))
            UNION SELECT batch FROM factor_segment
            WHERE factor_set IN (SELECT value FROM json_each(:sets))
            UNION SELECT max(batch) FROM calendar
            WHERE code IN (SELECT value FROM json_each(:calendars)) GROUP BY code)
          ORDER BY id
          """,
        arguments: [
          "series": json(series.map(\.rawValue)), "lists": eventLists.map(json),
          "sets": json(factorSets), "calendars": json(calendars),
        ])
      return try rows.map { row in
        let warnings = try Row.fetchAll(
          db, sql: "SELECT code, message FROM batch_warning WHERE batch = ? ORDER BY position",
          arguments: [row["id"] as Int64])
        return BatchSource(
          name: row["source"], sha256: row["sha256"],
          warnings: warnings.map { BatchWarning(code: $0["code"], message: $0["message"]) })
      }
    }
  }
}

/// A JSON array of texts.
private func json(_ texts: [String]) -> String {
  let quoted = texts.map { text in
    let escaped = text.unicodeScalars.map { scalar in
      switch scalar {
      case "\"", "\\": "\\\(scalar)"
      case _ where scalar.value < 0x20:
        "\\u00" + (scalar.value < 16 ? "0" : "") + String(scalar.value, radix: 16)
      default: String(scalar)
      }
    }
    return "\"\(escaped.joined())\""
  }
  return "[\(quoted.joined(separator: ","))]"
}
