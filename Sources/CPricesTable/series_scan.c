#include "series_scan.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "column_blob.h"
#include "time_text.h"

// Sixteen times the bars that an import gathers before it writes them.
enum { bits_of_position = 24, most_bars = 1 << bits_of_position };

const char *const field_names[field_count] = {"open",  "high",           "low",
                                              "close", "adjusted_close", "volume"};

const char segment_list_sql[] =
    "SELECT id, batch, first_time, last_time, bar_count FROM segment "
    "WHERE series = ?1 AND last_time >= ?2 AND first_time <= ?3 ORDER BY id";

// Says which column is damaged; takes the words over.
static int damaged(
    const SeriesScan *scan, sqlite3_int64 batch, const char *column, char *damage,
    char **message) {
  if (damage == NULL) return SQLITE_NOMEM;
  *message = sqlite3_mprintf(
      "column %s of '%s' from batch %lld is damaged: %s; undo the batch and import its file again",
      column, scan->symbol, batch, damage);
  sqlite3_free(damage);
  return SQLITE_CORRUPT_VTAB;
}

static int compare(int64_t a, int64_t b) { return (a > b) - (a < b); }

static int by_first_time(const void *left, const void *right) {
  const Segment *a = left, *b = right;
  int order = compare(a->first, b->first);
  return order != 0 ? order : compare(a->id, b->id);
}

static int by_id(const void *left, const void *right) {
  return compare(((const Segment *)left)->id, ((const Segment *)right)->id);
}

static int append_segment(SeriesScan *scan, sqlite3_stmt *list, char **message) {
  if (scan->segment_count == scan->segment_capacity) {
    size_t capacity = scan->segment_capacity * 2 + 8;
    Segment *segments = realloc(scan->segments, capacity * sizeof *segments);
    if (segments == NULL) return SQLITE_NOMEM;
    scan->segments = segments;
    scan->segment_capacity = capacity;
  }
  sqlite3_int64 batch = sqlite3_column_int64(list, 1), count = sqlite3_column_int64(list, 4);
  if (count < 1 || count > most_bars) {
    return damaged(
        scan, batch, "bar_count", sqlite3_mprintf("%lld is no number of bars", count), message);
  }
  scan->segments[scan->segment_count++] = (Segment){
      .id = sqlite3_column_int64(list, 0),
      .batch = batch,
      .first = sqlite3_column_int64(list, 2),
      .last = sqlite3_column_int64(list, 3),
      .count = (size_t)count};
  return SQLITE_OK;
}

int series_scan_begin(SeriesScan *scan, sqlite3_stmt *list, sqlite3_int64 series, char **message) {
  scan->segment_count = scan->next_segment = scan->row = scan->row_count = 0;
  sqlite3_bind_int64(list, 1, series);
  sqlite3_bind_int64(list, 2, scan->lower);
  sqlite3_bind_int64(list, 3, scan->upper);
  int code, is_sorted = 1;
  while ((code = sqlite3_step(list)) == SQLITE_ROW) {
    if ((code = append_segment(scan, list, message)) != SQLITE_OK) break;
    const Segment *last = &scan->segments[scan->segment_count - 1];
    is_sorted &= scan->segment_count == 1 || by_first_time(last - 1, last) < 0;
  }
  int reset = sqlite3_reset(list);
  if (code != SQLITE_DONE) return code == SQLITE_ROW ? reset : code;
  if (!is_sorted) qsort(scan->segments, scan->segment_count, sizeof(Segment), by_first_time);
  return SQLITE_OK;
}

static int make_room(SeriesScan *scan, size_t count) {
  if (count > UINT32_MAX) return SQLITE_NOMEM;
  if (count <= scan->capacity) return SQLITE_OK;
  scan->capacity = 0;
  free(scan->times);
  if ((scan->times = malloc(count * sizeof *scan->times)) == NULL) return SQLITE_NOMEM;
  for (int field = 0; field < field_count; field++) {
    if ((scan->fields & 1U << field) == 0) continue;
    free(scan->values[field]);
    scan->values[field] = malloc(count * sizeof(double));
    if (scan->values[field] == NULL) return SQLITE_NOMEM;
  }
  scan->capacity = count;
  return SQLITE_OK;
}

