"""Prints East Asian widths of the texts in `LayoutTests.widths`, for comparison by eye.

Run with Python 3.11 (Unicode 14): `python3 widths.py`. Counts 2 for the classes W and F of
`unicodedata.east_asian_width`, 0 for combining marks, 1 for the rest.
"""

import unicodedata

for text in ["NVDA", "騰訊控股", "トヨタ", "삼성전자", "ＡＢ", "e\u0301te\u0301", "naïve", "…", "▁█"]:
    width = sum(
        0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1
        for c in text
    )
    print(f'("{text}", {width}),')
