import Dispatch

/// Computes `count` values, each from its position alone, on some threads.
///
/// Values land by position, so the result is the same on any number of threads.
package func parallelMap<Value: Sendable>(
  _ count: Int, threads: Int, _ transform: @Sendable (Int) -> Value
) -> [Value] {
  let results = UnsafeMutableBufferPointer<Value>.allocate(capacity: count)
  defer { results.deallocate() }
  let shared = SharedBuffer(results)
  parallelRanges(count, threads: threads) { range in
    for index in range { shared.initialize(index, to: transform(index)) }
  }
  defer { results.deinitialize() }
  return Array(results)
}

/// Runs `body` once for each of `0..<count`, the first ones first.
package func parallelEach(_ count: Int, threads: Int, _ body: @Sendable (Int) -> Void) {
  parallelRanges(count, threads: threads) { range in for index in range { body(index) } }
}

/// Runs `body` once over each of some ranges that together are `0..<count`.
///
/// There are several ranges a thread, so that a slow one does not hold up the rest.
package func parallelRanges(_ count: Int, threads: Int, _ body: @Sendable (Range<Int>) -> Void) {
  let size = max(1, (count + threads * 8 - 1) / (threads * 8))
  let pieces = (count + size - 1) / size
  guard threads > 1, pieces > 1 else {
    if count > 0 { body(0..<count) }
    return
  }
  let queue = WorkCounter(pieces)
  DispatchQueue.concurrentPerform(iterations: threads) { _ in
    while let piece = queue.next() {
      body(piece * size..<min(count, (piece + 1) * size))
    }
  }
}

/// A buffer whose positions are each written by one thread only.
struct SharedBuffer<Element>: @unchecked Sendable {
  private let buffer: UnsafeMutableBufferPointer<Element>

  init(_ buffer: UnsafeMutableBufferPointer<Element>) { self.buffer = buffer }

  func initialize(_ index: Int, to value: Element) {
    (buffer.baseAddress! + index).initialize(to: value)
  }

  /// The positions from `start` on.
  func pointer(from start: Int) -> UnsafeMutablePointer<Element> { buffer.baseAddress! + start }
}

/// Hands out 0, 1, 2, ... once each to any thread that asks.
private final class WorkCounter: @unchecked Sendable {
  private let lock = DispatchSemaphore(value: 1)
  private let limit: Int
  private var given = 0

  init(_ limit: Int) { self.limit = limit }

  func next() -> Int? {
    lock.wait()
    defer { lock.signal() }
    guard given < limit else { return nil }
    given += 1
    return given - 1
  }
}
