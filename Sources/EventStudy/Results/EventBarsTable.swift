import MarketData
import Tables

/// `event_bars`: when the bars of every aligned event of a study of bars begin and end.
func eventBarsTable(_ study: AlignedStudy, _ names: InstanceNames) -> Table {
  var (events, days, dates) = ([Int](), [Int](), [Int?]())
  var (starts, ends, kinds) = ([String](), [String](), [String]())
  for event in study.instances.indices {
    guard let place = study.instances[event].aligned, let blocks = study.grids[place.grid].blocks
    else { continue }
    for day in place.eventWindow.days {
      let position = place.session.position + day
      guard blocks.places.indices.contains(position), let bar = blocks.places[position] else {
        continue
      }
      let found = blocks.calendar.bars[bar]
      events.append(event)
      days.append(day)
      dates.append(blocks.date(at: position).map(Int.init))
      starts.append("\(Instant(milliseconds: found.start))")
      ends.append("\(Instant(milliseconds: found.end))")
      kinds.append(found.isClosed ? "closed" : "trading")
    }
  }
  return Table(
    "event_bars",
    names.columns(events) + [
      Column("rel_day", .integer(days)), Column("session", dates: dates),
      Column("bar_start", texts: starts), Column("bar_end", texts: ends),
      Column("kind", texts: kinds),
    ])
}
