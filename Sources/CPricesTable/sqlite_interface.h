#ifndef REACTION_SQLITE_INTERFACE_H
#define REACTION_SQLITE_INTERFACE_H

// SQLite's functions: those of the library that the program is linked with, or, in a loadable
// extension, those of the program that loads it.
#ifdef SQLITE_CORE
#include <sqlite3.h>
#else
#include <sqlite3ext.h>
extern const sqlite3_api_routines *sqlite3_api;
#endif

#endif
