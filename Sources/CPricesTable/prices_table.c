#include "prices_table.h"

#include <stdlib.h>
#include <string.h>

#include "series_scan.h"
#include "sqlite_interface.h"
#include "time_text.h"

#ifndef SQLITE_CORE
SQLITE_EXTENSION_INIT1
#endif

enum { symbol_column, time_column, first_field_column, resolution_column = 8 };

static const char declaration[] =
    "CREATE TABLE prices(symbol TEXT, time TEXT, open REAL, high REAL, low REAL, close REAL,"
    " adjusted_close REAL, volume REAL, resolution TEXT HIDDEN)";

// What xBestIndex tells xFilter: which constraints come as arguments, in this order, and, from
// field_shift on, which fields are read.
enum {
  symbol_equal = 1,
  resolution_equal = 2,
  time_equal = 4,
  time_lower = 8,
  time_upper = 16,
  field_shift = 5
};

typedef struct {
  sqlite3_vtab base;
  sqlite3 *database;
} PricesTable;

typedef struct {
  sqlite3_vtab_cursor base;
  int plan;
  sqlite3_stmt *series, *segments, *blobs;
  int has_series;
  int64_t first_day, last_day;
  char *symbol;
  // The scans of the symbol's series, daily and intraday, and that of the current row.
  SeriesScan scans[2];
  int scan_count;
  const SeriesScan *current;
} PricesCursor;

static int connect(
    sqlite3 *database, void *context, int argc, const char *const *argv, sqlite3_vtab **table,
    char **message) {
  (void)context, (void)argc, (void)argv, (void)message;
  int code = sqlite3_declare_vtab(database, declaration);
  if (code != SQLITE_OK) return code;
  sqlite3_vtab_config(database, SQLITE_VTAB_INNOCUOUS);
  PricesTable *prices = sqlite3_malloc(sizeof *prices);
  if (prices == NULL) return SQLITE_NOMEM;
  *prices = (PricesTable){.database = database};
  *table = &prices->base;
  return SQLITE_OK;
}

static int disconnect(sqlite3_vtab *table) {
  sqlite3_free(table);
  return SQLITE_OK;
}

// The bit of plan of a constraint that can be used, or 0.
static int plan_bit(sqlite3_index_info *info, int index) {
  int column = info->aConstraint[index].iColumn, op = info->aConstraint[index].op;
  if (!info->aConstraint[index].usable) return 0;
  if (column != symbol_column && column != time_column && column != resolution_column) return 0;
  const char *collation = sqlite3_vtab_collation(info, index);
  if (collation != NULL && strcmp(collation, "BINARY") != 0) return 0;
  if (op == SQLITE_INDEX_CONSTRAINT_EQ) {
    if (column == time_column) return time_equal;
    return column == symbol_column ? symbol_equal : resolution_equal;
  }
  if (column != time_column) return 0;
  if (op == SQLITE_INDEX_CONSTRAINT_GE || op == SQLITE_INDEX_CONSTRAINT_GT) return time_lower;
  if (op == SQLITE_INDEX_CONSTRAINT_LE || op == SQLITE_INDEX_CONSTRAINT_LT) return time_upper;
  return 0;
}

// Whether rows by rising symbol and time are in the order that is asked for.
static int has_order(const sqlite3_index_info *info, int plan) {
  int next = plan & symbol_equal ? time_column : symbol_column;
  for (int i = 0; i < info->nOrderBy; i++) {
    int column = info->aOrderBy[i].iColumn;
    if (info->aOrderBy[i].desc) return 0;
    if (column == symbol_column && plan & symbol_equal) continue;
    if (column != next) return 0;
    next = column == symbol_column ? time_column : -2;
  }
  return 1;
}

static double expected_rows(int plan) {
  double rows = 1e7;
  if (plan & symbol_equal) rows /= 4000;
  if (plan & time_equal) return plan & symbol_equal ? 1 : rows / 2500;
  if (plan & time_lower) rows /= 3;
  if (plan & time_upper) rows /= 3;
  return rows;
}

