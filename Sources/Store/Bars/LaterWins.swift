/// The positions of `times` in rising order, of equal times only that of the latest run.
///
/// `runs` are the starts of runs that rise strictly within themselves. Neighbouring runs are
/// merged two by two, so that many runs cost their number's logarithm.
func laterWins(_ times: [Int64], runs: [Int]) -> [Int] {
  var lists = zip(runs, runs.dropFirst() + [times.count]).map { Array($0..<$1) }
  while lists.count > 1 {
    lists = stride(from: 0, to: lists.count, by: 2).map { index in
      index + 1 < lists.count ? merged(lists[index], lists[index + 1], times) : lists[index]
    }
  }
  return lists.first ?? []
}

private func merged(_ earlier: [Int], _ later: [Int], _ times: [Int64]) -> [Int] {
  var result: [Int] = []
  result.reserveCapacity(earlier.count + later.count)
  var next = 0
  for position in later {
    while next < earlier.count, times[earlier[next]] < times[position] {
      result.append(earlier[next])
      next += 1
    }
    if next < earlier.count, times[earlier[next]] == times[position] { next += 1 }
    result.append(position)
  }
  result.append(contentsOf: earlier[next...])
  return result
}
