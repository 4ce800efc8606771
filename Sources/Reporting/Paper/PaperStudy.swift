public import EventStudy

/// A stored study as a table for papers reads it.
public struct PaperStudy {
  let report: StudyReport
  let spec: StudySpec?

  /// A study.
  ///
  /// - Parameters:
  ///   - report: Its result tables.
  ///   - spec: What it asked; `nil` when that is not known.
  public init(report: StudyReport, spec: StudySpec?) {
    self.report = report
    self.spec = spec
  }

  /// On which days models were estimated.
  var estimationSentence: [String] {
    guard let windows = spec?.estimation.windows else { return [] }
    let noun = windows.count == 1 ? "window" : "windows"
    return ["Estimation \(noun) \(listed(windows.map(\.description)))."]
  }

  /// On how many sessions the rows of events lie, when that is fewer.
  var sessionsSentence: [String] {
    let rows = report.included.count
    let sessions = report.included.compactMap { $0.date("session") }.distinct().count
    guard sessions > 0, sessions < rows else { return [] }
    return ["\(counted(rows, "row")) of events on \(counted(sessions, "session"))."]
  }

  /// How events are weighted, when not equally.
  var weightSentence: [String] {
    switch spec?.weights {
    case .precision: ["Averages are weighted by the inverse variance of each event."]
    case .value(let covariate): ["Averages are weighted by \(covariate)."]
    case .equal, nil: []
    }
  }
}

extension [PaperStudy] {
  /// What is to be said of the studies: once where it is the same of all, else of each by its name.
  func sentences(_ ofOne: (PaperStudy) -> [String]) -> [String] { sentences(map(ofOne)) }

  /// The same of the sentences about each study, in their order.
  func sentences(_ each: [[String]]) -> [String] {
    guard let first = each.first, each.contains(where: { $0 != first }) else {
      return each.first ?? []
    }
    return zip(self, each).flatMap { study, sentences in
      sentences.map { "\(study.report.name): \($0)" }
    }
  }
}

/// The names of models with their titles: `market (Market model)`.
func titled(models: [String]) -> [String] {
  models.map { id in
    let title = Catalog.models.first { $0.id.rawValue == id }?.title
    return id + (title.map { " (\($0))" } ?? "")
  }
}
