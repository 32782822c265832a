"""How an installation reaches people outside the desk: its own address, a mail server, a gateway for short messages."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

PORTS = {"starttls": 587, "ssl": 465, "none": 25}


@dataclass(frozen=True, slots=True)
class Mail:
    """A mail server; host is empty where none is set."""

    host: str = ""
    port: int = 25
    security: str = "none"
    user: str = ""
    password: str = ""
    sender: str = ""


def mail(environment: Mapping[str, str]) -> Mail:
    """Give the mail server of the environment. ImproperlyConfigured for what cannot be used, by name."""
    host = environment.get("GONGKAI_EMAIL_HOST", "")
    if not host:
        return Mail()
    security = environment.get("GONGKAI_EMAIL_SECURITY", "starttls")
    if security not in PORTS:
        raise ImproperlyConfigured(
            f"GONGKAI_EMAIL_SECURITY：{security} 应是 starttls、ssl 或者 none。Must be one of them."
        )
    sender = environment.get("GONGKAI_EMAIL_FROM", "")
    if "@" not in sender:
        raise ImproperlyConfigured(
            "GONGKAI_EMAIL_FROM：设了邮件服务器，还要写明发件地址。The address that mails come from is missing."
        )
    port = _port(environment.get("GONGKAI_EMAIL_PORT", ""), PORTS[security])
    user = environment.get("GONGKAI_EMAIL_USER", "")
    return Mail(host, port, security, user, secret_text(environment, "EMAIL_PASSWORD"), sender)


def _port(text: str, usual: int) -> int:
    if not text:
        return usual
    if not (text.isascii() and text.isdigit() and 0 < int(text) < 2**16):
        raise ImproperlyConfigured(f"GONGKAI_EMAIL_PORT：{text} 不是端口号。Not a port.")
    return int(text)


def secret_text(environment: Mapping[str, str], name: str) -> str:
    """Give GONGKAI_<name>, or what stands in the file that GONGKAI_<name>_FILE names. ImproperlyConfigured."""
    path = environment.get(f"GONGKAI_{name}_FILE", "")
    if not path:
        return environment.get(f"GONGKAI_{name}", "")
    try:
        return Path(path).read_text("utf-8").strip()
    except (OSError, UnicodeDecodeError) as problem:
        raise ImproperlyConfigured(
            f"GONGKAI_{name}_FILE：读不出 {path}。Cannot read it: {problem}"
        ) from problem


def site_url(environment: Mapping[str, str]) -> str:
    """Give the address that mails point to, without a slash at the end; empty where none is set."""
    return _address(environment, "GONGKAI_URL").rstrip("/")


def sms_url(environment: Mapping[str, str]) -> str:
    """Give the gateway that short messages are posted to; empty where none is set."""
    return _address(environment, "GONGKAI_SMS_URL")


def _address(environment: Mapping[str, str], name: str) -> str:
    text = environment.get(name, "")
    if text and not text.startswith(("https://", "http://")):
        raise ImproperlyConfigured(f"{name}：{text} 应以 https:// 或者 http:// 开头。Not an http(s) address.")
    return text
