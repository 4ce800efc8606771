#!/usr/bin/env python3
"""read_back.py FOLDER: the Parquet, Stata and Excel tables of an exported folder hold the cells of its CSV tables.

To the last bit; read by programs that did not write them where there are such.
"""
import csv
import json
import math
import sys
from pathlib import Path

import pandas as pd
import pyarrow.parquet
import pyreadstat

folder = Path(sys.argv[1])
package = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
book = folder / ("%s.xlsx" % package["name"])


def unguarded(text):
    return text[1:] if text[:1] == "'" and text[1:2] in ("=", "+", "-", "@", "\t", "\r") else text


def is_missing(cell):
    return cell is None or cell is pd.NaT or cell is pd.NA or (isinstance(cell, float) and math.isnan(cell))


def same(cell, text, kind):
    if text == "":
        return is_missing(cell) or cell == ""
    if kind in ("number", "integer"):
        return not is_missing(cell) and float(cell) == float(text)
    if kind == "date":
        return str(cell)[:10] == text
    return cell == unguarded(text)


def check(table, resource, rows, columns):
    assert len(rows) == len(columns[0]), (table, len(rows), len(columns[0]))
    for position, field in enumerate(resource["schema"]["fields"]):
        for row, cell in zip(rows, columns[position]):
            assert same(cell, row[position], field["type"]), (table, field["name"], row[position], cell)


for resource in package["resources"]:
    with open(folder / resource["path"], newline="", encoding="utf-8") as file:
        header, *rows = list(csv.reader(file))
    name = resource["name"]
    parquet = pyarrow.parquet.read_table(folder / ("data/%s.parquet" % name))
    check(name + ".parquet", resource, rows, [parquet[column].to_pylist() for column in header])
    stata, meta = pyreadstat.read_dta(folder / ("data/%s.dta" % name))
    check(name + ".dta", resource, rows, [list(stata[column]) for column in header])
    assert all(meta.column_names_to_labels[column] for column in header), name
    sheet = pd.read_excel(book, sheet_name=name, keep_default_na=False, na_values=[""], dtype={
        field["name"]: str for field in resource["schema"]["fields"] if field["type"] == "string"})
    check(name + ".xlsx", resource, rows, [list(sheet[column]) for column in header])
