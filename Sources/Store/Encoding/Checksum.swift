/// A 64-bit checksum that finds damaged bytes, computed in four independent lanes.
///
/// Each step `lane = rotate(lane ^ word) * odd` is a bijection of the word, so no single damaged
/// word goes unnoticed. It is a guard against faults of storage, not against forgery.
func checksum(_ bytes: UnsafeRawBufferPointer, seed: UInt64) -> UInt64 {
  var lanes = (seed, seed ^ 0x9E37_79B9_7F4A_7C15, ~seed, seed &+ UInt64(bytes.count))
  var offset = 0
  while offset + 32 <= bytes.count {
    lanes.0 = mix(lanes.0, word(bytes, offset))
    lanes.1 = mix(lanes.1, word(bytes, offset + 8))
    lanes.2 = mix(lanes.2, word(bytes, offset + 16))
    lanes.3 = mix(lanes.3, word(bytes, offset + 24))
    offset += 32
  }
  var tail: UInt64 = 0
  while offset < bytes.count {
    tail = mix(tail, UInt64(bytes[offset]) + 1)
    offset += 1
  }
  return mix(mix(mix(mix(lanes.0, lanes.1), lanes.2), lanes.3), tail)
}

@inline(__always)
private func mix(_ lane: UInt64, _ word: UInt64) -> UInt64 {
  let value = lane ^ word
  return (value << 29 | value >> 35) &* 0xBF58_476D_1CE4_E5B9
}

@inline(__always)
private func word(_ bytes: UnsafeRawBufferPointer, _ offset: Int) -> UInt64 {
  bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
}
