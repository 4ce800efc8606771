#ifndef REACTION_COLUMN_BLOB_H
#define REACTION_COLUMN_BLOB_H

#include <stddef.h>
#include <stdint.h>

// The blob of one column of a segment, checked and read in place. The format is that of
// ColumnBlob.swift, whose words for damage are used here too.
typedef struct {
  const unsigned char *payload;
  size_t count;
  int64_t base;
  uint8_t encoding;
  uint8_t decimals;
} ColumnBlob;

// Checks length, count and checksum of a blob that should hold `count` values.
// Each function returns a result code of SQLite; when it is not SQLITE_OK, `damage` is set to a
// text of sqlite3_mprintf, unless memory is short.
int column_blob_open(
    ColumnBlob *blob, const void *bytes, size_t size, size_t count, char **damage);

// Writes the times, which must rise strictly.
int column_blob_times(const ColumnBlob *blob, int64_t *target, char **damage);

// Writes the values as doubles; NaN is missing.
int column_blob_doubles(const ColumnBlob *blob, double *target, char **damage);

#endif
