"""Many deadlines in one call. Apart from workdays.py because numpy takes longer to load than a deadline to compute."""

import numpy as np
import numpy.typing as npt

from gongkai.law.errors import BadData
from gongkai.law.workdays import WorkCalendar

Days = npt.NDArray[np.datetime64]
EPOCH = 719_163  # ordinal of 1970-01-01, where datetime64 counts from


class BulkCalendar:
    """The calendar's table as arrays; make it once, ask it often."""

    def __init__(self, calendar: WorkCalendar) -> None:
        first, count, worked = calendar.ordinals
        self._first = first - EPOCH
        self._count = np.asarray(count, dtype=np.int32)
        self._worked = (np.asarray(worked, dtype=np.int64) - EPOCH).astype("datetime64[D]")

    def add(self, days: Days, n: int | npt.NDArray[np.int64]) -> Days:
        """Give for each day the n-th working day after it (n ≥ 1, one number or one per day); any shape."""
        if np.any(np.less(n, 1)):
            raise ValueError("n must be 1 or more")
        index = days.astype("datetime64[D]").astype(np.int64) - self._first
        if index.size and (index.min() < 0 or index.max() >= len(self._count)):
            raise BadData("批量期限", "有日期不在工作日历范围内", "a day is outside the calendar")
        position = self._count[index] + n - 1
        if position.size and position.max() >= len(self._worked):
            raise BadData("批量期限", "有期限超出工作日历范围", "a deadline runs out of the calendar")
        found: Days = self._worked[position]
        return found


def add_many(calendar: WorkCalendar, days: Days, n: int) -> Days:
    """Give the n-th working day after each day; for repeated calls keep a BulkCalendar."""
    return BulkCalendar(calendar).add(days, n)
