import Tables

/// `notices`: what a reader of the numbers should know.
func noticesTable(_ notices: [Notice]) -> Table {
  Table(
    "notices",
    [
      Column("code", texts: notices.map(\.code)),
      Column("severity", texts: notices.map(\.severity.rawValue)),
      Column("event_id", texts: notices.map(\.eventID)),
      Column("message", texts: notices.map(\.message)),
    ])
}
