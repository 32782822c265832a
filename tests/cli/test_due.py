"""gongkai due: a deadline on the command line."""

import json

import pytest


def _due(gongkai, *args, **more):
    return gongkai("due", "--today", "2026-11-23", *args, **more)


def test_it_says_the_day_and_why(gongkai):
    result = _due(gongkai, "--received", "2026-09-18", "--channel", "counter")
    assert result.exit_code == 0
    assert "2026-10-22" in result.stdout
    for text in ("条例第三十三条", "2026-09-20 国庆节调休上班", "2026-10-01 国庆节放假"):
        assert text in result.stdout


def test_json_carries_the_derivation(gongkai):
    data = json.loads(_due(gongkai, "--received", "2026-11-23", "--json").stdout)
    assert (data["due_on"], data["days_left"], data["provisional"]) == ("2026-12-21", 20, False)
    assert {"on", "rule", "article", "arithmetic", "skipped_holidays"} <= set(data["derivation"][-1])


def test_steps_move_the_day(gongkai):
    steps = ["--step", "consult:third_party:2026-11-24", "--step", "opinion:2026-12-01"]
    data = json.loads(
        _due(gongkai, "--received", "2026-11-16", *steps, "--today", "2026-12-02", "--json").stdout
    )
    assert data["due_on"] == "2026-12-21"  # 2026-12-14 and five working days


@pytest.mark.parametrize(
    "step",
    [
        "supplement-notice:2026-11-24:2026-12-10",
        "extension:2026-11-24:2026-11-24:20",
        "fee-notice:2026-11-24:2026-11-25",
        "volume-asked:2026-11-24:2026-12-01",
        "answered:2026-11-24",
        "withdrawn:2026-11-24",
    ],
)
def test_every_kind_of_step_is_taken(gongkai, step):
    assert _due(gongkai, "--received", "2026-11-20", "--step", step).exit_code == 0


def test_replies_follow_their_notices(gongkai):
    for pair in (
        ("supplement-notice:2026-11-24:2026-12-10", "supplement-received:2026-11-30"),
        ("fee-notice:2026-11-24:2026-11-25", "fee-paid:2026-11-30"),
        ("volume-asked:2026-11-24:2026-12-01", "volume-given:2026-11-30:2027-01-29"),
    ):
        steps = [part for step in pair for part in ("--step", step)]
        assert _due(gongkai, "--received", "2026-11-20", *steps, "--today", "2026-12-01").exit_code == 0


def test_an_unlawful_step_is_refused_with_its_article(gongkai):
    result = _due(gongkai, "--received", "2026-09-18", "--step", "extension:2026-11-01:2026-11-01:20")
    assert result.exit_code == 1
    assert "条例第三十三条" in result.stderr


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("--received", "2026-13-01"), "不是日期"),
        (("--received", "2026-11-20", "--step", "dance:2026-11-21"), "可用的写法"),
        (("--received", "2026-11-20", "--step", "extension:2026-11-21"), "缺一项"),
        (("--received", "2026-11-20", "--step", "extension:2026-11-21:2026-11-21:x"), "天数"),
        (("--received", "2026-11-20", "--step", "consult:nobody:2026-11-21"), "third_party"),
    ],
)
def test_what_cannot_be_read_says_what_is_expected(gongkai, args, said):
    result = _due(gongkai, *args)
    assert result.exit_code == 2
    assert said in result.stderr


def test_without_confirmation_an_online_application_does_not_run(gongkai):
    args = ("--received", "2026-11-20", "--channel", "registered_post", "--confirmed", "2026-11-20")
    assert "待确认" in _due(gongkai, *args).stdout


def test_a_notice_of_another_year_is_taken(gongkai, tmp_path):
    notice = tmp_path / "2027.csv"
    days = [
        "2027-01-01,休,元旦",
        *(f"2027-05-0{n},休,劳动节" for n in (1, 2)),
        *(f"2027-10-0{n},休,国庆节" for n in (1, 2, 3)),
    ]
    notice.write_text("日期,类型,名称\n" + "\n".join(days), "utf-8")
    args = ("--received", "2026-12-20", "--json", "--today", "2026-12-21")
    assert json.loads(_due(gongkai, *args).stdout)["provisional"] is True
    assert json.loads(_due(gongkai, *args, "--notice", notice).stdout)["provisional"] is False
    assert "Warnings" in _due(gongkai, "--received", "2026-12-20", lang="en").stdout
    assert _due(gongkai, *args, "--notice", tmp_path / "none.toml").exit_code == 1
