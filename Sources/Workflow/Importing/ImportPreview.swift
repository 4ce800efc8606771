import Ingest

extension Workflow {
  /// Tells how a file would be read, and changes nothing.
  public static func preview(_ request: ImportRequest, as kind: ImportKind) throws -> String {
    let options = try request.options()
    return try failing {
      let preview =
        switch kind {
        case .prices: try PriceImport.preview(request.input, options)
        case .events: try EventImport.preview(request.input, options)
        case .factors: try FactorImport.preview(request.input, options)
        case .calendar: try CalendarImport.preview(request.input, options)
        }
      return text(of: preview, request.input.name)
    }
  }

  private static func text(of preview: ImportPreview, _ name: String) -> String {
    let (report, detection) = (preview.report, preview.report.detection)
    let mark = detection.dialect?.hasByteOrderMark == true ? ", with a byte-order mark" : ""
    let columns =
      detection.dialect.map { ", columns separated by a \($0.delimiter.name)\(mark)" } ?? ""
    var lines = ["\(name): layout \(detection.profile)\(columns)"]
    lines += (detection.evidence + detection.notes).map { "  \($0)" }
    lines += ["columns:"] + detection.columns.map { "  \($0.name) -> \($0.role)" }
    lines += ["first rows:"] + preview.firstRows.map { "  " + $0.joined(separator: " | ") }
    lines += ["would import \(grouped(report.valuesRead)) of \(grouped(report.rowsRead)) rows"]
    lines += report.warnings.map { "warning: \($0.code.rawValue): \($0.message)" }
    if report.rejectCount > 0 {
      lines += ["would reject \(grouped(report.rejectCount)):"]
      lines += report.rejects.prefix(10).map { "  \($0)" }
    }
    return lines.joined(separator: "\n") + "\n"
  }
}