static int best_index(sqlite3_vtab *table, sqlite3_index_info *info) {
  (void)table;
  int plan = 0, chosen[field_shift];
  for (int i = 0; i < info->nConstraint; i++) {
    int bit = plan_bit(info, i);
    if (bit == 0 || plan & bit) continue;
    plan |= bit;
    for (int position = 0; position < field_shift; position++) {
      if (bit == 1 << position) chosen[position] = i;
    }
  }
  int arguments = 0;
  for (int position = 0; position < field_shift; position++) {
    if (plan & 1 << position) info->aConstraintUsage[chosen[position]].argvIndex = ++arguments;
  }
  // A time only chooses the days to read: SQLite compares the texts itself.
  if (plan & symbol_equal) info->aConstraintUsage[chosen[0]].omit = 1;
  info->orderByConsumed = info->nOrderBy > 0 && has_order(info, plan);
  double rows = expected_rows(plan);
  // To find a series and its segments costs as much as to read some hundreds of bars.
  info->estimatedCost = rows + (plan & symbol_equal ? 300 : 1e6);
  info->estimatedRows = (sqlite3_int64)rows;
  unsigned fields = (unsigned)(info->colUsed >> first_field_column) & ((1U << field_count) - 1);
  info->idxNum = plan | (int)(fields << field_shift);
  return SQLITE_OK;
}

static int open_cursor(sqlite3_vtab *table, sqlite3_vtab_cursor **cursor) {
  (void)table;
  PricesCursor *prices = sqlite3_malloc(sizeof *prices);
  if (prices == NULL) return SQLITE_NOMEM;
  *prices = (PricesCursor){.plan = -1};
  *cursor = &prices->base;
  return SQLITE_OK;
}

// Frees what belongs to a plan.
static void forget_plan(PricesCursor *cursor) {
  sqlite3_finalize(cursor->series);
  sqlite3_finalize(cursor->segments);
  sqlite3_finalize(cursor->blobs);
  for (int i = 0; i < 2; i++) series_scan_free(&cursor->scans[i]);
  cursor->series = cursor->segments = cursor->blobs = NULL;
  cursor->plan = -1;
}

static int close_cursor(sqlite3_vtab_cursor *base) {
  PricesCursor *cursor = (PricesCursor *)base;
  forget_plan(cursor);
  sqlite3_free(cursor->symbol);
  sqlite3_free(cursor);
  return SQLITE_OK;
}

// Leaves a message where SQLite looks for it; takes it over.
static int failed(PricesCursor *cursor, int code, char *message) {
  if (message != NULL) {
    sqlite3_free(cursor->base.pVtab->zErrMsg);
    cursor->base.pVtab->zErrMsg = message;
  }
  return code;
}

// Prepares a statement; takes its text over.
static int prepare(PricesCursor *cursor, char *sql, sqlite3_stmt **statement) {
  if (sql == NULL) return SQLITE_NOMEM;
  sqlite3 *database = ((PricesTable *)cursor->base.pVtab)->database;
  int code = sqlite3_prepare_v3(database, sql, -1, SQLITE_PREPARE_PERSISTENT, statement, NULL);
  sqlite3_free(sql);
  if (code == SQLITE_OK) return SQLITE_OK;
  return failed(
      cursor, code,
      sqlite3_mprintf(
          "prices shows the bars of a database of reaction: %s", sqlite3_errmsg(database)));
}

static char *blobs_sql(unsigned fields) {
  char *columns = sqlite3_mprintf("time");
  for (int field = 0; field < field_count && columns != NULL; field++) {
    if ((fields & 1U << field) == 0) continue;
    char *longer = sqlite3_mprintf("%s, %s", columns, field_names[field]);
    sqlite3_free(columns);
    columns = longer;
  }
  if (columns == NULL) return NULL;
  char *sql = sqlite3_mprintf("SELECT %s FROM segment WHERE id = ?1", columns);
  sqlite3_free(columns);
  return sql;
}

