"""What the clock knows while it replays an application's events: the running count, what it waits for, the derivation."""

from dataclasses import replace
from datetime import date
from typing import Literal, cast

from gongkai.law import clock_events as ev
from gongkai.law.clock_count import Count, Letter
from gongkai.law.clock_steps import Step
from gongkai.law.errors import BadData, Unlawful
from gongkai.law.params import Params
from gongkai.law.workdays import WorkCalendar

Closing = Literal["", "answered", "answered_late", "withdrawn"]
Waiting = Literal["", "supplement", "fee"]
WAITS = {
    "supplement": ("补正", "无正当理由逾期不补正，视为放弃申请，不再处理", "条例第三十条"),
    "fee": ("缴费", "逾期未按收费通知要求缴纳费用，视为放弃申请，不再处理", "国办函〔2020〕109号第六条"),
}
SILENCE = {
    "third_party": (
        "第三方逾期未提出意见，由本机关决定是否公开",
        "the third party was silent: the office decides",
        "条例第三十二条",
    ),
    "co_maker": (
        "共同制作机关逾期不提出意见，视为同意公开",
        "the co-maker was silent: consent",
        "条例第三十四条",
    ),
    "organ": (
        "其他机关逾期未回复，期限恢复计算",
        "the other organ was silent: the clock runs on",
        "条例第三十三条第三款",
    ),
}


def refused(event: ev.Event, zh: str, advice: str, en: str) -> Unlawful:
    """Build a refusal of the event with the event's article."""
    return Unlawful(
        event.article, f"不能登记“{event.label}”：{zh}", advice, f"Cannot record {event.kind}: {en}"
    )


