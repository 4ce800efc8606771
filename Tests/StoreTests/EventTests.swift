import MarketData
import Tables
import Testing

@testable import Store

@Suite struct EventTests {
  let file: TemporaryDatabase
  let database: ReactionDatabase

  static let call = NewsEvent(
    id: "call-1", symbol: "NVDA", time: clock("2025-06-05", "08:45", "America/New_York"),
    group: "call", title: "First report, “quoted”", market: "^GSPC",
    windows: .init(event: -1...5, estimation: -250 ... -11),
    covariates: [.init(name: "size", value: "2"), .init(name: "area", value: "")])
  static let tariff = NewsEvent(id: "tariff", symbol: nil, time: .date("2025-04-10"), group: "b")
  static let tokyo = NewsEvent(
    id: "call-1", symbol: "7203", time: clock("2025-01-06", "09:00:30", "Asia/Tokyo"), group: "a")

  init() throws {
    file = try TemporaryDatabase()
    database = try file.open()
  }

  @Test func returnsWhatWasWritten() throws {
    let all = [Self.call, Self.tariff, Self.tokyo]
    let outcome = try database.importing(.events, list: "trade") {
      try $0.write(events: all, list: "trade")
    }
    #expect(outcome.imported?.rows == 3)
    #expect(try database.events(list: "trade") == all)
    #expect(try database.events() == all)
  }

  // Offsets by Python 3.11 zoneinfo.
  @Test func showsLocalTimesWithTheirOffset() throws {
    let winter = NewsEvent(
      id: "w", symbol: nil, time: Self.clock("1969-12-31", "23:59:59", "America/St_Johns"))
    try database.importing(.events, list: "trade") {
      try $0.write(events: [Self.call, Self.tariff, Self.tokyo, winter], list: "trade")
    }
    let table = try database.eventList(name: "trade")
    #expect(
      table.columns.map(\.name) == [
        "event_id", "symbol", "event_time", "time_zone", "event_date", "event_group", "title",
        "market", "zone_policy",
      ])
    let times = (0..<4).map { table["event_time"]?[$0] }
    #expect(
      times == [
        .text("2025-06-05T08:45:00-04:00"), .missing, .text("2025-01-06T09:00:30+09:00"),
        .text("1969-12-31T23:59:59-03:30"),
      ])
    #expect(table["event_date"]?[1] == .date(20_188))
    #expect(table["time_zone"]?[0] == .text("America/New_York"))
  }

  @Test func aLaterBatchAddsToItsList() throws {
    try database.importing(.events, list: "trade") {
      try $0.write(events: [Self.call], list: "trade")
    }
    let outcome = try database.importing(.events, list: "trade") {
      try $0.write(events: [Self.call, Self.tariff, Self.tariff], list: "trade")
    }
    #expect(outcome.imported?.rows == 1)
    #expect(outcome.imported?.repeated == 2)
    let lists = try database.eventLists()
    #expect(lists["events"]?[0] == .integer(2))
    #expect(lists["groups"]?[0] == .text("b, call"))
    #expect(lists["first"]?[0] == .date(20_188))
    _ = try database.undo(batch: 2)
    #expect(try database.events(list: "trade") == [Self.call])
    try database.importing(.events) { try $0.write(events: [Self.call], list: "other") }
    #expect(try database.events().count == 2)
  }

  @Test func refusesOtherContentUnderAKnownID() throws {
    try database.importing(.events) { try $0.write(events: [Self.call], list: "trade") }
    let moved = NewsEvent(id: "call-1", symbol: "NVDA", time: .date("2025-06-06"))
    let error = storeError {
      try database.importing(.events) { try $0.write(events: [moved], list: "trade") }
    }
    #expect(error == .eventConflict(list: "trade", id: "call-1", symbol: "NVDA", batch: 1))
    #expect(try database.events() == [Self.call])
  }

  @Test func suggestsTheNearestList() throws {
    try database.importing(.events) { try $0.write(events: [Self.call], list: "trade-2025") }
    #expect(
      storeError { _ = try database.events(list: "trade-2024") }
        == .unknownEventList("trade-2024", nearest: "trade-2025"))
    #expect(
      storeError { _ = try database.events(list: "zzz") }
        == .unknownEventList("zzz", nearest: nil))
  }

  private static func clock(_ date: CalendarDate, _ time: String, _ zone: String) -> EventTime {
    guard let time = ClockTime(time), let zone = Zone(zone),
      case .once(let instant) = zone.reading(of: date, time)
    else { return .date(date) }
    return .clock(date: date, time: time, zone: zone, instant: instant)
  }
}
