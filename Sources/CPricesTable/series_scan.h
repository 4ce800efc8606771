#ifndef REACTION_SERIES_SCAN_H
#define REACTION_SERIES_SCAN_H

#include <stddef.h>
#include <stdint.h>

#include "sqlite_interface.h"

enum { field_count = 6 };

// The names of the columns of numbers, in the order of the bits that choose them.
extern const char *const field_names[field_count];

// One row of table segment without its blobs.
typedef struct {
  sqlite3_int64 id;
  sqlite3_int64 batch;
  int64_t first;
  int64_t last;
  size_t count;
} Segment;

// Reads the bars of one series in rising time.
//
// Segments whose times overlap are decoded together, as an island; of bars of the same time that
// of the latest segment is kept. Memory is that of the largest island.
typedef struct {
  const char *symbol;
  int is_daily;
  unsigned fields;
  int64_t lower, upper;
  // In order of their first times; those before next_segment are read.
  Segment *segments;
  size_t segment_count, segment_capacity, next_segment;
  // The island: island_segments in order of their ids, one behind the other in the columns.
  Segment *island_segments;
  size_t island_segment_count;
  int64_t *times;
  double *values[field_count];
  size_t capacity;
  // The positions of the island's rows in rising time; unused when they are so anyway.
  uint32_t *order;
  size_t order_capacity;
  int is_ordered;
  size_t row, row_count;
} SeriesScan;

// Begins to read a series from `lower` to `upper`, in its own unit of time. `list` is a statement
// for segment_list_sql, `symbol` lives as long as the scan.
//
// The functions that return a code of SQLite set `message`, unless memory is short.
int series_scan_begin(SeriesScan *scan, sqlite3_stmt *list, sqlite3_int64 series, char **message);

// Moves to the first row of the next island; `blobs` reads time and the fields of a segment.
int series_scan_load(SeriesScan *scan, sqlite3_stmt *blobs, char **message);

// Moves to the next row, of the next island if need be.
int series_scan_next(SeriesScan *scan, sqlite3_stmt *blobs, char **message);

void series_scan_free(SeriesScan *scan);

extern const char segment_list_sql[];

static inline int series_scan_ended(const SeriesScan *scan) { return scan->row >= scan->row_count; }

static inline size_t series_scan_position(const SeriesScan *scan) {
  return scan->is_ordered ? scan->row : scan->order[scan->row];
}

static inline int64_t series_scan_time(const SeriesScan *scan) {
  return scan->times[series_scan_position(scan)];
}

// A number that no other row has.
sqlite3_int64 series_scan_rowid(const SeriesScan *scan);

#endif
