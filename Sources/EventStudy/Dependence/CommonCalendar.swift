/// The sessions of several grids on one calendar, so that days of different markets compare.
struct CommonCalendar: Sendable {
  /// The place of every session of a grid; `nil` for a single grid, whose positions serve.
  private let places: [[Int]]?

  init(_ grids: [SessionGrid]) {
    guard grids.count > 1 else {
      places = nil
      return
    }
    let all = Set(grids.flatMap(\.sessions)).sorted()
    places = grids.map { grid in
      var place = 0
      return grid.sessions.map { session in
        while all[place] < session { place += 1 }
        return place
      }
    }
  }

  /// The place of a session of a grid, in the order of dates.
  func day(grid: Int, position: Int) -> Int { places.map { $0[grid][position] } ?? position }
}
