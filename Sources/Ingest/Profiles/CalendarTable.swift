/// A calendar as a table: `date,open,close,note`, a row a session; a row without hours is a date
/// without a session.
struct CalendarTable: Profile {
  let id = "calendar"
  let title = "Trading calendar: date,open,close,note"
  let kind = ProfileKind.calendar

  /// Where the columns are.
  struct Layout {
    var date: Int
    var open: Int
    var close: Int
    var note: Int?
    var dateOrder: ImportOptions.DateOrder?
  }

  func layout(_ sample: Sample, _ options: ImportOptions) throws(ImportError) -> Layout {
    let date = try place(["date", "session", "day"], sample)
    return Layout(
      date: date, open: try place(["open", "opens", "marketopen"], sample),
      close: try place(["close", "closes", "marketclose"], sample),
      note: sample.keys.firstIndex { ["note", "name", "reason"].contains($0) },
      dateOrder: sample.dateOrder(date, options))
  }

  /// The first column with one of these names, the first of which is the one that messages give.
  private func place(_ names: [String], _ sample: Sample) throws(ImportError) -> Int {
    if let place = names.lazy.compactMap({ sample.keys.firstIndex(of: $0) }).first { return place }
    throw .noColumn(sample.name, wanted: names[0], header: sample.header)
  }
}
