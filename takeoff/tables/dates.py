"""Calendar years as dates."""

from __future__ import annotations

import calendar
import datetime


def date(year: float) -> str:
    """A calendar year such as 2035.0 as "1 January 2035".

    Arguments:
        year: within the range of the calendar; outside, the number itself is shown.
    """
    whole = int(year // 1)
    if not 1 <= whole <= 9998:
        return f"{year:.2f}"
    days = int((year - whole) * (366 if calendar.isleap(whole) else 365))
    day = datetime.date(whole, 1, 1) + datetime.timedelta(days=days)
    return f"{day.day} {calendar.month_name[day.month]} {day.year}"
