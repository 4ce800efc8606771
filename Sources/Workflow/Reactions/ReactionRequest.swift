public import MarketData
public import Reactions

/// What `reaction react` asks.
public struct ReactionRequest: Sendable {
  /// Whose reactions are measured.
  public enum Subject: Sendable {
    /// One asset and one moment; the events of a list, when one is named, only say which sessions are
    /// not ordinary.
    case moment(Symbol, EventTime, list: String?)
    /// Every event of a list. News about the whole market applies to the symbols; to all there are
    /// when there are none.
    case list(String, symbols: [Symbol])
  }

  /// Whose reactions are measured.
  public var subject: Subject
  /// How they are measured.
  public var options = ReactionOptions()
  /// The code of the exchange whose sessions count; `nil` for that of the assets as their import named
  /// it, else XNYS.
  public var calendar: String?
  /// Whether the result is stored.
  public var isStored = true
  /// The time to store, ISO 8601 in UTC; it is no part of the result.
  public var now: String

  /// A question with the default options.
  public init(_ subject: Subject, now: String) {
    (self.subject, self.now) = (subject, now)
  }

  /// The name of the result in the database. A study file cannot have it: it holds colons.
  public var name: String {
    let subject =
      switch subject {
      case .moment(let symbol, let time, _): "\(symbol):\(time.text)"
      case .list(let list, _): list
      }
    return "react:" + subject.replacing("@", with: "-")
  }

  /// Every choice that changes the result, in a line.
  var text: String {
    let given =
      switch options.given {
      case nil: "-"
      case .fixed(let direction): direction.rawValue
      case .column(let name): "column \(name)"
      }
    let subject =
      switch subject {
      case .moment(let symbol, let time, let list): "\(symbol) \(time.text) \(list ?? "-")"
      case .list(let list, let symbols):
        "\(list) \(symbols.map(\.rawValue).joined(separator: ","))"
      }
    return [
      subject, "direction \(options.rule.rawValue)", "minutes \(options.firstMinutes)",
      "sign \(given)", "placebo \(options.placeboCount.map(String.init) ?? "all")",
      "distance \(options.distance)", "resolution \(options.resolution?.rawValue ?? "auto")",
      "benchmark \(options.benchmark?.rawValue ?? "-")",
      "price \(options.usesAdjusted ? "adjusted" : "close")",
      "ahead \(options.horizons.map(String.init).joined(separator: ","))",
      "parts \(options.partMinutes)", "calendar \(calendar ?? "by import")",
    ].joined(separator: "; ")
  }
}

extension EventTime {
  /// The date, or the local time with its distance from UTC.
  fileprivate var text: String { stamp ?? date.description }
}
