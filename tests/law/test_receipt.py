"""The day of receipt by channel, by the cases in cases/receipt-*.toml."""

from datetime import date

import pytest

from gongkai.law.errors import Unlawful
from gongkai.law.receipt import CHANNEL_LABELS, Channel, confirm_by, receipt_date, receipt_rule
from gongkai.law.workdays import official
from law.case_files import cases
from law.test_clock_cases import params_of


def receipt_of(case):
    return receipt_date(
        Channel(case["channel"]),
        submitted_on=case["submitted"],
        signed_on=case.get("signed"),
        confirmed_on=case.get("confirmed"),
        misdirected=case.get("misdirected", False),
        params=params_of(case) if "params" in case else None,
    )


@pytest.mark.parametrize("case", [one for one in cases("receipt") if "refused" not in one.values[0]])
def test_receipt_follows_the_channel(case):
    receipt = receipt_of(case)
    assert receipt.on == case.get("received")
    assert receipt.rule.article == case["article"]
    assert receipt.rule.zh
    assert receipt.rule.en


@pytest.mark.parametrize("case", [one for one in cases("receipt") if "refused" in one.values[0]])
def test_impossible_dates_are_refused(case):
    with pytest.raises(Unlawful) as refusal:
        receipt_of(case)
    assert case["refused"] in refusal.value.zh
    assert refusal.value.article == case["article"]


def test_a_rule_is_read_in_words():
    on = date(2026, 11, 23)
    assert receipt_rule(Channel.FAX, on).zh == "传真，以双方确认之日为收到申请之日"
    assert receipt_rule(Channel.ORDINARY_POST, on, misdirected=True).zh.startswith("邮件寄给其他机构或者个人")
    assert receipt_rule(Channel.COUNTER, on, misdirected=True).field == "submitted_on"


@pytest.mark.parametrize(
    ("channel", "by"),
    [
        (Channel.ONLINE, date(2026, 10, 8)),
        (Channel.ORDINARY_POST, date(2026, 10, 8)),
        (Channel.COUNTER, None),
        (Channel.REGISTERED_POST, None),
    ],
)
def test_what_waits_for_confirmation_is_confirmed_by_the_next_working_day(channel, by):
    assert confirm_by(channel, date(2026, 9, 30), official()) == by


def test_every_channel_has_a_label():
    assert [one.label for one in Channel] == [CHANNEL_LABELS[one] for one in Channel]
