"""The database itself refuses to change or remove events, and to move a head any way but one step on."""

from django.db import migrations

TRIGGERS = {
    "sqlite": {
        "audit_event_no_update": """
            CREATE TRIGGER audit_event_no_update BEFORE UPDATE ON audit_event
            BEGIN SELECT RAISE(ABORT, 'audit events are append-only'); END""",
        "audit_event_no_delete": """
            CREATE TRIGGER audit_event_no_delete BEFORE DELETE ON audit_event
            BEGIN SELECT RAISE(ABORT, 'audit events are append-only'); END""",
        "audit_head_one_step": """
            CREATE TRIGGER audit_head_one_step BEFORE UPDATE ON audit_head
            WHEN NEW.chain <> OLD.chain OR NEW.seq <> OLD.seq + 1
            BEGIN SELECT RAISE(ABORT, 'the head of an audit chain moves one event at a time'); END""",
        "audit_head_no_delete": """
            CREATE TRIGGER audit_head_no_delete BEFORE DELETE ON audit_head
            BEGIN SELECT RAISE(ABORT, 'the head of an audit chain stays'); END""",
    },
}


def install(apps, schema_editor):
    """Create the triggers; KeyError on a database they were not written for."""
    for statement in TRIGGERS[schema_editor.connection.vendor].values():
        schema_editor.execute(statement)


def remove(apps, schema_editor):
    """Drop the triggers."""
    for name in TRIGGERS[schema_editor.connection.vendor]:
        schema_editor.execute(f"DROP TRIGGER {name}")


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial")]
    operations = [migrations.RunPython(install, remove)]
