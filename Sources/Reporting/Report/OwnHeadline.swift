import EventStudy
import Tables

extension StudyReport {
  private static let mostNamed = 3

  /// What each event's first window says on its own, the significant ones first.
  func ownAnswers(of model: String) -> String? {
    let cars = firstWindows(of: model)
    guard !cars.isEmpty else { return nil }
    if cars.count == 1 { return ownAnswer(cars[0], over: true) + "." }
    let rejecting = cars.filter { ($0.number("p_value") ?? 1) < Self.level }
      .sorted { size($0) > size($1) }
    let silent = cars.filter { ($0.number("p_value") ?? 0) >= Self.level }
    let untested = cars.filter { $0.number("p_value") == nil }
    return
      ([
        named(rejecting, "significant", each: ownAnswer), named(silent, "not", each: ownAnswer),
        named(untested, "without a test") { car, _ in "\(subject(car)): no test" },
      ].flatMap { $0 }).joined(separator: "; ") + "."
  }

  /// Each event when there are few of a kind, else those that fit and how many more there are.
  private func named(
    _ cars: [Record], _ kind: String, each: (Record, Bool) -> String
  ) -> [String] {
    let rest = cars.count - Self.mostNamed
    return cars.prefix(Self.mostNamed).map { each($0, false) }
      + (rest > 0 ? ["\(counted(rest, "more", "more")) \(kind)"] : [])
  }

  private func ownAnswer(_ car: Record, over showsWindow: Bool) -> String {
    let value = "\(subject(car)) \(valueText(car.number("car")))"
    let window = showsWindow ? car.window.map { " over \($0)" } ?? "" : ""
    guard let p = car.number("p_value"), let t = car.number("statistic") else {
      return "\(value)\(window): no test, \(reasonWords(car) ?? "no reason recorded")"
    }
    let level = showsWindow ? " at 5%" : ""
    return
      "\(value)\(window), \(words.standardized)\u{A0}\(roundedText(t, decimals: 2)): \(significance(p))\(level)"
  }

  private func firstWindows(of model: String) -> [Record] {
    var seen: Set<EventKey> = []
    return tables.records("car").filter {
      $0.text("model") == model && seen.insert(EventKey($0)).inserted
    }
  }

  /// A symbol, with its event where one symbol has several.
  private func subject(_ car: Record) -> String {
    let symbol = cell(car, "symbol")
    let isUnique = included.count { $0.text("symbol") == car.text("symbol") } == 1
    return isUnique ? symbol : "\(cell(car, "event_id")) \(symbol)"
  }

  private func size(_ car: Record) -> Double { (car.number("statistic") ?? 0).magnitude }
}
