import EventStudy

/// The rows of some keys, computed on some threads, in the order of the keys.
func parallelRows<Row: Sendable>(
  _ keys: [Int], threads: Int, _ rows: @Sendable (Int) -> [Row]
) -> [Row] {
  parallelMap(keys.count, threads: threads) { rows(keys[$0]) }.flatMap { $0 }
}