// Opens the blob of a result column; NULL is SQLITE_EMPTY.
static int open_blob(
    ColumnBlob *blob, sqlite3_stmt *blobs, int column, size_t count, char **damage) {
  if (sqlite3_column_type(blobs, column) == SQLITE_NULL) return SQLITE_EMPTY;
  const void *bytes = sqlite3_column_blob(blobs, column);
  return column_blob_open(
      blob, bytes, (size_t)sqlite3_column_bytes(blobs, column), count, damage);
}

static int decode_times(
    const SeriesScan *scan, const Segment *segment, int64_t *target, sqlite3_stmt *blobs,
    char **damage) {
  ColumnBlob blob;
  int code = open_blob(&blob, blobs, 0, segment->count, damage);
  if (code == SQLITE_OK) code = column_blob_times(&blob, target, damage);
  int64_t unit = scan->is_daily ? 1 : MILLISECONDS_A_DAY;
  if (code == SQLITE_EMPTY) {
    *damage = sqlite3_mprintf("it is absent");
  } else if (code == SQLITE_OK && (target[0] != segment->first ||
                                   target[segment->count - 1] != segment->last)) {
    *damage = sqlite3_mprintf("it is not from first_time to last_time");
  } else if (code == SQLITE_OK && (segment->first < FIRST_DAY * unit ||
                                   segment->last >= (LAST_DAY + 1) * unit)) {
    *damage = sqlite3_mprintf("it is not within the years 0 to 9999");
  } else {
    return code;
  }
  return SQLITE_CORRUPT_VTAB;
}

static int decode_field(
    const Segment *segment, double *target, sqlite3_stmt *blobs, int column, char **damage) {
  ColumnBlob blob;
  int code = open_blob(&blob, blobs, column, segment->count, damage);
  if (code == SQLITE_OK) return column_blob_doubles(&blob, target, damage);
  if (code != SQLITE_EMPTY) return code;
  for (size_t i = 0; i < segment->count; i++) target[i] = NAN;
  return SQLITE_OK;
}

static int decode_columns(
    SeriesScan *scan, const Segment *segment, size_t offset, sqlite3_stmt *blobs, char **message) {
  char *damage = NULL;
  int code = decode_times(scan, segment, scan->times + offset, blobs, &damage);
  const char *name = "time";
  for (int field = 0, column = 1; field < field_count && code == SQLITE_OK; field++) {
    if ((scan->fields & 1U << field) == 0) continue;
    name = field_names[field];
    code = decode_field(segment, scan->values[field] + offset, blobs, column++, &damage);
  }
  if (code != SQLITE_CORRUPT_VTAB) return code;
  return damaged(scan, segment->batch, name, damage, message);
}

static int decode_segment(
    SeriesScan *scan, const Segment *segment, size_t offset, sqlite3_stmt *blobs, char **message) {
  sqlite3_bind_int64(blobs, 1, segment->id);
  int code = sqlite3_step(blobs);
  if (code == SQLITE_ROW) {
    code = decode_columns(scan, segment, offset, blobs, message);
  } else if (code == SQLITE_DONE) {
    code = damaged(
        scan, segment->batch, "id", sqlite3_mprintf("its index names no segment"), message);
  }
  int reset = sqlite3_reset(blobs);
  return code != SQLITE_OK ? code : reset;
}

typedef struct {
  int64_t time;
  uint32_t position;
} Row;

static int by_time(const void *left, const void *right) {
  const Row *a = left, *b = right;
  int order = compare(a->time, b->time);
  return order != 0 ? order : compare(a->position, b->position);
}

