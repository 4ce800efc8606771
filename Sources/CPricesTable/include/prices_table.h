#ifndef REACTION_PRICES_TABLE_H
#define REACTION_PRICES_TABLE_H

struct sqlite3;

/// Gives a connection the table `prices`, which reads the stored bars of all series: symbol, time,
/// open, high, low, close, adjusted_close, volume, and the hidden column resolution.
///
/// Returns a result code of SQLite.
int reaction_register_prices(struct sqlite3 *database);

/// Makes a connection safe for statements of others: no loading of extensions, no functions in the
/// schema that have effects, no writing to the schema's own tables, and no text in double quotes.
///
/// Returns a result code of SQLite.
int reaction_guard_connection(struct sqlite3 *database);

#endif
