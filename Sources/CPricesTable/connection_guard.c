#include "prices_table.h"

#include <sqlite3.h>
#include <stddef.h>

int reaction_guard_connection(sqlite3 *database) {
  static const struct {
    int option;
    int value;
  } settings[] = {
      {SQLITE_DBCONFIG_DEFENSIVE, 1},       {SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0},
      {SQLITE_DBCONFIG_ENABLE_TRIGGER, 0},  {SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0},
      {SQLITE_DBCONFIG_WRITABLE_SCHEMA, 0}, {SQLITE_DBCONFIG_DQS_DML, 0},
      {SQLITE_DBCONFIG_DQS_DDL, 0},
  };
  for (size_t i = 0; i < sizeof settings / sizeof settings[0]; i++) {
    int code =
        sqlite3_db_config(database, settings[i].option, settings[i].value, (int *)NULL);
    if (code != SQLITE_OK) return code;
  }
  return SQLITE_OK;
}
