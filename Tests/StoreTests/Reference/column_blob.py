"""Prints the blobs that ColumnBlobTests.swift holds, made from the description of the format.

Python 3.11, standard library only:  python3 column_blob.py
"""

import struct

MASK = (1 << 64) - 1


def mix(lane, word):
    value = (lane ^ word) & MASK
    return (((value << 29) | (value >> 35)) & MASK) * 0xBF58476D1CE4E5B9 & MASK


def checksum(data, seed):
    lanes = [seed, seed ^ 0x9E3779B97F4A7C15, ~seed & MASK, (seed + len(data)) & MASK]
    whole = len(data) // 32 * 32
    for offset in range(0, whole, 32):
        words = struct.unpack_from("<4Q", data, offset)
        lanes = [mix(lane, word) for lane, word in zip(lanes, words)]
    tail = 0
    for byte in data[whole:]:
        tail = mix(tail, byte + 1)
    result = lanes[0]
    for word in lanes[1:] + [tail]:
        result = mix(result, word)
    return result


def blob(encoding, decimals, base, kind, values):
    data = struct.pack(f"<{len(values)}{kind}", *values)
    fields = encoding | decimals << 8 | len(values) << 32
    seed = fields ^ ((base & MASK) * 0x94D049BB133111EB & MASK)
    header = struct.pack("<BBHIqQ", encoding, decimals, 0, len(values), base, checksum(data, seed))
    return header + data


SAMPLES = {
    "delta8": blob(1, 0, 20244, "B", [0, 1, 3, 1]),
    "delta32": blob(2, 0, 1749130200000, "I", [0, 300000, 300000]),
    "int64": blob(3, 0, 0, "q", [-5, 9000000000000]),
    "scaled16": blob(4, 2, 13950, "H", [242, 0, 65535, 50]),
    "scaled32": blob(5, 1, 0, "i", [-2147483648, -2000000000, 2000000000]),
    "double": blob(6, 0, 0, "d", [0.1 * k for k in range(9)]),
}

for name, data in SAMPLES.items():
    print(f'{name}: "{data.hex()}"')
