/// The rows and columns of a table of averages, and what each cell is of.
struct AverageAxes {
  /// What one average is of.
  struct Place {
    var study = 0
    var model = ""
    var group = ChartScope.everything
    var window = Window(first: 0, last: 0)
  }

  /// One row or column, or the one thing that all of them share.
  struct Choice {
    let label: String
    let set: (inout Place) -> Void
  }

  let rowAxis: PaperAxis
  let columnAxis: PaperAxis
  let rows: [Choice]
  let columns: [Choice]
  /// The models and windows that occur.
  let models: [String]
  let windows: [Window]
  let group: String?
  private let origin: Place

  init(_ studies: [PaperStudy], _ selection: PaperSelection) throws(PaperProblem) {
    let values = try AxisValues(studies, selection)
    rowAxis = selection.rows
    columnAxis = selection.columns ?? values.usualColumns(beside: selection.rows)
    guard rowAxis != columnAxis else {
      throw PaperProblem("rows and columns are both the \(rowAxis.rawValue); choose two")
    }
    var origin = Place()
    for axis in PaperAxis.allCases where axis != rowAxis && axis != columnAxis {
      let choices = axis == .group && selection.groups.isEmpty ? [] : values.choices(of: axis)
      guard choices.count < 2 else {
        let choice = axis == .study ? "" : "choose one with --\(axis.rawValue), or "
        throw PaperProblem(
          "there are several \(axis.plural): \(choices.map(\.label).joined(separator: ", ")); "
            + "\(choice)make them --rows or --columns")
      }
      choices.first?.set(&origin)
    }
    rows = values.choices(of: rowAxis)
    columns = values.choices(of: columnAxis)
    (models, windows) = (values.models, values.windows)
    group = rowAxis == .group || columnAxis == .group ? nil : origin.group
    self.origin = origin
  }

  /// What each cell is of, by row and column.
  var places: [[Place]] {
    rows.map { row in
      columns.map { column in
        var place = origin
        row.set(&place)
        column.set(&place)
        return place
      }
    }
  }

  /// A cell by its row and its column.
  func words(for place: Place) -> String {
    let names: [PaperAxis: String] = [
      .model: place.model, .group: groupLabel(place.group), .window: place.window.description,
    ]
    return [rowAxis, columnAxis].compactMap { names[$0] }.joined(separator: ", ")
  }

  /// Whether studies are side by side.
  var comparesStudies: Bool { rowAxis == .study || columnAxis == .study }
}

/// What the studies have of each axis, as far as it is asked for.
private struct AxisValues {
  let studies: [String]
  let models: [String]
  let groups: [String]
  let windows: [Window]

  init(_ studies: [PaperStudy], _ selection: PaperSelection) throws(PaperProblem) {
    let samples = studies.flatMap { study in
      study.report.models.flatMap { study.report.results[$0] ?? [] }
    }
    guard samples.contains(where: { !$0.windows.isEmpty }) else {
      let names = listed(studies.map { "'\($0.report.name)'" })
      throw PaperProblem(
        "\(names) \(studies.count == 1 ? "has" : "have") no averages over a window", isMisuse: false
      )
    }
    self.studies = studies.map(\.report.name)
    models = try chosen(
      selection.models, of: samples.map(\.model).distinct(), "model", in: studies)
    groups = try chosen(
      selection.groups, of: samples.map(\.group).distinct(), "group", in: studies)
    let known = samples.flatMap { $0.windows.compactMap(\.window) }.distinct()
    let asked = selection.windows.map { Window(first: $0.lowerBound, last: $0.upperBound) }
    _ = try chosen(
      asked.map(\.description), of: known.map(\.description), "window", in: studies)
    windows = asked.isEmpty ? known : asked.distinct()
  }

  func choices(of axis: PaperAxis) -> [AverageAxes.Choice] {
    switch axis {
    case .study:
      studies.enumerated().map { position, name in
        AverageAxes.Choice(label: name) { $0.study = position }
      }
    case .model: models.map { model in AverageAxes.Choice(label: model) { $0.model = model } }
    case .group:
      groups.map { group in AverageAxes.Choice(label: groupLabel(group)) { $0.group = group } }
    case .window:
      windows.map { window in
        AverageAxes.Choice(label: window.description) { $0.window = window }
      }
    }
  }

  /// The first axis with several values, else the models.
  func usualColumns(beside rows: PaperAxis) -> PaperAxis {
    let several = PaperAxis.allCases.first { $0 != rows && choices(of: $0).count > 1 }
    return several ?? (rows == .model ? .window : .model)
  }
}

/// A group of events for readers.
private func groupLabel(_ group: String) -> String {
  group == ChartScope.everything ? "all events" : group
}
