import Tables

/// A study under the names of EventStudyTools' result files, for programs that read those: the first
/// model, in the layouts of its abnormal return calculator, separated by semicolons.
///
/// The figures are this study's, in full precision; columns that it does not keep are left out.
struct ESTResults {
  private let tables: TableSet
  private let model: String?
  private let events: [Record]

  init(_ tables: TableSet) {
    self.tables = tables
    model =
      tables["fits"]?.distinctTexts("model").first ?? tables["car"]?.distinctTexts("model").first
    events = tables.records("events").filter { $0.text("status") == "included" }
  }

  /// The files; none of a study without results.
  var files: [NotebookFolder.File] {
    guard model != nil, !events.isEmpty else { return [] }
    return [
      ("analysis_report", report), ("ar_results", abnormalReturns), ("car_results", sums),
      ("aar_results", averages), ("caar_results", averageSums),
    ].map { NotebookFolder.File(path: "est/\($0).csv", bytes: bytes($1)) }
  }

  private func bytes(_ columns: [Column]) -> [UInt8] {
    var bytes: [UInt8] = []
    var sink = ByteSink { bytes += $0 }
    // A sink throws what its receiver throws, and appending to an array throws nothing.
    try? DelimitedText(delimiter: UInt8(ascii: ";"), guardsFormulas: false).write(
      TableParts(Table("est", columns)), to: &sink)
    try? sink.flush()
    return bytes
  }

  /// The rows of a table that are of the model.
  private func records(_ table: String) -> [Record] {
    tables.records(table).filter { $0.text("model") == model }
  }

  // MARK: Events

  /// An id of a row's event; with the symbol when one event moves several.
  private var name: (Record) -> String? {
    let isPlain = Set(events.map { $0.text("event_id") }).count == events.count
    return { record in
      guard let event = record.text("event_id") else { return nil }
      return isPlain ? event : "\(event) \(record.text("symbol") ?? "")"
    }
  }

  private var report: [Column] {
    let name = name
    let fits = byEvent(records("fits"))
    let terms = Dictionary(grouping: records("models")) { name($0) ?? "" }
    let days = byEvent(records("ar").filter { $0.integer("rel_day") == 0 })
    func coefficient(_ record: Record, _ term: String) -> Double {
      terms[name(record) ?? ""]?.first { $0.text("term") == term }?.number("estimate") ?? .nan
    }
    func numbers(_ title: String, _ value: (Record) -> Double?) -> Column {
      Column(title, numbers: events.map { value($0) ?? .nan })
    }
    func texts(_ title: String, _ value: (Record) -> String?) -> Column {
      Column(title, texts: events.map(value))
    }
    func fit(_ record: Record) -> Record? { fits[name(record) ?? ""] }
    func day(_ record: Record) -> Record? { days[name(record) ?? ""] }
    return [
      texts("Event ID", name), texts("Firm") { $0.text("symbol") },
      texts("Reference Market") { $0.text("market") }, texts("Event Date") { $0.date("session") },
      texts("Analysis Report") { $0.text("reason") ?? "Analysis performed successfully" },
      Column("Estimation Window Length", integers: events.map { fit($0)?.integer("n_estimation") }),
      texts("First Date Estimation Window") { fit($0)?.date("estimation_start") },
      texts("Last Date Estimation Window") { fit($0)?.date("estimation_end") },
      numbers("Actual Stock Return") { day($0)?.number("actual") },
      numbers("Expected Stock Return") { day($0)?.number("expected") },
      numbers("Alpha") { coefficient($0, "alpha") }, numbers("Beta") { coefficient($0, "beta") },
      numbers("Residual Standard Deviation") { fit($0)?.number("sigma") },
    ]
  }

  private func byEvent(_ records: [Record]) -> [String: Record] {
    let name = name
    return Dictionary(records.map { (name($0) ?? "", $0) }, uniquingKeysWith: { first, _ in first })
  }

  private var abnormalReturns: [Column] {
    let name = name
    let rows = Dictionary(
      uniqueKeysWithValues: events.enumerated().map { (name($1) ?? "", $0) })
    let records = records("ar")
    let days = Set(records.compactMap { $0.integer("rel_day") }).sorted()
    let empty = [Double](repeating: .nan, count: events.count)
    var values = Dictionary(uniqueKeysWithValues: days.map { ($0, empty) })
    var statistics = values
    for record in records {
      guard let row = rows[name(record) ?? ""], let day = record.integer("rel_day") else {
        continue
      }
      values[day]?[row] = record.number("ar") ?? .nan
      statistics[day]?[row] = record.number("statistic") ?? .nan
    }
    return [Column("Event ID", texts: events.map(name))]
      + days.map { Column("AR(\($0))", numbers: values[$0] ?? empty) }
      + days.map { Column("t-value(\($0))", numbers: statistics[$0] ?? empty) }
  }