static int prepare_plan(PricesCursor *cursor, int plan) {
  forget_plan(cursor);
  const char *symbol = plan & symbol_equal ? " AND symbol = ?1" : "";
  const char *resolution = plan & resolution_equal ? " AND resolution = ?2" : "";
  int code = prepare(
      cursor,
      sqlite3_mprintf(
          "SELECT id, symbol, resolution FROM series WHERE true%s%s ORDER BY symbol, resolution",
          symbol, resolution),
      &cursor->series);
  if (code == SQLITE_OK) {
    code = prepare(cursor, sqlite3_mprintf("%s", segment_list_sql), &cursor->segments);
  }
  unsigned fields = (unsigned)plan >> field_shift;
  if (code == SQLITE_OK) code = prepare(cursor, blobs_sql(fields), &cursor->blobs);
  cursor->plan = plan;
  for (int i = 0; i < 2; i++) cursor->scans[i].fields = fields;
  return code;
}

static int step_series(PricesCursor *cursor) {
  int code = sqlite3_step(cursor->series);
  cursor->has_series = code == SQLITE_ROW;
  return code == SQLITE_ROW || code == SQLITE_DONE ? SQLITE_OK : code;
}

static int begin_scan(PricesCursor *cursor) {
  if (cursor->scan_count == 2) {
    return failed(
        cursor, SQLITE_CORRUPT_VTAB,
        sqlite3_mprintf("symbol '%s' has more than two series", cursor->symbol));
  }
  SeriesScan *scan = &cursor->scans[cursor->scan_count];
  const char *resolution = (const char *)sqlite3_column_text(cursor->series, 2);
  scan->is_daily = resolution == NULL || strcmp(resolution, "intraday") != 0;
  int64_t unit = scan->is_daily ? 1 : MILLISECONDS_A_DAY;
  scan->symbol = cursor->symbol;
  scan->lower = cursor->first_day == INT64_MIN ? INT64_MIN : cursor->first_day * unit;
  scan->upper = cursor->last_day == INT64_MAX ? INT64_MAX : (cursor->last_day + 1) * unit - 1;
  sqlite3_int64 id = sqlite3_column_int64(cursor->series, 0);
  char *message = NULL;
  int code = series_scan_begin(scan, cursor->segments, id, &message);
  if (code == SQLITE_OK) code = series_scan_load(scan, cursor->blobs, &message);
  if (code != SQLITE_OK) return failed(cursor, code, message);
  cursor->scan_count++;
  return SQLITE_OK;
}

static int64_t current_day(const SeriesScan *scan) {
  int64_t time = series_scan_time(scan);
  return scan->is_daily ? time : day_of_instant(time);
}

// Makes the scan current whose row is next; of the same day the text without a clock comes first.
static void choose_scan(PricesCursor *cursor) {
  cursor->current = NULL;
  for (int i = 0; i < cursor->scan_count; i++) {
    const SeriesScan *scan = &cursor->scans[i];
    if (series_scan_ended(scan)) continue;
    if (cursor->current == NULL || current_day(scan) < current_day(cursor->current)) {
      cursor->current = scan;
    }
  }
}

// Begins the scans of all series of the symbol at hand.
static int begin_symbol(PricesCursor *cursor) {
  const char *symbol = (const char *)sqlite3_column_text(cursor->series, 1);
  sqlite3_free(cursor->symbol);
  cursor->symbol = sqlite3_mprintf("%s", symbol == NULL ? "" : symbol);
  if (cursor->symbol == NULL) return SQLITE_NOMEM;
  cursor->scan_count = 0;
  int code;
  do {
    if ((code = begin_scan(cursor)) != SQLITE_OK) return code;
    if ((code = step_series(cursor)) != SQLITE_OK) return code;
    symbol = cursor->has_series ? (const char *)sqlite3_column_text(cursor->series, 1) : NULL;
  } while (symbol != NULL && strcmp(symbol, cursor->symbol) == 0);
  return SQLITE_OK;
}

// Finds the next row when the current scan may have ended.
static int find_row(PricesCursor *cursor) {
  choose_scan(cursor);
  while (cursor->current == NULL && cursor->has_series) {
    int code = begin_symbol(cursor);
    if (code != SQLITE_OK) return code;
    choose_scan(cursor);
  }
  return SQLITE_OK;
}

// Narrows the days to those that a text of a time allows, if it begins with a date.
static void bound_days(PricesCursor *cursor, sqlite3_value *value, int is_lower, int is_upper) {
  if (sqlite3_value_type(value) != SQLITE_TEXT) return;
  const unsigned char *text = sqlite3_value_text(value);
  int64_t day;
  if (text == NULL || !read_day(text, sqlite3_value_bytes(value), &day)) return;
  if (is_lower && day > cursor->first_day) cursor->first_day = day;
  if (is_upper && day < cursor->last_day) cursor->last_day = day;
}

