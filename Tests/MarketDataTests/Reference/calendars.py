"""Compare the built-in calendars with exchange_calendars, date by date.

    pip install exchange_calendars==4.13.2
    python3 calendars.py ../../../.build/release/reaction > calendars.txt

Reads what the command prints (`reaction calendar CODE YEAR --format csv`), never a rule file, and
ends with status 1 when a difference is found that EXPECTED does not name. The last part of the
output are the literals of CalendarReferenceTests.swift.
"""

import csv
import io
import subprocess
import sys

import exchange_calendars
import pandas

# Code, calendar of exchange_calendars, first and last year, and from when its breaks are compared:
# it has one break for all years.
CALENDARS = [
    ("XNYS", "XNYS", 1990, 2030, None),
    ("XNAS", "XNAS", 1990, 2030, None),
    ("XTSE", "XTSE", 1990, 2030, None),
    ("XLON", "XLON", 1990, 2030, None),
    ("XETR", "XETR", 1990, 2030, None),
    ("XPAR", "XPAR", 1990, 2030, None),
    ("XTKS", "XTKS", 1997, 2026, "2011-11-21"),
    ("XHKG", "XHKG", 1990, 2026, "2012-03-05"),
    ("XSHG", "XSHG", 1991, 2026, None),
    # It has no calendar of the National Stock Exchange of India; the two exchanges in Mumbai
    # announce the same trading holidays.
    ("XNSE", "XBOM", 1999, 2026, None),
    ("XASX", "XASX", 1990, 2030, None),
    # Dates only: it counts days of UTC, foreign exchange those that end at 17:00 in New York.
    ("FX", "24/5", 1990, 2030, None),
    ("CRYPTO", "24/7", 2009, 2030, None),
]

# Where exchange_calendars 4.13.2 is wrong or silent, with the reason.
BUDDHA = (
    "a session: Buddha's Birthday is a public holiday of Hong Kong since 1999 only "
    "(South China Morning Post, 1997-11-19)"
)
EXPECTED = {
    ("XTKS", "1998-05-06"): "no holiday: until 2007 only a Sunday had a day in lieu, the next day",
    **{
        ("XHKG", day): BUDDHA
        for day in (
            "1990-05-02 1991-05-21 1992-05-11 1993-05-28 1994-05-18 1995-05-08 1996-05-24 "
            "1997-05-14 1998-05-04"
        ).split()
    },
    ("XHKG", "2023-09-01"): "closed in tropical storm Saola (South China Morning Post, that day)",
    ("XHKG", "2023-09-08"): "closed in a rainstorm (South China Morning Post, that day)",
    **{
        ("XNSE", day): "special session on a weekend (circulars of the exchange)"
        for day in (
            "2015-02-28 2020-02-01 2024-01-20 2024-03-02 2024-05-18 2025-02-01 2026-02-01"
        ).split()
    },
}
MODULUS = (1 << 31) - 1


def reference(name, first, last):
    """Opening hours by date: open, break start, break end, close; the end of a day is 24:00."""
    calendar = exchange_calendars.get_calendar(
        name,
        start=max(pandas.Timestamp(f"{first}-01-01"), earliest(name)),
        end=f"{last}-12-31",
    )
    table = calendar.schedule
    local = table.apply(lambda c: c.dt.tz_convert(calendar.tz).dt.strftime("%H:%M")).fillna("")
    return {f"{day:%Y-%m-%d}": tuple(row) for day, row in zip(table.index, local.values)}


def earliest(name):
    bound = exchange_calendars.get_calendar(name).bound_min()
    return bound or pandas.Timestamp("1900-01-01")


def printed(command, code, year):
    """The same from the command, in the same order of columns, and the dates of half days."""
    text = subprocess.run(
        [command, "calendar", code, str(year), "--format", "csv"],
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    rows = [row for row in csv.DictReader(io.StringIO(text)) if row["status"] != "closed"]
    sessions = {
        row["date"]: (row["open"], row["break_start"], row["break_end"], row["close"])
        for row in rows
    }
    return sessions, [row["date"] for row in rows if row["status"] == "early_close"]


def differences(code, name, ours, theirs, breaks_from):
    """Dates on which the two do not agree, with both values."""
    # Before its first session the other calendar knows nothing.
    start = min(theirs)
    found = {}
    for day in sorted(set(ours) | set(theirs)):
        if day < start:
            continue
        a, b = ours.get(day), theirs.get(day)
        if a and b:
            # 24/5 and 24/7: only whether there is a session.
            if name.startswith("24"):
                continue
            # A break before the date on which the reference's own became right is not compared.
            if breaks_from and day < breaks_from:
                a, b = (a[0], a[3]), (b[0], b[3])
        if a != b:
            found[day] = (a, b)
    return found


def checksum(ours):
    """A polynomial hash of session dates (days since 1970-01-01) and minutes of the close."""
    value = 0
    for day, hours in sorted(ours.items()):
        ordinal = (pandas.Timestamp(day) - pandas.Timestamp("1970-01-01")).days
        hour, minute = hours[3].split(":")
        value = (value * 1_000_003 + ordinal * 1440 + int(hour) * 60 + int(minute)) % MODULUS
    return value


def expected_sessions(code, ours, theirs):
    """The reference's sessions, corrected by EXPECTED; what the test asks for."""
    corrected = dict(theirs)
    for known_code, day in EXPECTED:
        if known_code == code:
            corrected.pop(day, None)
            if day in ours:
                corrected[day] = ours[day]
    return corrected


def main(command):
    print("exchange_calendars", exchange_calendars.__version__)
    print(f"{'code':7}{'years':11}{'sessions':>9}{'half days':>10}{'breaks':>8}"
          f"{'expected':>10}{'mismatches':>12}")
    failed, literals = False, []
    for code, name, first, last, breaks_from in CALENDARS:
        theirs = reference(name, first, last)
        ours, half = {}, 0
        for year in range(first, last + 1):
            sessions, early = printed(command, code, year)
            ours.update(sessions)
            half += len(early)
        found = differences(code, name, ours, theirs, breaks_from)
        expected = [day for day in found if (code, day) in EXPECTED]
        wrong = {day: pair for day, pair in found.items() if day not in expected}
        breaks = sum(bool(hours[1]) for hours in theirs.values())
        print(f"{code:7}{first}-{last:<6}{len(theirs):9}{half:10}{breaks:8}"
              f"{len(expected):10}{len(wrong):12}")
        for day, pair in wrong.items():
            print("   ", day, "here", pair[0], "there", pair[1])
        failed = failed or bool(wrong)
        corrected = expected_sessions(code, ours, theirs)
        if name.startswith("24"):
            close = "17:00" if code == "FX" else "24:00"
            corrected = {day: ("", "", "", close) for day in corrected}
        literals.append((code, first, last, len(corrected), checksum(corrected)))
    print("\nexpected differences")
    for (code, day), reason in sorted(EXPECTED.items()):
        print(f"  {code} {day} {reason}")
    print("\nliterals: sessions and checksum")
    for row in literals:
        print('    ("%s", %d, %d, %d, %d),' % row)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
