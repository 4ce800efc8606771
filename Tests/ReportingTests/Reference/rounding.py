"""Prints the rows of `NumberTextTests.roundings`: numbers as C's printf rounds them.

Run with Python 3.11: `python3 rounding.py`. Python's '%.*f' rounds the exact binary value, ties
to even; a result of negative zero is printed without its sign, as the formats do.
"""

VALUES = [
    (0.285, 2), (1.115, 2), (1.005, 2), (2.675, 2), (0.125, 2), (0.375, 2), (0.5, 0), (1.5, 0),
    (2.5, 0), (-0.00004, 4), (0.00005, 4), (0.00015, 4), (-1.23456, 3), (123456.789, 1),
    (0.99995, 4), (1e-300, 4), (1234567.0, 0), (0.045, 2), (-2.675, 2), (8.345, 2),
]

for value, decimals in VALUES:
    text = "%.*f" % (decimals, value)
    if float(text) == 0:
        text = text.lstrip("-")
    print(f'({value!r}, {decimals}, "{text}"),')
