"""Print the reference values of ZoneTests.swift (Python 3.11 zoneinfo)."""

from datetime import datetime, timezone
from zoneinfo import ZoneInfo

READINGS = [
    ("America/New_York", "2025-03-09 01:59:59"),
    ("America/New_York", "2025-03-09 02:30"),
    ("America/New_York", "2025-03-09 03:00"),
    ("America/New_York", "2025-06-05 08:45"),
    ("America/New_York", "2025-11-02 00:59:59"),
    ("America/New_York", "2025-11-02 01:30"),
    ("America/New_York", "2025-11-02 02:00"),
    ("Europe/London", "2025-03-30 01:15"),
    ("Europe/London", "2025-10-26 01:15"),
    ("Asia/Tokyo", "2025-06-05 21:45"),
    ("Australia/Lord_Howe", "2025-04-06 01:45"),
    ("America/New_York", "1969-07-20 22:56"),
    ("UTC", "1900-03-01 00:00"),
]

for name, text in READINGS:
    zone = ZoneInfo(name)
    wall = datetime.fromisoformat(text)
    seconds = []
    for fold in (0, 1):
        moment = wall.replace(tzinfo=zone, fold=fold)
        back = moment.astimezone(timezone.utc).astimezone(zone).replace(tzinfo=None)
        seconds.append((int(moment.timestamp()), back == wall))
    (first, shown), (second, _) = seconds
    kind = "never" if not shown else "once" if first == second else "twice"
    print(name, text, kind, first, second if kind == "twice" else "")
