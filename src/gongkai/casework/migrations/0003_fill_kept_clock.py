"""The kept clocks of the cases there are, from their events."""

from django.db import migrations

from gongkai.law.clock import run
from gongkai.law.clock_events import EVENT_TYPES, event_from_dict
from gongkai.law.workdays import official

COLUMNS = (
    "due_on",
    "warn_on",
    "waits_until",
    "suspended_until",
    "spare_days",
    "reason_until",
    "provisional",
)


def fill(apps, _schema_editor):
    """Replay every case by the calendar that ships: no other notice can have been loaded before this."""
    cases = apps.get_model("casework", "Application").objects.order_by("pk")
    for case in cases.prefetch_related("events").iterator(chunk_size=500):
        known = sorted((one for one in case.events.all() if one.kind in EVENT_TYPES), key=lambda one: one.seq)
        events = [event_from_dict(one.kind, one.data) for one in known]
        today = events[-1].on if events else case.submitted_on
        found = run(events, today=today, calendar=official(), recorded=len(events)).standing
        case.clock_state = found.state.value
        for name in COLUMNS:
            setattr(case, name, getattr(found, name))
        case.save(update_fields=["clock_state", *COLUMNS])


class Migration(migrations.Migration):
    """Data only."""

    dependencies = [("casework", "0002_kept_clock")]
    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
