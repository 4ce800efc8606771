/// The prices along one reaction, drawn under what is said of it.
public struct ReactionPicture: Hashable, Sendable {
  /// The last price before the news, then the path.
  public let prices: [Double]
  /// What the prices are, such as `from 09:30 to 16:00`.
  public let caption: String
  /// What the price did in the bar of the news; `nil` when that is not known.
  public let newsBar: String?

  /// A picture of a path.
  public init(prices: [Double], caption: String, newsBar: String? = nil) {
    (self.prices, self.caption, self.newsBar) = (prices, caption, newsBar)
  }

  /// One character a price, or the last of several prices when there are more than fit.
  func line(width: Int, unicode: Bool) -> String {
    let count = min(prices.count, width)
    let shown = (0..<count).map { prices[($0 + 1) * prices.count / count - 1] }
    return sparkline(shown, unicode: unicode)
  }
}
