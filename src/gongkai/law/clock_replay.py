"""The replay behind the clock: each kind of event has one method that refuses it or moves the due date."""

from collections.abc import Callable
from datetime import date
from typing import Any

from gongkai.law import clock_events as ev
from gongkai.law.clock_refusals import (
    refuse_backward,
    refuse_closed,
    refuse_late,
    refuse_supplement_reply,
    refuse_unknown_letter,
    refused,
)
from gongkai.law.clock_steps import Step, sum_of
from gongkai.law.notices import SpecialDay
from gongkai.law.params import Params
from gongkai.law.workdays import WorkCalendar

SILENCE = {
    "third_party": ("第三方逾期未提出意见，由本机关决定是否公开", "silence: the office decides"),
    "co_maker": ("共同制作机关逾期不提出意见，视为同意公开", "silence counts as consent"),
}
WHOM = {
    "third_party": ("third_party_days", "条例第三十二条"),
    "co_maker": ("co_maker_days", "条例第三十四条"),
    "organ": (None, "条例第三十三条第三款"),
}


class Letter:
    """A consultation: when it went out, when it must end by, when it ended."""

    def __init__(self, sent_on: date, whom: str, ends_by: date | None) -> None:
        self.sent_on, self.whom, self.ends_by = sent_on, whom, ends_by
        self.answered_on: date | None = None

    def end(self, today: date) -> date:
        """The day up to which the letter suspends, as known today."""
        if self.answered_on is not None:
            return min(self.answered_on, self.ends_by or self.answered_on)
        return self.ends_by or max(today, self.sent_on)

    def is_open(self, today: date) -> bool:
        """Tell whether the opinion may still come."""
        return self.answered_on is None and (self.ends_by is None or today < self.ends_by)


