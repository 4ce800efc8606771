#include "column_blob.h"

#include <math.h>
#include <string.h>

#include "sqlite_interface.h"

enum { header_size = 24, most_decimals = 22 };

enum { delta8 = 1, delta32, int64, scaled16, scaled32, float64 };

static const size_t widths[] = {0, 1, 4, 8, 2, 4, 8};

static const double powers_of_ten[most_decimals + 1] = {
    1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,  1e8,  1e9,  1e10, 1e11,
    1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};

// Reads a number of the host's width from any address. The format is little-endian, as are the
// machines that the program is built for.
#define READ(type, address) \
  ({ \
    type value_; \
    memcpy(&value_, (address), sizeof value_); \
    value_; \
  })

static uint64_t mix(uint64_t lane, uint64_t word) {
  uint64_t value = lane ^ word;
  return (value << 29 | value >> 35) * UINT64_C(0xBF58476D1CE4E5B9);
}

// The checksum of Checksum.swift.
static uint64_t checksum(const unsigned char *bytes, size_t size, uint64_t seed) {
  uint64_t lane0 = seed, lane1 = seed ^ UINT64_C(0x9E3779B97F4A7C15), lane2 = ~seed,
           lane3 = seed + size;
  size_t offset = 0;
  for (; offset + 32 <= size; offset += 32) {
    lane0 = mix(lane0, READ(uint64_t, bytes + offset));
    lane1 = mix(lane1, READ(uint64_t, bytes + offset + 8));
    lane2 = mix(lane2, READ(uint64_t, bytes + offset + 16));
    lane3 = mix(lane3, READ(uint64_t, bytes + offset + 24));
  }
  uint64_t tail = 0;
  for (; offset < size; offset++) tail = mix(tail, (uint64_t)bytes[offset] + 1);
  return mix(mix(mix(mix(lane0, lane1), lane2), lane3), tail);
}

static int wrong_encoding(int encoding, char **damage) {
  *damage = sqlite3_mprintf("its encoding %d is not one of this column's", encoding);
  return SQLITE_CORRUPT_VTAB;
}

static int wrong_length(size_t found, size_t expected, char **damage) {
  *damage = sqlite3_mprintf(
      "%lld bytes where %lld belong", (sqlite3_int64)found, (sqlite3_int64)expected);
  return SQLITE_CORRUPT_VTAB;
}

static int damaged(const char *words, char **damage) {
  *damage = sqlite3_mprintf("%s", words);
  return SQLITE_CORRUPT_VTAB;
}

int column_blob_open(
    ColumnBlob *blob, const void *start, size_t size, size_t count, char **damage) {
  const unsigned char *bytes = start;
  if (size < header_size) return wrong_length(size, header_size, damage);
  uint8_t encoding = bytes[0];
  if (encoding < delta8 || encoding > float64) return wrong_encoding(encoding, damage);
  size_t stored = READ(uint32_t, bytes + 4);
  if (stored != count) {
    *damage = sqlite3_mprintf(
        "%lld values where %lld belong", (sqlite3_int64)stored, (sqlite3_int64)count);
    return SQLITE_CORRUPT_VTAB;
  }
  size_t payload_size = count * widths[encoding];
  if (size != header_size + payload_size) {
    return wrong_length(size, header_size + payload_size, damage);
  }
  *blob = (ColumnBlob){
      .payload = bytes + header_size,
      .count = count,
      .base = READ(int64_t, bytes + 8),
      .encoding = encoding,
      .decimals = bytes[1]};
  uint64_t fields = (uint64_t)encoding | (uint64_t)blob->decimals << 8 | (uint64_t)count << 32;
  uint64_t seed = fields ^ (uint64_t)blob->base * UINT64_C(0x94D049BB133111EB);
  if (checksum(blob->payload, payload_size, seed) != READ(uint64_t, bytes + 16) ||
      blob->decimals > most_decimals) {
    return damaged("its checksum does not match", damage);
  }
  return SQLITE_OK;
}

static int rises(const int64_t *times, size_t count) {
  int falls = 0;
  for (size_t i = 1; i < count; i++) falls |= times[i] <= times[i - 1];
  return !falls;
}

int column_blob_times(const ColumnBlob *blob, int64_t *target, char **damage) {
  uint64_t time = (uint64_t)blob->base;
  switch (blob->encoding) {
    case delta8:
      for (size_t i = 0; i < blob->count; i++) target[i] = (int64_t)(time += blob->payload[i]);
      break;
    case delta32:
      for (size_t i = 0; i < blob->count; i++) {
        target[i] = (int64_t)(time += READ(uint32_t, blob->payload + 4 * i));
      }
      break;
    case int64:
      memcpy(target, blob->payload, 8 * blob->count);
      break;
    default:
      return wrong_encoding(blob->encoding, damage);
  }
  return rises(target, blob->count) ? SQLITE_OK : damaged("its times do not rise", damage);
}

int column_blob_doubles(const ColumnBlob *blob, double *target, char **damage) {
  double scale = powers_of_ten[blob->decimals];
  switch (blob->encoding) {
    case scaled16:
      for (size_t i = 0; i < blob->count; i++) {
        uint16_t distance = READ(uint16_t, blob->payload + 2 * i);
        double value = (double)(int32_t)((uint32_t)blob->base + distance) / scale;
        target[i] = distance == UINT16_MAX ? NAN : value;
      }
      return SQLITE_OK;
    case scaled32:
      for (size_t i = 0; i < blob->count; i++) {
        int32_t integer = READ(int32_t, blob->payload + 4 * i);
        target[i] = integer == INT32_MIN ? NAN : (double)integer / scale;
      }
      return SQLITE_OK;
    case float64:
      memcpy(target, blob->payload, 8 * blob->count);
      return SQLITE_OK;
    default:
      return wrong_encoding(blob->encoding, damage);
  }
}
