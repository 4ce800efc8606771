import Dispatch

/// Runs `body` on each of some threads with the positions in 0..<`count` that fall to it.
///
/// What is computed at a position must not depend on which other positions the thread has.
func parallelChunks(
  _ count: Int, threads: Int, _ body: @Sendable (StrideTo<Int>) -> Void
) {
  let workers = max(1, min(threads, count))
  guard workers > 1 else { return body(stride(from: 0, to: count, by: 1)) }
  DispatchQueue.concurrentPerform(iterations: workers) { worker in
    body(stride(from: worker, to: count, by: workers))
  }
}

/// Memory whose positions are each written by one thread only.
struct SharedPositions<Element>: @unchecked Sendable {
  private let base: UnsafeMutablePointer<Element>

  init(_ base: UnsafeMutablePointer<Element>) { self.base = base }

  subscript(position: Int) -> Element {
    get { base[position] }
    nonmutating set { base[position] = newValue }
  }
}
