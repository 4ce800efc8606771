"""Print the reference dates of CalendarRulesTests.swift, and of CalendarDateTests.swift.

    pip install python-dateutil
    python3 rules.py
"""

from datetime import date, timedelta

from dateutil.easter import easter

YEARS = range(2020, 2026)
DAY = timedelta(days=1)


def days(year, month, weekday):
    """The days of a month that fall on a weekday (Monday = 0)."""
    first = date(year, month, 1)
    month_days = (first + n * DAY for n in range(31))
    return [d for d in month_days if d.month == month and d.weekday() == weekday]


def observed(day, saturday=False):
    if day.weekday() == 6:
        return day + DAY
    return day - DAY if saturday and day.weekday() == 5 else day


def show(rule, dates):
    # A closure is listed only on a weekday.
    print(rule, *(d for d in dates if d.weekday() < 5 and d.year in YEARS))


show("12-24", [date(y, 12, 24) for y in YEARS])
show("12-25 sunday-to-monday", [observed(date(y, 12, 25)) for y in YEARS])
show("01-01 nearest", [observed(date(y, 1, 1), saturday=True) for y in YEARS])
show("02-29", [date(y, 2, 29) for y in YEARS if y % 4 == 0])
show("1 monday may", [days(y, 5, 0)[0] for y in YEARS])
show("5 friday may", [days(y, 5, 4)[4] for y in YEARS if len(days(y, 5, 4)) == 5])
show("last monday december", [days(y, 12, 0)[-1] for y in YEARS])
show("easter+1", [easter(y) + DAY for y in YEARS])
show("easter-2", [easter(y) - 2 * DAY for y in YEARS])
show("day after 4 thursday november", [days(y, 11, 3)[3] + DAY for y in YEARS])
show("day before 1 wednesday june", [days(y, 6, 2)[0] - DAY for y in YEARS])
show("07-03 if monday tuesday", [date(y, 7, 3) for y in YEARS if date(y, 7, 3).weekday() < 2])

print("ordinals since 1970-01-01 and ISO weekdays")
for text in ("0001-01-01", "1600-02-29", "1969-12-31", "1970-01-01", "2000-02-29", "2025-06-05",
             "9999-12-31"):
    day = date.fromisoformat(text)
    print(text, day.toordinal() - 719163, day.isoweekday())
