/// The furthest prices of a path, each where it was reached first.
struct Extremes {
  /// A price and the bar that reached it; `nil` for the first price after the news.
  struct Place {
    var price: Double
    var bar: Int?
  }

  private(set) var highest: Place
  private(set) var lowest: Place

  init(_ path: PathRange, in bars: PriceBars) {
    if path.splitsBar {
      highest = Place(price: path.firstPrice, bar: nil)
    } else {
      highest = Place(price: -.infinity, bar: nil)
    }
    lowest = path.splitsBar ? highest : Place(price: .infinity, bar: nil)
    for bar in path.bars {
      // A bar reaches its opening and closing price too, whatever its extremes were rounded to.
      let high = max(bars.high[bar], bars.open[bar], bars.close[bar])
      let low = min(bars.low[bar], bars.open[bar], bars.close[bar])
      if high > highest.price { highest = Place(price: high, bar: bar) }
      if low < lowest.price { lowest = Place(price: low, bar: bar) }
    }
  }

  /// The furthest price in a direction.
  func furthest(_ direction: Direction) -> Place { direction == .up ? highest : lowest }
}