class Replay:
    """The state of one clock while its events are replayed in order (clock_rules.apply).

    settled is true while an event is replayed that the ledger held already: a calendar notice loaded since may have
    moved the dates it was measured against, which is written into the derivation instead of refusing the history.
    """

    def __init__(self, today: date, calendar: WorkCalendar, params: Params) -> None:
        self.today, self.calendar, self.params = today, calendar, params
        self.steps: list[Step] = []
        self.received_on: date | None = None
        self.count: Count | None = None
        self.closed: Closing = ""
        self.waiting: Waiting = ""
        self.lapses_after: date | None = None
        self.reason_by: date | None = None
        self.done: set[str] = set()
        self.last: date | None = None
        self.settled = False

    # what is due -----------------------------------------------------------------------------------------------------

    @property
    def due_on(self) -> date | None:
        """The due date as known today; None while nothing runs."""
        if self.count is None or self.waiting:
            return None
        return self.count.due_on(self.calendar, self.today)

    @property
    def provisional(self) -> bool:
        """Tell whether a date that is shown was counted through a year without an official notice."""
        ends = [day for day in (self.due_on, self.next_on(self.today)) if day]
        start = self.count.start if self.count else None
        return start is not None and any(self.calendar.is_provisional_through(start, end) for end in ends)

    @property
    def earliest_due_on(self) -> date | None:
        """The date that warnings use: counted as if every weekday of a provisional year were worked."""
        due = self.due_on
        if due is None or self.count is None or not self.provisional:
            return due
        return min(due, self.count.due_on(self.calendar.cautious, self.today))

    def running(self, event: ev.Event) -> Count:
        """Give the running count; refuse the event while the clock waits for the applicant."""
        if self.waiting:
            wait = f"正在等待申请人{WAITS[self.waiting][0]}，期限没有在计算"
            self.refuse_if(True, refused(event, wait, "收到后再办理。", "the clock waits for the applicant"))
        return cast("Count", self.count)  # there is one: nothing but a withdrawal is taken before the receipt

    def due(self, event: ev.Event) -> date:
        """Give the due date; refuse the event while the clock waits for the applicant."""
        return self.running(event).due_on(self.calendar, self.today)

    def next_on(self, today: date) -> date | None:
        """The next date by which somebody outside the office must act."""
        if self.closed:
            return None
        if self.waiting:
            ends = [self.lapses_after]
        else:
            ends = [self.reason_by, *(one.ends_by(self.calendar) for one in self._open(today))]
        return min([end for end in ends if end and end >= today], default=None)

    def _open(self, day: date) -> list[Letter]:
        letters = self.count.letters if self.count else ()
        return [one for one in letters if one.is_open(self.calendar, day)]

    # changing it -----------------------------------------------------------------------------------------------------

    def restart(self, on: date) -> int:
        """Start a full period on a day (day 0). A letter still out goes on suspending; an extension does not carry over."""
        days = self.params.number("response_days", on)
        letters = self.count.letters if self.count else ()
        self.count = Count(on, days, letters)
        self.waiting, self.lapses_after = "", None
        return days

    def wait(self, what: Waiting, until: date | None) -> None:
        """Stop the clock until the applicant acts."""
        self.waiting, self.lapses_after = what, until

    def days(self, key: str, event: ev.Event) -> int:
        """Give a number of days in force on the event's day; refuse the event where there was none yet."""
        try:
            return self.params.number(key, event.on)
        except BadData as problem:
            raise refused(event, f"{event.on} 尚无此项规定", "", "no such rule on that day") from problem

    def refuse_if(self, wrong: bool, refusal: Unlawful) -> None:
        """Refuse what a date makes unlawful; of a settled event only say so in the derivation."""
        if not wrong:
            return
        if not self.settled:
            raise refusal
        zh = f"日历更新后重新计算：{refusal.zh}；已登记的步骤保留"
        en = f"recalculated with the present calendar: {refusal.en}; the recorded step stands"
        self.steps.append(Step(self.today, "recalculated", refusal.article, zh, en))

    def refuse_late(self, on: date, event: ev.Event) -> None:
        """A step that moves the due date comes before the period ends: on the due date at the latest."""
        due = self.due(event)
        advice = "只能尽快答复，并记录逾期原因。"
        self.refuse_if(on > due, refused(event, f"期限 {due} 已过", advice, f"the period ended on {due}"))

    # the derivation --------------------------------------------------------------------------------------------------

    def step(self, event: ev.Event, zh: str, en: str, *, article: str = "", sum_up: bool = False) -> None:
        """Add a line for an event; sum_up writes the arithmetic of the present count."""
        self.add_step(Step(event.on, event.kind, article or event.article, zh, en), sum_up=sum_up)

    def add_step(self, step: Step, *, sum_up: bool) -> None:
        """Add a line with the due date it leads to and, with sum_up, the arithmetic and the days it explains."""
        due = self.due_on
        if self.count is None or due is None:
            self.steps.append(step)
            return
        start = self.count.start
        step = replace(step, due_on=due, provisional=self.calendar.is_provisional_through(start, due))
        if sum_up:
            zh, en = self.count.arithmetic(self.calendar, self.today)
            special = self.calendar.special_days(start, due)
            step = replace(step, arithmetic=zh, arithmetic_en=en, special=special)
        self.steps.append(step)

    def pass_time(self, until: date) -> None:
        """Write down what happened before a day because nobody acted: silence of a letter, a lapse."""
        for letter in self.count.letters if self.count else ():
            end = letter.ends_by(self.calendar)
            name = f"silence {letter.ref}"
            if letter.ended_on is None and end and end < until and name not in self.done:
                self.done.add(name)
                zh, en, article = SILENCE[letter.whom]
                self.add_step(Step(end, "silence", article, zh, en), sum_up=True)
        lapse = f"lapse {self.waiting}"
        if self.waiting and self.lapses_after and self.lapses_after < until and lapse not in self.done:
            self.done.add(lapse)
            what, zh, article = WAITS[self.waiting]
            en = f"no {self.waiting} by {self.lapses_after}: taken as given up"
            self.steps.append(Step(self.lapses_after, "lapsed", article, f"{what}期限届满，{zh}", en))