static int filter(
    sqlite3_vtab_cursor *base, int plan, const char *text, int argc, sqlite3_value **argv) {
  (void)text, (void)argc;
  PricesCursor *cursor = (PricesCursor *)base;
  int code = SQLITE_OK;
  if (cursor->plan != plan) code = prepare_plan(cursor, plan);
  if (code != SQLITE_OK) {
    forget_plan(cursor);
    return code;
  }
  sqlite3_reset(cursor->series);
  cursor->scan_count = 0;
  cursor->first_day = INT64_MIN;
  cursor->last_day = INT64_MAX;
  if (plan & symbol_equal) sqlite3_bind_value(cursor->series, 1, *argv++);
  if (plan & resolution_equal) sqlite3_bind_value(cursor->series, 2, *argv++);
  if (plan & time_equal) bound_days(cursor, *argv++, 1, 1);
  if (plan & time_lower) bound_days(cursor, *argv++, 1, 0);
  if (plan & time_upper) bound_days(cursor, *argv++, 0, 1);
  if ((code = step_series(cursor)) != SQLITE_OK) return code;
  return find_row(cursor);
}

static int next(sqlite3_vtab_cursor *base) {
  PricesCursor *cursor = (PricesCursor *)base;
  SeriesScan *scan = &cursor->scans[cursor->current == &cursor->scans[1]];
  char *message = NULL;
  int code = series_scan_next(scan, cursor->blobs, &message);
  if (code != SQLITE_OK) return failed(cursor, code, message);
  if (cursor->scan_count == 1 && !series_scan_ended(scan)) return SQLITE_OK;
  return find_row(cursor);
}

static int eof(sqlite3_vtab_cursor *base) { return ((PricesCursor *)base)->current == NULL; }

static int column(sqlite3_vtab_cursor *base, sqlite3_context *context, int column) {
  const PricesCursor *cursor = (const PricesCursor *)base;
  const SeriesScan *scan = cursor->current;
  if (column == symbol_column) {
    sqlite3_result_text(context, cursor->symbol, -1, SQLITE_TRANSIENT);
  } else if (column == time_column) {
    char text[time_text_size];
    int64_t time = series_scan_time(scan);
    int size = scan->is_daily ? write_date(time, text) : write_instant(time, text);
    sqlite3_result_text(context, text, size, SQLITE_TRANSIENT);
  } else if (column == resolution_column) {
    sqlite3_result_text(context, scan->is_daily ? "daily" : "intraday", -1, SQLITE_STATIC);
  } else {
    // SQLite takes NaN for NULL.
    const double *values = scan->values[column - first_field_column];
    sqlite3_result_double(context, values[series_scan_position(scan)]);
  }
  return SQLITE_OK;
}

static int rowid(sqlite3_vtab_cursor *base, sqlite3_int64 *id) {
  *id = series_scan_rowid(((const PricesCursor *)base)->current);
  return SQLITE_OK;
}

// Without xCreate the table is there under its module's name, with nothing stored.
static const sqlite3_module prices_module = {
    .iVersion = 1,
    .xConnect = connect,
    .xBestIndex = best_index,
    .xDisconnect = disconnect,
    .xDestroy = disconnect,
    .xOpen = open_cursor,
    .xClose = close_cursor,
    .xFilter = filter,
    .xNext = next,
    .xEof = eof,
    .xColumn = column,
    .xRowid = rowid,
};

int reaction_register_prices(sqlite3 *database) {
  return sqlite3_create_module_v2(database, "prices", &prices_module, NULL, NULL);
}

#ifndef SQLITE_CORE
__attribute__((visibility("default"))) int sqlite3_extension_init(
    sqlite3 *database, char **message, const sqlite3_api_routines *interface) {
  SQLITE_EXTENSION_INIT2(interface);
  if (sqlite3_libversion_number() < 3031000) {
    *message = sqlite3_mprintf("reaction_prices needs SQLite 3.31 or later");
    return SQLITE_ERROR;
  }
  return reaction_register_prices(database);
}
#endif
