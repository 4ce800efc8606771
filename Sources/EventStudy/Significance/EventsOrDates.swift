/// A form of a test that draws for each event, or once for all events of a date: `mammen`,
/// `mammen_by_date`.
struct EventsOrDates<Kind: RawRepresentable & CaseIterable & Sendable>: Sendable
where Kind.RawValue == String {
  let kind: Kind
  let isByDate: Bool

  static func events(_ kind: Kind) -> Self { Self(kind: kind, isByDate: false) }
}

extension EventsOrDates: RawRepresentable, CaseIterable {
  static var allCases: [Self] {
    [false, true].flatMap { byDate in Kind.allCases.map { Self(kind: $0, isByDate: byDate) } }
  }

  init?(rawValue: String) {
    guard let form = Self.allCases.first(where: { $0.rawValue == rawValue }) else { return nil }
    self = form
  }

  var rawValue: String { kind.rawValue + (isByDate ? "_by_date" : "") }
}

/// A test whose forms draw for events or for dates, which are then what is independent.
protocol EventsOrDatesTest: ResamplingTest, VariedTest where Form == EventsOrDates<Kind> {
  associatedtype Kind: RawRepresentable & CaseIterable & Sendable where Kind.RawValue == String
}

extension EventsOrDatesTest {
  var assumption: String {
    form.isByDate ? "Dates are independent of each other." : "Events are independent of each other."
  }
  var takesEventsAsIndependent: Bool { !form.isByDate }
}
