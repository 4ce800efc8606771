#!/usr/bin/env python3
"""Writes the tables of event study june-5-2025 in other formats, with the types of datapackage.json.

convert.py parquet|dta ...: data/NAME.parquet needs pandas and pyarrow, data/NAME.dta (Stata 118) needs pandas.
"""
import json
import sys
from pathlib import Path

FOLDER = Path(__file__).resolve().parent
NEEDS = {"parquet": ["pandas", "pyarrow"], "dta": ["pandas"]}
KINDS = {"string": "string", "integer": "Int64", "number": "float64"}


def missing(formats):
    """The packages that are needed and not there."""
    absent = []
    for name in dict.fromkeys(package for format in formats for package in NEEDS[format]):
        try:
            __import__(name)
        except ImportError:
            absent.append(name)
    return absent


def unguarded(text):
    """The text without the mark that keeps a spreadsheet from running it."""
    return text[1:] if text[:1] == "'" and text[1:2] in ("=", "+", "-", "@", "\t", "\r") else text


def read(resource):
    import pandas as pd

    fields = resource["schema"]["fields"]
    # Before version 3, pandas reads numbers to the last bit only when told.
    exact = {"float_precision": "round_trip"} if int(pd.__version__.split(".")[0]) < 3 else {}
    frame = pd.read_csv(
        FOLDER / resource["path"], keep_default_na=False, na_values=[""], **exact,
        dtype={field["name"]: KINDS[field["type"]] for field in fields if field["type"] in KINDS})
    for field in fields:
        if field["type"] == "date":
            frame[field["name"]] = pd.to_datetime(frame[field["name"]])
        elif field["type"] == "string":
            texts = [unguarded(text) if isinstance(text, str) else None for text in frame[field["name"]]]
            frame[field["name"]] = pd.Series(texts, dtype=KINDS["string"])
    return frame


def write_parquet(resource, frame):
    import pyarrow as pa
    import pyarrow.parquet as parquet

    dates = {field["name"] for field in resource["schema"]["fields"] if field["type"] == "date"}
    table = pa.Table.from_pandas(frame, preserve_index=False)
    for position, field in enumerate(table.schema):
        if field.name in dates:
            table = table.set_column(position, field.name, table.column(position).cast(pa.date32()))
    parquet.write_table(table, FOLDER / ("data/%s.parquet" % resource["name"]), compression="zstd")


def write_dta(resource, frame):
    import numpy as np

    fields = resource["schema"]["fields"]
    labels = {field["name"]: (field.get("description") or "")[:80] for field in fields}
    dates = {field["name"]: "td" for field in fields if field["type"] == "date"}
    frame = frame.copy()
    for field in fields:
        if field["type"] == "string":
            # Stata has no missing text, only an empty one.
            texts = [text if isinstance(text, str) else "" for text in frame[field["name"]]]
            frame[field["name"]] = np.array(texts, dtype=object)
    # Texts of more than 2045 bytes need Stata's long strings.
    long = [field["name"] for field in fields if field["type"] == "string"
            and frame[field["name"]].map(lambda text: len(text.encode())).max() > 2045]
    frame.to_stata(
        FOLDER / ("data/%s.dta" % resource["name"]), write_index=False, version=118, variable_labels=labels,
        convert_dates=dates, convert_strl=long)


def main():
    formats = sys.argv[1:]
    if not formats or any(format not in NEEDS for format in formats):
        sys.exit("usage: convert.py %s ..." % "|".join(NEEDS))
    absent = missing(formats)
    if absent:
        sys.exit("convert.py: Python lacks %s; install: %s -m pip install %s" % (
            ", ".join(absent), sys.executable, " ".join(absent)))
    package = json.loads((FOLDER / "datapackage.json").read_text(encoding="utf-8"))
    tables = [(resource, read(resource)) for resource in package["resources"]]
    if "parquet" in formats:
        for resource, frame in tables:
            write_parquet(resource, frame)
    if "dta" in formats:
        for resource, frame in tables:
            write_dta(resource, frame)


if __name__ == "__main__":
    main()
