"""Print the reference values of XNYSTests.swift.

    pip install exchange_calendars==4.13.2
    python3 xnys.py

Sessions and closes come from exchange_calendars alone, never from this project's rule file.
"""

import exchange_calendars
import pandas

FIRST, LAST = 1990, 2030

calendar = exchange_calendars.get_calendar("XNYS", start=f"{FIRST}-01-01", end=f"{LAST}-12-31")
closes = calendar.closes.dt.tz_convert("America/New_York")
print("exchange_calendars", exchange_calendars.__version__)
print("sessions", len(closes))

# A checksum that a test computes in a line: the polynomial hash, modulo 2^31 - 1, of the session
# ordinals (days since 1970-01-01) times 1440 plus the minute of the close.
modulus, checksum = (1 << 31) - 1, 0
for day, close in closes.items():
    key = (day - pandas.Timestamp("1970-01-01")).days * 1440 + close.hour * 60 + close.minute
    checksum = (checksum * 1_000_003 + key) % modulus
print("checksum", checksum)

print("sessions by year")
counts = closes.groupby(closes.index.year).size()
print(" ", ", ".join(str(counts[year]) for year in range(FIRST, LAST + 1)))

print("early closes")
for day, close in closes.items():
    if (close.hour, close.minute) != (16, 0):
        print(f"  {day:%Y-%m-%d} {close:%H:%M}")

print("weekdays without a session")
weekdays = pandas.bdate_range(f"{FIRST}-01-01", f"{LAST}-12-31")
for year in range(FIRST, LAST + 1):
    closed = [d for d in weekdays if d.year == year and d not in closes.index]
    print(f"  {year}", " ".join(f"{d:%m-%d}" for d in closed))
