import Foundation

/// What the notices say about events that move together: which tests err, which allow for it, and
/// how much it is.
struct DependenceWords {
  private let study: Study
  private let everything: GroupAggregate?

  /// - Parameter everything: The events of all groups under the first model.
  init(_ study: Study, everything: GroupAggregate?) {
    self.study = study
    self.everything = everything
  }

  /// The study's tests that take events as independent.
  var erringTests: String {
    let names = study.tests.filter(\.takesEventsAsIndependent).map(\.id.rawValue)
    let all = "tests that take events as independent"
    return names.isEmpty ? all : "\(all) - \(names.joined(separator: ", ")) -"
  }

  /// What to read instead, and how many independent events there are.
  var remedy: String { [advice, figures].compactMap { $0 }.joined(separator: " ") }

  private var advice: String {
    if study.spec.measure == .volatility {
      return "Read portfolio_t and cluster_t, which allow for events of one session."
    }
    if study.spec.dependence == .none {
      return
        "Set 'dependence: overlap', so that adj_bmp_t, adj_patell_z and adj_gsign_z allow for it."
    }
    let names = study.tests.map(\.id.rawValue).filter { $0.hasPrefix("adj_") }
    guard let last = names.last else {
      return "Add adj_bmp_t, adj_patell_z or adj_gsign_z, which allow for it."
    }
    guard names.count > 1 else { return "Read \(last), which allows for it." }
    return "Read \(names.dropLast().joined(separator: ", ")) and \(last), which allow for it."
  }

  /// The window in which most pairs overlap, in numbers.
  private var figures: String? {
    let points = zip(everything?.windows ?? [], everything?.dependence.windows ?? [])
    let most = points.max { $0.1.overlappingPairs < $1.1.overlappingPairs }
    guard let (point, dependence) = most, dependence.overlappingPairs > 0,
      let mean = dependence.mean, let effective = dependence.effectiveCount
    else { return nil }
    let pairs = dependence.overlappingPairs
    let name = study.spec.dependence == .overlap ? "r*" : "r"
    return
      "Over \(point.sample.window) \(pairs) \(pairs == 1 ? "pair of events overlaps" : "pairs of events overlap"): "
      + "the mean correlation between events is \(name) = \(String(format: "%.4f", mean)), so "
      + "\(dependence.eventCount) events say as much as \(String(format: "%.1f", effective)) "
      + "independent ones."
  }
}
