"""Short messages through an office's own gateway: a number of the register and a code, nothing else leaves."""

import json
from http.client import HTTPException
from urllib.error import HTTPError, URLError
from urllib.request import HTTPRedirectHandler, Request, build_opener

from gongkai.notices.outbox import Carrier, Parcel, Refused, Unreachable

TIMEOUT = 10  # seconds
RETRIED = {408, 429}


class _NoRedirect(HTTPRedirectHandler):
    """A number is handed to the address that was set, and to no other."""

    def redirect_request(self, *_args: object, **_more: object) -> None:
        """Follow none."""


def by_sms(url: str, token: str) -> Carrier:
    """Give the carrier that posts parcels to a gateway (docs/how-to/sms.md). ValueError unless the address is http(s)."""
    if not url.startswith(("https://", "http://")):
        raise ValueError(f"not an http(s) address: {url!r}")
    opener = build_opener(_NoRedirect)

    def _carry(parcel: Parcel) -> None:
        try:
            with opener.open(_request(url, token, parcel), timeout=TIMEOUT) as answer:
                answer.read(1)
        except HTTPError as problem:
            problem.close()
            raise _answered(problem.code) from None
        except (URLError, HTTPException, OSError) as problem:
            raise _unreachable(type(problem).__name__) from None

    return _carry


def body(parcel: Parcel) -> dict[str, str]:
    """Give what is posted: the most pressing application's number and the code of why."""
    first = parcel.notices[0]
    return {"id": parcel.id, "to": parcel.reach.phone, "number": first.number, "code": first.what.sms}


def _request(url: str, token: str, parcel: Parcel) -> Request:
    headers = {"Content-Type": "application/json; charset=utf-8", "Idempotency-Key": parcel.id}
    if token:
        headers["Authorization"] = f"Bearer {token}"
    data = json.dumps(body(parcel), ensure_ascii=False).encode()
    return Request(url, data=data, headers=headers, method="POST")  # noqa: S310 - http(s) only, checked above


def _answered(code: int) -> Exception:
    """A refusal of this message (4xx), or a gateway that is ill (5xx, too many, a redirect)."""
    if 400 <= code < 500 and code not in RETRIED and code not in {401, 403, 404, 405}:
        return Refused(f"http-{code}")
    return _unreachable(f"HTTP {code}")


def _unreachable(why: str) -> Unreachable:
    return Unreachable(
        f"短信网关没有收下（{why}），下次再发。请核对 GONGKAI_SMS_URL 和 GONGKAI_SMS_TOKEN。",
        f"The SMS gateway did not take it ({why}); tried again at the next run. Check GONGKAI_SMS_URL.",
    )
