import EventStudy

/// A picture that can be made of every stored study, from its result tables alone.
///
/// To add a chart, write one file in `Charts/Catalog` and one line in ``Charts``.
public protocol Chart: Sendable {
  /// The name on the command line.
  var id: String { get }
  /// The name for readers.
  var title: String { get }
  /// What is seen, in a sentence.
  var shows: String { get }
  /// What may be chosen.
  var choices: Set<ChartChoice> { get }
  /// The table without whose rows a report leaves the chart out; `nil` when a report always has it.
  var table: String? { get }
  /// The picture; throws when the study has nothing to draw.
  func figure(_ scope: ChartScope) throws(ChartProblem) -> Figure
}

extension Chart {
  /// A report has the chart of every study.
  public var table: String? { nil }
}

/// What a chart can be narrowed to.
public enum ChartChoice: String, Hashable, Sendable {
  case model, group, window
}

/// The charts there are.
public enum Charts {
  /// All charts, in the order of a report.
  public static let all: [any Chart] = [
    CAARChart(), AARChart(), CARsChart(), TimelineChart(), HeatMapChart(),
    ReactionsChart(), ReactionPathsChart(),
  ]

  /// The chart of that name.
  ///
  /// - Throws: `ChartProblem.unknownChart` with the nearest name and all names.
  public static func named(_ id: String) throws(ChartProblem) -> any Chart {
    guard let chart = all.first(where: { $0.id == id }) else {
      throw .unknownChart(id, available: all.map(\.id))
    }
    return chart
  }
}

/// Which part of a study is drawn; what is not given is the first that the study has.
public struct ChartSelection: Hashable, Sendable {
  /// A return model's name.
  public var model: String?
  /// A group of events, or `all`.
  public var group: String?
  /// The first and the last session of a window.
  public var window: ClosedRange<Int>?

  /// A selection; the default is everything of the first model and window.
  public init(model: String? = nil, group: String? = nil, window: ClosedRange<Int>? = nil) {
    self.model = model
    self.group = group
    self.window = window
  }
}

/// The part of a study that a chart draws, known to be there.
public struct ChartScope {
  let study: StudyReport
  let model: String
  let group: String
  /// The chosen window; `nil` when none was.
  let window: Window?

  init(_ study: StudyReport, _ chart: any Chart, _ selection: ChartSelection)
    throws(ChartProblem)
  {
    try Self.check(selection, chart)
    self.study = study
    let models = study.models
    if let model = selection.model, !models.contains(model) {
      throw .unknown(.model, model, available: models)
    }
    model = selection.model ?? models.first ?? "-"
    let groups = study.groups
    if let group = selection.group, !groups.contains(group) {
      throw .unknown(.group, group, available: groups)
    }
    group = selection.group ?? Self.everything
    window = selection.window.map { Window(first: $0.lowerBound, last: $0.upperBound) }
    let windows = study.windows(of: model)
    if let window, !windows.contains(window) {
      throw .unknown(.window, window.description, available: windows.map(\.description))
    }
  }

  static let everything = "all"

  private static func check(_ selection: ChartSelection, _ chart: any Chart) throws(ChartProblem) {
    let given: [(ChartChoice, Bool)] = [
      (.model, selection.model != nil), (.group, selection.group != nil),
      (.window, selection.window != nil),
    ]
    for (choice, isGiven) in given where isGiven && !chart.choices.contains(choice) {
      let able = Charts.all.filter { $0.choices.contains(choice) }.map(\.id)
      throw .noChoice(choice, chart: chart.id, able: able)
    }
  }

  /// The results of the group under the model.
  var sample: SampleResults? { study.results[model]?.first { $0.group == group } }

  /// The events of the group that are in the study.
  var events: [Record] {
    group == Self.everything
      ? study.included : study.included.filter { $0.text("event_group") == group }
  }

  /// The rows of table `car` of the group under the model, over one window or all.
  func cars(over window: Window?) -> [Record] {
    let members = Set(events.map(EventKey.init))
    return study.tables.records("car").filter { row in
      row.text("model") == model && (window == nil || row.window == window)
        && members.contains(EventKey(row))
    }
  }

  /// The window that is drawn when one is: the chosen one, else the first.
  var firstWindow: Window? { window ?? study.windows(of: model).first }

  /// The unit of what the study measures.
  var unit: Unit { study.words.isPercent ? .percent : .measure }

  /// The abbreviation of a standardized cumulative value.
  var scar: String { "S" + study.words.cumulative }

  /// What a figure is of: `model market, 340 events`.
  func subtitle(window: Window? = nil, events count: Int) -> String {
    let scope = group == Self.everything ? "" : ", group \(group)"
    let over = window.map { ", \($0)" } ?? ""
    return "\(study.name): model \(model)\(scope)\(over), \(counted(count, "event"))"
  }
}

extension StudyReport {
  /// The picture of a part of this study.
  ///
  /// - Throws: `ChartProblem` when the study does not have the part, or nothing to draw of it.
  public func figure(_ chart: any Chart, _ selection: ChartSelection = ChartSelection())
    throws(ChartProblem) -> Figure
  {
    try chart.figure(try ChartScope(self, chart, selection))
  }

  /// A chart's title in the words of what the study measures.
  func inWords(_ title: String) -> String {
    title.replacing("return", with: words.value).replacing("CAR", with: words.cumulative)
      .replacing("by day", with: "by \(words.day)")
  }

  /// `all` and the groups of events.
  var groups: [String] {
    [ChartScope.everything] + included.compactMap { $0.text("event_group") }.distinct().sorted()
  }

  /// The windows of a model in the order of the tables, the study's own before those of single
  /// events.
  func windows(of model: String) -> [Window] {
    let averaged = results[model]?.first?.windows.compactMap(\.window) ?? []
    let own = tables.records("car").lazy.filter { $0.text("model") == model }.compactMap(\.window)
    return (averaged + own.distinct()).distinct()
  }
}

/// Why there is no picture.
public enum ChartProblem: Error, Hashable, Sendable {
  case unknownChart(String, available: [String])
  case unknown(ChartChoice, String, available: [String])
  case noChoice(ChartChoice, chart: String, able: [String])
  /// The study has nothing of what the chart draws; in words.
  case nothing(String)
}
