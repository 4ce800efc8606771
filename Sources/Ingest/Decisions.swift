import MarketData

extension EncodingChoice {
  /// The encoding and why it is that one.
  var decision: Detection.Decision {
    Detection.Decision(
      subject: "encoding",
      value: encoding.name + (markCount > 0 ? ", with a byte-order mark" : ""), evidence: evidence,
      flag: "--encoding")
  }
}

extension Detection.Decision {
  /// The zone of times that state none, as asked for or as the layout has it.
  init(zone: Zone, isAsked: Bool) {
    self.init(
      subject: "time zone", value: zone.identifier,
      evidence: isAsked ? "asked for with --time-zone" : "the clock of the layout's source",
      flag: "--time-zone")
  }
}

extension Sample {
  /// Everything that was decided about a file, given what its profile says.
  func decisions(
    profile: String, _ evidence: String, headerCount: Int, columns: [Detection.Column],
    dateOrder: ImportOptions.DateOrder?, _ options: ImportOptions
  ) -> [Detection.Decision] {
    let layout = Detection.Decision(
      subject: "layout", value: profile, evidence: evidence, flag: "--profile")
    return decisions + preamble + comments
      + [header(headerCount), layout] + dates(columns, dateOrder, options)
  }

  private var preamble: [Detection.Decision] {
    guard let first = skipped.first else { return [] }
    let text = first.cells.joined(separator: dialect.delimiter == .comma ? "," : " ")
    return [
      Detection.Decision(
        subject: "preamble", value: "\(skipped.count) record\(skipped.count == 1 ? "" : "s")",
        evidence: "before the first record of the usual width, from line \(first.position.line): "
          + "'\(text.prefix(60))'", flag: nil)
    ]
  }

  private var comments: [Detection.Decision] {
    guard dialect.hasComments else { return [] }
    return [
      Detection.Decision(
        subject: "comments", value: "lines with #",
        evidence: "some lines begin with it, and the table's rows do not", flag: nil)
    ]
  }

  private func header(_ count: Int) -> Detection.Decision {
    let line = rows.first.map { "line \($0.position.line)" } ?? "there is no line"
    return Detection.Decision(
      subject: "header", value: count == 0 ? "none" : "\(count) row\(count == 1 ? "" : "s")",
      evidence: count == 0
        ? "\(line) has values in it already" : "\(line) has no date and names columns",
      flag: nil)
  }

  private func dates(
    _ columns: [Detection.Column], _ order: ImportOptions.DateOrder?, _ options: ImportOptions
  ) -> [Detection.Decision] {
    guard let place = columns.firstIndex(where: { $0.role == "date" }) else { return [] }
    let cells = cells(place).filter { !isMissingText($0) }
    guard let first = cells.first(where: isDate) else { return [] }
    let words =
      switch order {
      case .dayFirst: ", day first"
      case .monthFirst: ", month first"
      case .yearFirst: ", year first"
      case nil: ""
      }
    let dates = cells.count(where: isDate)
    let asked = options.dateOrder == nil ? "" : "; asked for with --date-order"
    return [
      Detection.Decision(
        subject: "dates", value: "as '\(first.trimmingSpaces)'\(words)",
        evidence:
          "\(dates) of \(cells.count) cells of column \(columns[place].name) are dates\(asked)",
        flag: "--date-order")
    ]
  }
}
