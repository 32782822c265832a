"""Sealing: a short text, a file, and a whole ring turned under a hundred thousand applicants while somebody works."""

import os
import threading
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime

from django.core.management import call_command
from django.db import connection

from bench.database import READY
from bench.timing import Said, Timed, timed
from gongkai.agencies.actions import create_agency
from gongkai.casework.actions.keys import reseal, rotate_key
from gongkai.casework.blind_index import index_of
from gongkai.casework.key_queries import standing
from gongkai.casework.models import Applicant, Application
from gongkai.files.actions import store
from gongkai.files.keys import ring
from gongkai.files.queries import chunks
from gongkai.kit.sealing import seal, unseal

CASES, TIMES, SIZE = 100_000, 10_000, 20 * 2**20
DAY, NOW = date(2026, 3, 2), datetime(2026, 3, 2, 2, tzinfo=UTC)
LABEL = "casework.applicant.phone"


def keys() -> Iterator[Timed | Said]:
    """Measure single values, a file of 20 MB, a page's worth of rows, and a rotation."""
    if READY:
        call_command("migrate", verbosity=0)
    token = seal(ring(), "13800001234", LABEL)
    yield timed(
        "seal a short text", TIMES, lambda: [seal(ring(), "13800001234", LABEL) for _ in range(TIMES)]
    )
    yield timed("open a short text", TIMES, lambda: [unseal(ring(), token, LABEL) for _ in range(TIMES)])
    stored = store(data=os.urandom(SIZE), name="示例.pdf", at=NOW, by=None)
    yield timed("open a file of 20 MB, checked first", 1, lambda: [None for _ in chunks(stored)])
    _fill()
    yield timed(
        "fifty rows of a list", 50, lambda: list(Application.objects.select_related("applicant")[:50])
    )
    yield timed("count what lies under which key", CASES, standing, runs=1)
    yield from _turned()


def _fill() -> None:
    agency = create_agency(name="示例镇", kind="town", code="K0001", since=DAY, actor=None, at=NOW)
    facts = {
        "agency": agency,
        "year": 2026,
        "applicant_kind": "natural",
        "channel": "counter",
        "submitted_on": DAY,
    }
    more = {"description": "示例：村级公路养护项目的合同和验收材料", "state": "registered", "created_at": NOW}
    made = [Application(**facts, **more, serial=n, number=f"2026-{n}") for n in range(1, CASES + 1)]
    Application.objects.bulk_create(made, batch_size=2000)
    Applicant.objects.bulk_create(map(_applicant, made), batch_size=2000)


def _applicant(case: Application) -> Applicant:
    typed = {"name": "示例甲", "id_number": f"N{case.serial:06}", "phone": f"000-{case.serial:08}"}
    return Applicant(
        application=case, **typed, address="示例县示例镇示例路", **index_of(case.agency_id, typed)
    )


def _turned() -> Iterator[Timed | Said]:
    """Turn the ring while another thread saves one applicant after another."""
    waits: list[float] = []
    done = threading.Event()
    worker = threading.Thread(target=_work, args=(done, waits))
    worker.start()
    rotate_key(at=NOW)
    yield timed("turn the ring under 100,000 applicants", CASES, lambda: sum(reseal()), runs=1)
    done.set()
    worker.join()
    yield Said("saves meanwhile", f"{len(waits)}, the slowest {max(waits) * 1000:.0f} ms")
    yield Said("left under the old key", str(standing().behind))


def _work(done: threading.Event, waits: list[float]) -> None:
    one = Applicant.objects.order_by("-pk")[0]
    while not done.is_set():
        begun = time.perf_counter()
        one.address = f"示例路{len(waits)}号"
        one.save(update_fields=["address"])
        waits.append(time.perf_counter() - begun)
        time.sleep(0.02)
    connection.close()
