"""Where a request comes from: the peer itself, or whom the proxies in front say it is."""

from django.conf import settings
from django.http import HttpRequest


def client_address(request: HttpRequest) -> str:
    """Give the network address that limits count by; what a client writes in front of the proxies' words is not believed."""
    peer: str = request.META.get("REMOTE_ADDR", "")
    if not settings.PROXIES:
        return peer
    told = [one.strip() for one in request.headers.get("X-Forwarded-For", "").split(",") if one.strip()]
    return told[-settings.PROXIES] if len(told) >= settings.PROXIES else peer