// Puts the positions in rising time; of equal times that of the latest segment is kept.
static int put_in_order(SeriesScan *scan, size_t count) {
  if (count > scan->order_capacity) {
    free(scan->order);
    scan->order_capacity = 0;
    if ((scan->order = malloc(count * sizeof *scan->order)) == NULL) return SQLITE_NOMEM;
    scan->order_capacity = count;
  }
  Row *rows = malloc(count * sizeof *rows);
  if (rows == NULL) return SQLITE_NOMEM;
  for (size_t i = 0; i < count; i++) rows[i] = (Row){scan->times[i], (uint32_t)i};
  qsort(rows, count, sizeof *rows, by_time);
  size_t kept = 0;
  for (size_t i = 0; i < count; i++) {
    if (i + 1 < count && rows[i + 1].time == rows[i].time) continue;
    scan->order[kept++] = rows[i].position;
  }
  free(rows);
  scan->row_count = kept;
  return SQLITE_OK;
}

// The first row, before `end`, that is not before a time.
static size_t lower_bound(SeriesScan *scan, int64_t time) {
  size_t low = 0, high = scan->row_count;
  while (low < high) {
    scan->row = low + (high - low) / 2;
    if (series_scan_time(scan) < time) low = scan->row + 1; else high = scan->row;
  }
  return low;
}

// Takes the segments of the next island and returns the number of their bars.
static size_t take_island(SeriesScan *scan) {
  Segment *start = scan->segments + scan->next_segment;
  size_t size = 1, count = start->count;
  int64_t last = start->last;
  for (; scan->next_segment + size < scan->segment_count; size++) {
    if (start[size].first > last) break;
    if (start[size].last > last) last = start[size].last;
    count += start[size].count;
  }
  if (size > 1) qsort(start, size, sizeof *start, by_id);
  scan->island_segments = start;
  scan->island_segment_count = size;
  scan->next_segment += size;
  return count;
}

static int load_island(SeriesScan *scan, sqlite3_stmt *blobs, char **message) {
  size_t count = take_island(scan), offset = 0;
  int code = make_room(scan, count);
  for (size_t i = 0; i < scan->island_segment_count && code == SQLITE_OK; i++) {
    code = decode_segment(scan, scan->island_segments + i, offset, blobs, message);
    offset += scan->island_segments[i].count;
  }
  if (code != SQLITE_OK) return code;
  scan->is_ordered = scan->island_segment_count == 1;
  scan->row_count = count;
  if (!scan->is_ordered && (code = put_in_order(scan, count)) != SQLITE_OK) return code;
  if (scan->upper < INT64_MAX) scan->row_count = lower_bound(scan, scan->upper + 1);
  scan->row = lower_bound(scan, scan->lower);
  return SQLITE_OK;
}

int series_scan_load(SeriesScan *scan, sqlite3_stmt *blobs, char **message) {
  scan->row = scan->row_count = 0;
  int code = SQLITE_OK;
  while (code == SQLITE_OK && series_scan_ended(scan) && scan->next_segment < scan->segment_count) {
    code = load_island(scan, blobs, message);
  }
  if (code != SQLITE_OK) scan->row = scan->row_count = 0;
  return code;
}

int series_scan_next(SeriesScan *scan, sqlite3_stmt *blobs, char **message) {
  scan->row++;
  return series_scan_ended(scan) ? series_scan_load(scan, blobs, message) : SQLITE_OK;
}

sqlite3_int64 series_scan_rowid(const SeriesScan *scan) {
  size_t position = series_scan_position(scan);
  const Segment *segment = scan->island_segments;
  for (; position >= segment->count; segment++) position -= segment->count;
  return (sqlite3_int64)((uint64_t)segment->id << bits_of_position | position);
}

void series_scan_free(SeriesScan *scan) {
  free(scan->segments);
  free(scan->times);
  for (int field = 0; field < field_count; field++) free(scan->values[field]);
  free(scan->order);
  *scan = (SeriesScan){0};
}
