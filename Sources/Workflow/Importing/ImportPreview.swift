import Ingest

extension Workflow {
  /// Tells how a file would be read, and changes nothing.
  public func preview(_ request: ImportRequest, as kind: ImportKind) throws -> String {
    let options = try options(of: request)
    return try failing {
      let preview =
        switch kind {
        case .prices: try PriceImport.preview(request.input, options)
        case .events: try EventImport.preview(request.input, options)
        case .factors: try FactorImport.preview(request.input, options)
        case .calendar: try CalendarImport.preview(request.input, options)
        }
      return PreviewText(preview: preview, request: request).text
    }
  }
}

/// What an import would do, as text: each decision with what it was decided by, the rows, and what
/// would be rejected.
private struct PreviewText {
  let preview: ImportPreview
  let request: ImportRequest

  private var report: ImportReport { preview.report }

  var text: String {
    let detection = report.detection
    var lines = ["\(request.input.name):"] + decisions(detection.decisions)
    lines += detection.notes.map { "  note: \($0)" }
    lines += ["columns:"] + detection.columns.map { "  \($0.name) -> \($0.role)" }
    lines += ["first rows, as written:"] + table(preview.firstRows)
    if !preview.storedRows.isEmpty {
      lines += ["first rows, as they would be stored:"] + table(preview.storedRows)
    }
    return (lines + outcome).joined(separator: "\n") + "\n"
  }

  /// One line a decision, the values below each other.
  private func decisions(_ decisions: [Detection.Decision]) -> [String] {
    let subjects = decisions.map(\.subject.count).max() ?? 0
    return decisions.map { decision in
      let subject =
        decision.subject
        + String(
          repeating: " ", count: subjects - decision.subject.count)
      let flag = decision.flag.map { " [\($0)]" } ?? ""
      return "  \(subject)  \(decision.value): \(decision.evidence)\(flag)"
    }
  }

  private func table(_ rows: [[String]]) -> [String] {
    rows.map { "  " + $0.joined(separator: " | ") }
  }

  private var outcome: [String] {
    let rows = "\(grouped(report.valuesRead)) of \(grouped(report.rowsRead)) rows"
    let refused = request.isStrict && !report.warnings.isEmpty
    return [refused ? "would refuse the file, for a warning (--strict)" : "would import \(rows)"]
      + report.warnings.map { "warning: \($0.code.rawValue): \($0.message)" } + rejects
  }

  private var rejects: [String] {
    guard report.rejectCount > 0 else { return [] }
    let counts = Reject.Reason.allCases.compactMap { reason in
      report.rejectCounts[reason].map { "\(grouped($0)) \(reason.rawValue)" }
    }
    let first = report.rejects.prefix(10).map { "  \($0)" }
    let rest = report.rejectCount - first.count
    return ["would reject \(grouped(report.rejectCount)) (\(counts.joined(separator: ", "))):"]
      + first + (rest > 0 ? ["  and \(grouped(rest)) more"] : [])
  }
}
