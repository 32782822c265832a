"""Template tags: chips, dates, forms, breadcrumbs."""

from datetime import UTC, date, datetime

import pytest
from django import forms
from django.template import Context, Template
from django.utils.translation import override
from lxml import html


def _render(text, **context):
    return Template("{% load gongkai %}" + text).render(Context(context))


class ApplyForm(forms.Form):
    """A form with each kind of control."""

    name = forms.CharField(label="姓名", help_text="与证件一致")
    channel = forms.ChoiceField(
        label="渠道", choices=[("a", "当面"), ("b", "邮寄")], widget=forms.RadioSelect
    )
    kind = forms.ChoiceField(label="类别", choices=[("a", "自然人")])
    agree = forms.BooleanField(label="已核对")
    note = forms.CharField(label="备注", required=False, widget=forms.Textarea)
    version = forms.CharField(widget=forms.HiddenInput)

    def clean(self):
        """Refuse as a whole too."""
        raise forms.ValidationError("整体有误")


def test_a_chip_is_a_word_with_the_class_of_its_tone():
    assert _render('{% chip "逾期" "urgent" %}').strip() == '<span class="gk-chip gk-chip-urgent">逾期</span>'


def test_an_unknown_tone_is_an_error():
    with pytest.raises(ValueError, match="no tone 'pink'; there are urgent, soon"):
        _render('{% chip "逾期" "pink" %}')


@pytest.mark.parametrize(
    ("value", "prose", "listed"),
    [
        (date(2026, 11, 3), "2026年11月3日", "2026-11-03"),
        (datetime(2026, 11, 23, 16, 30, tzinfo=UTC), "2026年11月24日", "2026-11-24"),
        (datetime(2026, 11, 23, 16, 30), "2026年11月23日", "2026-11-23"),  # noqa: DTZ001 - naive on purpose
        (None, "", ""),
    ],
)
def test_dates_are_written_for_prose_and_for_lists(value, prose, listed):
    assert _render("{{ day|zh_date }} {{ day|iso_date }}", day=value) == f"{prose} {listed}"


def test_a_reader_of_english_gets_english_dates():
    with override("en"):
        assert _render("{{ day|zh_date }}", day=date(2026, 11, 3)) == "3 November 2026"


def test_a_due_date_is_large_and_red_only_when_urgent():
    calm = _render('{% due day "答复期限" "还有 3 个工作日" %}', day=date(2026, 11, 23))
    assert "2026年11月23日" in calm
    assert "还有 3 个工作日" in calm
    assert "gk-due-urgent" not in calm
    assert "gk-due-urgent" in _render('{% due day "答复期限" "已逾期" "urgent" %}', day=date(2026, 11, 23))


def test_breadcrumbs_end_with_this_page():
    tree = html.fromstring(_render('{% breadcrumbs "工作台" "/desk/" "登记申请" %}'))
    assert [a.get("href") for a in tree.iter("a")] == ["/desk/"]
    assert tree.xpath('string(//*[@aria-current="page"])') == "登记申请"


def test_every_control_has_a_label_and_its_help():
    tree = html.fromstring(f"<div>{_render('{% form_fields form %}', form=ApplyForm())}</div>")
    controls = tree.xpath('//input[not(@type="hidden")] | //select | //textarea')
    labels = {label.get("for") for label in tree.iter("label")}
    assert len(controls) == 6
    assert {control.get("id") for control in controls} <= labels
    assert tree.xpath('string(id("id_name_helptext"))') == "与证件一致"
    assert tree.xpath('string(id("id_name")/@aria-describedby)') == "id_name_helptext"
    assert tree.xpath('string(//label[@for="id_note"])') == "备注（选填）"
    assert tree.xpath("string(//legend)") == "渠道"
    assert not tree.xpath('//*[@role="alert"]')


def test_controls_look_as_what_they_are():
    tree = html.fromstring(f"<div>{_render('{% form_fields form %}', form=ApplyForm())}</div>")
    classes = {one.get("name"): one.get("class") for one in tree.xpath("//input | //select | //textarea")}
    assert classes["name"] == classes["note"] == "form-control"
    assert classes["kind"] == "form-select"
    assert classes["channel"] == classes["agree"] == "form-check-input"


def test_problems_stand_beside_the_field_and_are_summed_on_top_with_links():
    form = ApplyForm(data={"name": "", "kind": "a", "version": "1"})
    tree = html.fromstring(f"<div>{_render('{% form_fields form %}', form=form)}</div>")
    summary = tree.xpath('//*[@role="alert"]')[0]
    targets = [link.get("href")[1:] for link in summary.iter("a")]
    assert targets == ["id_name", "id_channel", "id_agree"]
    assert all(tree.xpath(f'id("{target}")') for target in targets)
    assert "有 4 处需要更正" in summary.text_content()
    assert "整体有误" in summary.text_content()
    assert tree.xpath('id("id_name")/@aria-invalid') == ["true"]
    assert tree.xpath('string(id("id_name_error"))').strip() != ""