class Replay:
    """The state of one clock while its events are replayed in order."""

    def __init__(self, today: date, calendar: WorkCalendar, params: Params) -> None:
        self.today, self.calendar, self.params = today, calendar, params
        self.steps: list[Step] = []
        self.received_on: date | None = None
        self.counted_from: date | None = None
        self.due_on: date | None = None
        self.closed = ""
        self.awaiting = ""
        self.lapses_after: date | None = None
        self._last: date | None = None
        self._base = 0
        self._delay_to: date | None = None
        self._letters: dict[str, Letter] = {}
        self._done: set[str] = set()
        self._suspending: list[tuple[date, date]] = []

    def apply(self, event: ev.Event) -> None:
        """Take one event or raise Unlawful."""
        refuse_closed(self.closed, event)
        refuse_backward(self._last, event)
        if self.received_on is None and not isinstance(event, (ev.Received, ev.Withdrawn)):
            raise refused(
                event, "申请尚未收到（待双方确认），不能办理", "请先记录收到或确认日期。", "not received yet"
            )
        _METHODS[type(event)](self, event)
        self._last = event.on

    # what is due -----------------------------------------------------------------------------------------------------

    def _restart(self, on: date, extra: int = 0) -> int:
        days = self.params.number("response_days", on) + extra
        self.counted_from, self._base, self._delay_to = on, days, None
        self._letters.clear()
        self._suspending.clear()
        self._recount()
        return days

    def _recount(self) -> None:
        assert self.counted_from is not None  # noqa: S101 - for the type checker; every caller has a start
        self._suspending = _union([(one.sent_on, one.end(self.today)) for one in self._letters.values()])
        counted = self.calendar.add(self.counted_from, self._base + self.suspended_days())
        self.due_on = max(counted, self._delay_to) if self._delay_to else counted

    def suspended_days(self) -> int:
        """Working days that do not count, each once however many letters were out."""
        return sum(self.calendar.between(start, end) for start, end in self._suspending)

    def suspended_spans(self) -> tuple[tuple[date, date], ...]:
        """The suspensions since the count began: (day sent, last day), overlapping ones joined."""
        return tuple(self._suspending)

    def is_suspended(self, day: date) -> bool:
        """Tell whether a letter is out on the day."""
        return any(one.sent_on <= day and one.is_open(day) for one in self._letters.values())

    def next_on(self, today: date) -> date | None:
        """The next date by which somebody outside the office must act."""
        if self.closed:
            return None
        if self.lapses_after is not None:
            return self.lapses_after
        ends = [one.ends_by for one in self._letters.values() if one.is_open(today) and one.ends_by]
        return min(ends, default=None)

    def _step(
        self, event: ev.Event, article: str, zh: str, en: str, arithmetic: str = "", **more: Any
    ) -> None:
        special: tuple[SpecialDay, ...] = ()
        if arithmetic and self.counted_from and self.due_on:
            special = self.calendar.special_days(self.counted_from, self.due_on)
        provisional = self.due_on is not None and self.calendar.is_provisional(self.due_on)
        self.steps.append(
            Step(event.on, event.kind, article, zh, en, arithmetic, self.due_on, special, provisional, **more)
        )

    # one method per kind of event ------------------------------------------------------------------------------------

    def received(self, event: ev.Received) -> None:
        """Start the period: the day of receipt is day 0."""
        if self.received_on is not None:
            raise refused(event, "收到日期已经记录", "如有误，请更正登记。", "already received")
        self.received_on = event.on
        days = self._restart(event.on)
        article = self.params("response_days", event.on).cite
        zh = f"收到申请，自次日起{days}个工作日内答复"
        en = f"received; an answer is due within {days} working days"
        self._step(event, article, zh, en, sum_of(event.on, days, self._due()))

    def supplement_notice(self, event: ev.SupplementNotice) -> None:
        """Ask once for a supplement; only a notice in time stops the clock (art. 30)."""
        start = self.counted_from or event.on
        if "supplement" in self._done:
            raise refused(
                event,
                "补正只能一次性告知，已经告知过",
                "请就现有内容作出处理。",
                "only one notice is allowed",
            )
        if event.reply_by <= event.on:
            raise refused(
                event, "补正期限应晚于告知之日", "请给申请人合理的补正期限。", "the reply date must be later"
            )
        refuse_late(event.on, self._due(), event)
        self._done.add("supplement")
        latest = self.calendar.add(start, self.params.number("supplement_notice_days", event.on))
        in_time = event.on <= latest
        if in_time or self.params("late_supplement_restarts", event.on).value:
            self.awaiting, self.lapses_after, self.due_on = "supplement", event.reply_by, None
            nth = self.calendar.between(start, event.on)
            zh = f"第{nth}个工作日一次性告知补正，申请人应于{event.reply_by}前补正；期限待补正后重新计算"
            en = f"supplement asked for by {event.reply_by}; the period restarts when it comes"
        else:
            zh = f"告知补正已晚于第7个工作日（{latest}），不中断期限"
            zh = zh.replace("第7个", f"第{self.params.number('supplement_notice_days', event.on)}个")
            en = f"the notice came after {latest} and does not stop the clock"
        self._step(event, event.article, zh, en)

    def supplement_received(self, event: ev.SupplementReceived) -> None:
        """Start the whole period again on the day the supplement came (art. 30)."""
        refuse_supplement_reply("supplement" in self._done, "supplement_in" in self._done, event)
        self._done.add("supplement_in")
        if self.awaiting != "supplement":
            self._step(
                event,
                event.article,
                "收到补正；告知逾期，期限不重新计算",
                "received; the clock had not stopped",
            )
            return
        if self.lapses_after is not None and event.on > self.lapses_after and not event.excused:
            raise refused(
                event,
                f"补正期限 {self.lapses_after} 已过，无正当理由逾期不补正的，视为放弃申请",
                "有正当理由的，请注明后再登记。",
                "the supplement is late without a good reason",
            )
        self.awaiting, self.lapses_after = "", None
        days = self._restart(event.on)
        zh = f"收到补正，答复期限自收到之日起重新计算{days}个工作日"
        self._step(
            event, event.article, zh, f"the {days} days start again", sum_of(event.on, days, self._due())
        )

    def extension(self, event: ev.Extension) -> None:
        """Add days once, agreed to by the head and told to the applicant before the period ends (art. 33)."""
        most = self.params.number("extension_max_days", event.on)
        if "extension" in self._done:
            raise refused(event, "只能延期一次，已经延期", "请在现有期限内答复。", "it was extended already")
        if not 1 <= event.days <= most:
            raise refused(
                event,
                f"延长不得超过{most}个工作日，填写的是{event.days}个",
                "请改短。",
                f"at most {most} days",
            )
        if not event.head_agreed:
            raise refused(
                event, "延期须经政府信息公开工作机构负责人同意", "请先报负责人同意。", "the head must agree"
            )
        if event.told_on < event.on:
            raise refused(event, "告知日期早于决定日期", "请核对两个日期。", "told before it was decided")
        refuse_late(event.told_on, self._due(event), event)
        self._done.add("extension")
        before = self._due()
        self._base += event.days
        self._recount()
        zh = f"经负责人同意延长{event.days}个工作日，已于{event.told_on}告知申请人"
        en = f"extended by {event.days} working days, told on {event.told_on}"
        self._step(event, "条例第三十三条第二款", zh, en, sum_of(before, event.days, self._due()))

    def consultation_sent(self, event: ev.ConsultationSent) -> None:
        """Stop the clock while an opinion is asked for (art. 33 para 3)."""
        if event.ref in self._letters:
            raise refused(
                event, f"编号{event.ref}的征求意见已经发出", "请换一个编号。", "this letter is out already"
            )
        refuse_late(event.on, self._due(event), event)
        term, article = WHOM[event.whom]
        start = event.received_on or event.on
        if start < event.on:
            raise refused(event, "送达日期早于发出日期", "请核对两个日期。", "received before it was sent")
        ends = self.calendar.add(start, self.params.number(term, event.on)) if term else None
        self._letters[event.ref] = Letter(event.on, event.whom, ends)
        self._recount()
        whom = ev.CONSULTATION_LABELS[event.whom]
        until = f"，最迟至{ends}" if ends else "，至收到意见之日"
        zh = f"向{whom}书面征求意见{until}，所需时间不计入期限"
        en = f"opinion asked of {event.whom.replace('_', ' ')}; the clock stands still"
        self._step(event, f"{article}、第三十三条第三款" if ends else article, zh, en, self._suspension_sum())

    def consultation_answered(self, event: ev.ConsultationAnswered) -> None:
        """Let the clock run on from the day the opinion came."""
        letter = self._letters.get(event.ref)
        refuse_unknown_letter(letter is not None and letter.answered_on is None, event)
        assert letter is not None  # noqa: S101 - for the type checker; refused just above
        letter.answered_on = event.on
        self._recount()
        days = self.calendar.between(letter.sent_on, letter.end(event.on))
        whom = ev.CONSULTATION_LABELS[letter.whom]
        late = letter.ends_by is not None and event.on > letter.ends_by
        zh = f"收到{whom}意见（{ev.ANSWER_LABELS[event.answer]}），{'已过期限，' if late else ''}暂停{days}个工作日"
        self._step(
            event,
            WHOM[letter.whom][1],
            zh,
            f"opinion came; {days} working days stood still",
            self._suspension_sum(),
        )

    def fee_notice(self, event: ev.FeeNotice) -> None:
        """Ask for the fee within the period; the clock waits for the payment."""
        if self.awaiting == "fee":
            raise refused(event, "收费通知已经发出", "请等待缴费。", "a fee notice is out already")
        refuse_late(event.on, self._due(event), event)
        if event.received_on is not None and event.received_on < event.on:
            raise refused(event, "收到日期早于发出日期", "请核对两个日期。", "received before it was sent")
        days = self.params.number("fee_pay_days", event.on)
        self.awaiting, self.due_on = "fee", None
        self.lapses_after = self.calendar.add(event.received_on, days) if event.received_on else None
        until = (
            f"，申请人应于{self.lapses_after}前缴纳"
            if self.lapses_after
            else "，缴费期限自申请人收到次日起计算"
        )
        zh = f"在期限内发出收费通知{until}；期限待缴费后重新计算"
        self._step(event, event.article, zh, f"fee notice sent; {days} working days to pay")

    def fee_paid(self, event: ev.FeePaid) -> None:
        """Start the whole period again the day after the payment."""
        if self.awaiting != "fee":
            raise refused(event, "没有发出收费通知", "请先发收费通知。", "no fee notice is out")
        if self.lapses_after is not None and event.on > self.lapses_after:
            raise refused(
                event,
                f"缴费期限 {self.lapses_after} 已过，视为放弃申请",
                "可请申请人重新申请。",
                "paid too late",
            )
        self.awaiting, self.lapses_after = "", None
        days = self._restart(event.on)
        zh = f"收到费用，自缴费次日起重新计算{days}个工作日"
        self._step(
            event,
            event.article,
            zh,
            f"paid; the {days} days start again",
            sum_of(event.on, days, self._due()),
        )

    def volume_reason_asked(self, event: ev.VolumeReasonAsked) -> None:
        """Ask for the reason of number and frequency; the period runs on (art. 35)."""
        if "volume" in self._done:
            raise refused(event, "已经要求说明理由", "请等待说明。", "asked already")
        if event.reply_by <= event.on:
            raise refused(
                event, "说明理由的期限应晚于告知之日", "请给合理期限。", "the reply date must be later"
            )
        refuse_late(event.on, self._due(event), event)
        self._done.add("volume")
        zh = f"要求申请人于{event.reply_by}前说明数量、频次的理由；期限继续计算"
        self._step(event, event.article, zh, f"reasons asked for by {event.reply_by}; the clock runs on")

    def volume_reason_given(self, event: ev.VolumeReasonGiven) -> None:
        """Where the reason is good but art. 33 cannot be met, a later date may be set and told (art. 35)."""
        if "volume" not in self._done:
            raise refused(
                event, "没有要求申请人说明理由", "请先发说明理由告知书。", "no reasons were asked for"
            )
        if event.answer_by is None:
            verdict = "理由合理，按期答复" if event.reasonable else "理由不合理，可告知不予处理"
            self._step(event, event.article, f"收到说明：{verdict}", "reasons given")
            return
        if not event.reasonable:
            raise refused(
                event, "理由不合理的不能延迟答复", "可告知不予处理。", "no delay without a good reason"
            )
        if event.answer_by <= self._due(event):
            raise refused(event, "延迟答复的日期应晚于现有期限", "请核对日期。", "the new date must be later")
        refuse_late(event.on, self._due(), event)
        self._delay_to = event.answer_by
        self._recount()
        zh = f"理由合理但无法按期答复，告知申请人延迟至{event.answer_by}"
        self._step(
            event,
            event.article,
            zh,
            f"delayed to {event.answer_by}",
            f"延迟答复的合理期限 ＝ {event.answer_by}",
        )

    def answered(self, event: ev.Answered) -> None:
        """Close the clock; whether in time is decided by the due date of that day."""
        for letter in self._letters.values():
            if letter.whom == "third_party" and letter.is_open(event.on):
                raise refused(
                    event,
                    f"第三方的意见尚未收到，征求期限至{letter.ends_by}",
                    "收到意见或期限届满后再答复；不再征求的，请登记撤回征求。",
                    "the third party may still answer",
                )
        late = self.due_on is not None and event.on > self.due_on
        self.closed, self.awaiting, self.lapses_after = ("answered_late" if late else "answered"), "", None
        zh = f"答复送达，{f'晚于{self.due_on}，逾期' if late else '在期限内'}"
        self._step(event, event.article, zh, "answered late" if late else "answered in time")

    def withdrawn(self, event: ev.Withdrawn) -> None:
        """Close the clock at the applicant's wish."""
        self.closed, self.awaiting, self.lapses_after, self.due_on = "withdrawn", "", None, None
        self._step(event, event.article, "申请人撤回申请，期限不再计算", "withdrawn by the applicant")

    # helpers ---------------------------------------------------------------------------------------------------------

    def _due(self, event: ev.Event | None = None) -> date:
        if self.due_on is None and event is not None:
            wait = "申请人补正" if self.awaiting == "supplement" else "申请人缴费"
            raise refused(event, f"正在等待{wait}，期限没有在计算", "收到后再办理。", "the clock is waiting")
        return self.due_on or date.max

    def _suspension_sum(self) -> str:
        assert self.counted_from is not None  # noqa: S101 - for the type checker; letters need a start
        stood = self.suspended_days()
        return f"{self.counted_from} ＋ {self._base}个工作日 ＋ 暂停{stood}个工作日 ＝ {self.due_on}"


def _union(spans: list[tuple[date, date]]) -> list[tuple[date, date]]:
    joined: list[tuple[date, date]] = []
    for start, end in sorted(spans):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


_METHODS: dict[type[ev.Event], Callable[[Replay, Any], None]] = {
    kind: getattr(Replay, name) for name, kind in ev.EVENT_TYPES.items()
}
