/// The candidate that a mistyped name most likely meant, or `nil` when none is close.
///
/// Close is an edit distance of at most a third of the longer name, rounded up, between
/// lower-cased names; of equally close candidates the first.
public func nearestName(to name: String, among candidates: [String]) -> String? {
  let ranked = candidates.map { (name: $0, distance: editDistance(name, $0)) }
  guard let best = ranked.min(by: { $0.distance < $1.distance }) else { return nil }
  let longer = max(name.count, best.name.count)
  return best.distance <= (longer + 2) / 3 ? best.name : nil
}

/// The least number of insertions, deletions, replacements and swaps of neighbours (Damerau 1964,
/// Communications of the ACM 7:171-176; no character is edited twice).
private func editDistance(_ a: String, _ b: String) -> Int {
  let (source, target) = (Array(a.lowercased()), Array(b.lowercased()))
  var before: [Int] = []
  var row = Array(0...target.count)
  for i in source.indices {
    var next = [i + 1]
    for j in target.indices {
      let replaced = row[j] + (source[i] == target[j] ? 0 : 1)
      var least = min(replaced, row[j + 1] + 1, next[j] + 1)
      if i > 0, j > 0, source[i] == target[j - 1], source[i - 1] == target[j] {
        least = min(least, before[j - 1] + 1)
      }
      next.append(least)
    }
    (before, row) = (row, next)
  }
  return row[target.count]
}
