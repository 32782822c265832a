"""How an installation reaches people: what cannot be used is named when it starts."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from gongkai.config.outward import Mail, mail, secret_text, site_url, sms_url

HOST = {"GONGKAI_EMAIL_HOST": "mail.example.cn", "GONGKAI_EMAIL_FROM": "gongkai@example.cn"}


def test_nothing_is_set_unless_somebody_sets_it():
    assert mail({}) == Mail()
    assert (site_url({}), sms_url({}), secret_text({}, "SMS_TOKEN")) == ("", "", "")


@pytest.mark.parametrize(("security", "port"), [("starttls", 587), ("ssl", 465), ("none", 25)])
def test_each_way_has_its_usual_port(security, port):
    found = mail({**HOST, "GONGKAI_EMAIL_SECURITY": security})
    assert (found.security, found.port) == (security, port)
    assert mail({**HOST, "GONGKAI_EMAIL_PORT": "2525"}).port == 2525


@pytest.mark.parametrize(
    ("wrong", "name"),
    [
        ({"GONGKAI_EMAIL_SECURITY": "tls"}, "GONGKAI_EMAIL_SECURITY"),
        ({"GONGKAI_EMAIL_PORT": "99999"}, "GONGKAI_EMAIL_PORT"),
        ({"GONGKAI_EMAIL_PORT": "smtp"}, "GONGKAI_EMAIL_PORT"),
        ({"GONGKAI_EMAIL_FROM": ""}, "GONGKAI_EMAIL_FROM"),
        ({"GONGKAI_EMAIL_PASSWORD_FILE": "/nowhere/示例"}, "GONGKAI_EMAIL_PASSWORD_FILE"),
    ],
)
def test_what_cannot_be_used_is_named(wrong, name):
    with pytest.raises(ImproperlyConfigured, match=name):
        mail({**HOST, **wrong})


def test_a_password_may_lie_in_a_file(tmp_path):
    (tmp_path / "password").write_text("示例口令\n", "utf-8")
    set_to = {
        **HOST,
        "GONGKAI_EMAIL_USER": "gongkai",
        "GONGKAI_EMAIL_PASSWORD_FILE": str(tmp_path / "password"),
    }
    assert mail(set_to).password == "示例口令"


@pytest.mark.parametrize("read", [site_url, sms_url])
def test_an_address_is_of_the_web(read):
    name = {site_url: "GONGKAI_URL", sms_url: "GONGKAI_SMS_URL"}[read]
    assert read({name: "https://xxgk.example.cn"}) == "https://xxgk.example.cn"
    with pytest.raises(ImproperlyConfigured, match=name):
        read({name: "ftp://xxgk.example.cn"})
