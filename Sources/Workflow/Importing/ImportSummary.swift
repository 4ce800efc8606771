import Ingest
import MarketData
import Store

/// What an import did, in sentences.
public struct ImportSummary: Sendable {
  /// What was added, or that nothing was.
  public let sentence: String
  /// What the reader of results should know, each with its code.
  public let warnings: [String]
  /// How the file was understood.
  public let evidence: [String]

  init(
    _ outcome: BatchOutcome, _ report: ImportReport, _ request: ImportRequest, kind: BatchKind,
    list: String?
  ) {
    warnings = report.warnings.map { "\($0.code.rawValue): \($0.message)" }
    evidence =
      ["\(request.input.name): layout \(report.detection.profile)"]
      + (report.detection.evidence + report.detection.notes).map { "  \($0)" }
    switch outcome {
    case .imported(let batch):
      sentence = Self.sentence(batch, kind: kind, list: list, rejectsFile: request.rejectsFile)
    case .alreadyImported(let batch):
      sentence = "\(request.input.name): already imported as batch \(batch); nothing was added"
    }
  }

  private static func sentence(
    _ batch: ImportedBatch, kind: BatchKind, list: String?, rejectsFile: String?
  ) -> String {
    let unit =
      switch kind {
      case .prices: "row"
      case .events: "event"
      case .factors, .calendar: "date"
      }
    let target = list.map { "'\($0)'" } ?? series(batch)
    let file = rejectsFile.map { ": \($0)" } ?? ""
    let rejected = batch.rejected > 0 ? " (\(grouped(batch.rejected)) rejected\(file))" : ""
    let repeated =
      batch.repeated > 0 ? "; \(grouped(batch.repeated)) were in the list already" : ""
    return "imported \(counted(batch.rows, unit)) into \(target)\(rejected) as batch "
      + "\(batch.batch)\(repeated)"
  }

  private static func series(_ batch: ImportedBatch) -> String {
    let known = batch.series - batch.newSeries
    let new = "\(grouped(batch.newSeries)) new series"
    if batch.newSeries == 0 { return "\(grouped(known)) known series" }
    return known == 0 ? new : "\(new) and \(grouped(known)) known ones"
  }
}

/// A number of things, whose name takes an s: `1 row`, `2,000 rows`.
public func counted(_ number: Int, _ unit: String) -> String {
  "\(grouped(number)) \(unit)\(number == 1 ? "" : "s")"
}

/// Whole numbers with thousands marked, the same in every locale.
public func grouped(_ number: Int) -> String {
  var digits = Array(String(number.magnitude))
  var position = digits.count - 3
  while position > 0 {
    digits.insert(",", at: position)
    position -= 3
  }
  return (number < 0 ? "-" : "") + String(digits)
}