  private var sums: [Column] {
    let records = records("car")
    func numbers(_ title: String, _ column: String) -> Column {
      Column(title, numbers: records.map { $0.number(column) ?? .nan })
    }
    return [
      Column("Event ID", texts: records.map(name)), Column("Window", texts: records.map(window)),
      numbers("CAR Value", "car"), numbers("BHAR Value", "bhar"),
      numbers("CAR t-test", "statistic"),
    ]
  }

  private func window(_ record: Record) -> String? {
    record.window.map { "(\($0.first), \($0.last))" }
  }

  // MARK: Averages

  /// Its names of the tests, in the order of its files.
  private static let tests: KeyValuePairs = [
    "Patell Z": "patell_z", "Generalized Sign Z": "gsign_z", "Csect T": "csect_t",
    "StdCSect Z": "bmp_t", "Rank Z": "corrado_z", "Generalized Rank T": "grank_t",
    "Adjusted Patell Z": "adj_patell_z", "Adjusted StdCSect Z": "adj_bmp_t",
    "Generalized Rank Z": "grank_z", "Skewness Corrected T": "skew_t",
  ]

  /// The statistics of a level by group, window and test; of the first variant of each.
  private func statistics(_ level: String) -> [StatisticKey: Double] {
    Dictionary(
      records("tests").filter { $0.text("level") == level }.compactMap { record in
        record.number("statistic").map { (StatisticKey(record), $0) }
      }, uniquingKeysWith: { first, _ in first })
  }

  private struct StatisticKey: Hashable {
    let group: String?
    let window: Window?
    let test: String?

    init(_ record: Record) {
      (group, window, test) = (record.text("event_group"), record.window, record.text("test"))
    }

    init(group: String?, window: Window?, test: String) {
      (self.group, self.window, self.test) = (group, window, test)
    }
  }

  private var averages: [Column] {
    let records = records("aar")
    let days = Set(records.compactMap { $0.integer("rel_day") }).sorted()
    let statistics = statistics("aar")
    var titles: [String] = []
    var cells: [[String?]] = []
    func add(_ title: String, _ value: (Int) -> String?) {
      titles.append(title)
      cells.append(days.map(value))
    }
    for group in tables["aar"]?.distinctTexts("event_group") ?? [] {
      let byDay = Dictionary(
        records.filter { $0.text("event_group") == group }.map { ($0.integer("rel_day") ?? 0, $0) },
        uniquingKeysWith: { first, _ in first })
      add(DelimitedText.guarded(group)) { byDay[$0]?.number("aar").map(exactText) }
      add("N(\(group), AAR(i))") { byDay[$0]?.integer("n_events").map(String.init) }
      add("Pos:Neg(\(group), AAR(i))") { byDay[$0].flatMap(signs) }
      for (title, test) in Self.tests {
        add(title) { day in
          let key = StatisticKey(group: group, window: Window(first: day, last: day), test: test)
          return statistics[key].map(exactText)
        }
      }
    }
    return [Column("Grouping Variable/N", texts: titles)]
      + days.enumerated().map { position, day in
        Column("AAR(\(day))", texts: cells.map { $0[position] })
      }
  }

  /// How many events are above zero and how many are not.
  private func signs(_ record: Record) -> String? {
    guard let count = record.integer("n_events"), let share = record.number("positive_share") else {
      return nil
    }
    let positive = Int((share * Double(count)).rounded())
    return "\(positive):\(count - positive)"
  }

  private var averageSums: [Column] {
    let records = records("caar")
    let statistics = statistics("caar")
    func numbers(_ title: String, _ value: (Record) -> Double?) -> Column {
      Column(title, numbers: records.map { value($0) ?? .nan })
    }
    return [
      Column("Grouping Variable", texts: records.map { $0.text("event_group") }),
      Column("CAAR Type", texts: records.map(window)),
      numbers("CAAR Value") { $0.number("caar") }, numbers("ABHAR") { $0.number("abhar") },
      Column("pos:neg CAR", texts: records.map(signs)),
      Column("Number of CARs considered", integers: records.map { $0.integer("n_events") }),
    ]
      + Self.tests.map { title, test in
        numbers(title) {
          statistics[StatisticKey(group: $0.text("event_group"), window: $0.window, test: test)]
        }
      }
  }
}
