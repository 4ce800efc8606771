"""import_duckdb.py CSV DATABASE: a CSV file into a table of a DuckDB database file, types sniffed, all cores."""
import sys

import duckdb

connection = duckdb.connect(sys.argv[2])
connection.execute("CREATE TABLE bars AS SELECT * FROM read_csv(?)", [sys.argv[1]])
connection.close()
