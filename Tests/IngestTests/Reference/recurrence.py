"""Prints the days of the rules in CalendarTextTests.swift: python-dateutil 2.9.0."""
from datetime import datetime
from dateutil.rrule import rrulestr

RULES = """FREQ=DAILY;COUNT=3
FREQ=DAILY;INTERVAL=2;UNTIL=20250609
FREQ=WEEKLY;BYDAY=TU,TH;COUNT=4
FREQ=WEEKLY;INTERVAL=2;COUNT=3
FREQ=MONTHLY;BYDAY=1TH;COUNT=3
FREQ=MONTHLY;BYDAY=-1FR;COUNT=3
FREQ=MONTHLY;COUNT=2;BYMONTHDAY=5
FREQ=MONTHLY;BYMONTHDAY=-1;COUNT=3
FREQ=YEARLY;COUNT=2
FREQ=YEARLY;BYMONTH=11;BYDAY=4TH;COUNT=3"""
for rule in RULES.splitlines():
    print(rule, *(day.date() for day in rrulestr(rule, dtstart=datetime(2025, 6, 5))))
