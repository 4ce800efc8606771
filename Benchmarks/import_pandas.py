"""import_pandas.py CSV DATABASE: a CSV file into a table of a SQLite file with pandas, read by pyarrow."""
import sqlite3
import sys

import pandas

connection = sqlite3.connect(sys.argv[2])
pandas.read_csv(sys.argv[1], engine="pyarrow").to_sql("bars", connection, index=False, chunksize=100_000)
connection.close()
