/// A set of days as bits, in words that start at multiples of 64 days; its owner deallocates it.
///
/// It holds a bare pointer because masks are compared millions of times, by several threads that
/// would otherwise count references.
struct DayMask {
  let first: Int
  let last: Int
  let count: Int
  private let firstWord: Int
  private let endWord: Int
  /// The words, of which the first is that of `firstWord`.
  private let words: UnsafeMutablePointer<UInt64>

  /// Rising days; `nil` for none.
  init?(_ days: [Int]) {
    guard let first = days.first, let last = days.last else { return nil }
    (self.first, self.last, count) = (first, last, days.count)
    (firstWord, endWord) = (first >> 6, last >> 6 + 1)
    words = .allocate(capacity: endWord - firstWord)
    words.initialize(repeating: 0, count: endWord - firstWord)
    for day in days { words[day >> 6 - firstWord] |= 1 << UInt64(day & 63) }
  }

  func deallocate() { words.deallocate() }

  /// The number of days in both sets.
  func commonCount(with other: DayMask) -> Int {
    var index = max(firstWord, other.firstWord)
    let end = min(endWord, other.endWord)
    var count = 0
    while index < end {
      count &+= (words[index - firstWord] & other.words[index - other.firstWord]).nonzeroBitCount
      index &+= 1
    }
    return count
  }

  /// The number of the set's days within a range.
  func count(in days: ClosedRange<Int>) -> Int {
    let (low, high) = (max(days.lowerBound, first), min(days.upperBound, last))
    guard low <= high else { return 0 }
    var (index, count) = (low >> 6, 0)
    while index <= high >> 6 {
      var word = words[index - firstWord]
      if index == low >> 6 { word &= ~0 << UInt64(low & 63) }
      if index == high >> 6 { word &= ~0 >> UInt64(63 - high & 63) }
      count &+= word.nonzeroBitCount
      index &+= 1
    }
    return count
  }

  func contains(_ day: Int) -> Bool {
    first <= day && day <= last
      && words[day >> 6 - firstWord] >> UInt64(day & 63) & 1 == 1
  }
}
