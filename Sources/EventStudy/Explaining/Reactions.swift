import MarketData
import Tables

/// The cumulative abnormal returns of a study's events under one model over one window.
struct Reactions: Sendable {
  let model: String
  let window: Window
  /// One value an event; missing where it has none.
  let values: [Double]
  /// Their standard errors, missing where there is none.
  let errors: [Double]
  /// Why an event has no value.
  let reasons: [String?]

  /// The reactions of every model and window of the result table `car`, in its order.
  static func all(in car: Table, of events: ExplainedEvents) -> [Reactions] {
    var order: [Key] = []
    var found: [Key: Columns] = [:]
    for row in 0..<car.rowCount {
      guard let model = car.text("model", row), let first = car["window_start"]?[row].integer,
        let last = car["window_end"]?[row].integer, let window = Window(first, last),
        let event = events.position(
          ofEvent: car.text("event_id", row) ?? "", symbol: car.text("symbol", row) ?? "")
      else { continue }
      let key = Key(model: model, window: window)
      if found[key] == nil {
        order.append(key)
        found[key] = Columns(count: events.entries.count)
      }
      found[key]?.values[event] = car["car"]?[row].number ?? .missing
      found[key]?.errors[event] = car["std_error"]?[row].number ?? .missing
      found[key]?.reasons[event] = car.text("reason", row)
    }
    return order.compactMap { key in
      found[key].map {
        Reactions(
          model: key.model, window: key.window, values: $0.values, errors: $0.errors,
          reasons: $0.reasons)
      }
    }
  }

  private struct Key: Hashable {
    let model: String
    let window: Window
  }

  private struct Columns {
    var values: [Double]
    var errors: [Double]
    var reasons: [String?]

    init(count: Int) {
      values = [Double](repeating: .missing, count: count)
      errors = values
      reasons = [String?](repeating: nil, count: count)
    }
  }
}
