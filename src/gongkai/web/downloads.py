"""Stored files as downloads: a piece at a time, never shown in the browser, never kept by it."""

from collections.abc import Iterable

from django.http import StreamingHttpResponse
from django.utils.http import content_disposition_header

from gongkai.files.models import StoredFile


def download(pieces: Iterable[bytes], stored: StoredFile) -> StreamingHttpResponse:
    """Give the checked content of a stored file under its name."""
    response = StreamingHttpResponse(pieces, content_type=stored.media_type)
    response.headers["Content-Length"] = str(stored.size)
    name = content_disposition_header(as_attachment=True, filename=stored.name)
    response.headers["Content-Disposition"] = name or "attachment"
    return response
