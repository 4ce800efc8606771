import Tables

/// The rows of table `reaction_measures` in words.
struct ReactionMeasureWords {
  /// What tells the rows of one reaction from another's.
  private struct Key: Hashable {
    let event: String?
    let symbol: String?

    init(_ record: Record) { (event, symbol) = (record.text("event_id"), record.text("symbol")) }
  }

  private let records: [Record]
  private let ofReaction: [Key: [Record]]

  init(_ records: [Record]) {
    self.records = records
    ofReaction = Dictionary(grouping: records, by: Key.init)
  }

  /// What is said of one reaction; measures without a value are passed over.
  func facts(of reaction: Record) -> [(String, String)] {
    let own = (ofReaction[Key(reaction)] ?? []).filter { $0.number("value") != nil }
    let slopes = own.filter { $0.text("measure") == "reversal_slope" }.map { slope in
      ("slope", "\(changeText(slope.number("value"))) an hour from the peak on\(judged(slope))")
    }
    let ahead = own.filter { $0.text("measure") == "continuation" }.map { later in
      let count = later.integer("sessions") ?? 0
      return
        "\(changeText(later.number("value"))) over \(counted(count, "session"))\(judged(later))"
    }
    guard !ahead.isEmpty else { return slopes }
    return slopes + [("afterwards", "in its direction " + ahead.joined(separator: ", "))]
  }

  private func judged(_ record: Record) -> String {
    record.number("p_value").map { " (p \(pValueText($0)))" } ?? ""
  }

  /// How many reactions went on, and how many of them unusually.
  var averages: TitledGrid? {
    let names = records.compactMap { record -> Int? in
      record.number("value") == nil ? nil : record.integer("sessions")
    }.distinct().sorted()
    guard !names.isEmpty else { return nil }
    let rows = names.map { sessions in
      records.filter { $0.integer("sessions") == sessions && $0.number("value") != nil }
    }
    func column(_ title: String, _ cell: @escaping ([Record]) -> String) -> GridColumn {
      GridColumn(title, rows.map(cell), right: true)
    }
    return TitledGrid(
      title: "From the peak, and afterwards",
      columns: [
        GridColumn(
          "measure",
          names.map { $0 == 0 ? "slope from the peak, an hour" : "over \(counted($0, "session"))" }),
        column("n") { countText($0.count) },
        column("mean") { changeText(mean($0.compactMap { $0.number("value") })) },
        column("onwards") { rows in
          shareText(Double(rows.count { ($0.number("value") ?? 0) > 0 }) / Double(rows.count))
        },
        column("p<=.05") { countText($0.count { ($0.number("p_value") ?? 1) <= 0.05 }) },
        column("by chance") { rows in
          countText(Int((0.05 * Double(rows.count { $0.number("p_value") != nil })).rounded()))
        },
      ], rows: names.count)
  }
}

private func mean(_ values: [Double]) -> Double? {
  values.isEmpty ? nil : values.reduce(0, +) / Double(values.count)
}
