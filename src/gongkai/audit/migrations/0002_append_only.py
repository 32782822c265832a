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
    "postgresql": {
        "audit_event_no_update": """
            CREATE TRIGGER audit_event_no_update BEFORE UPDATE ON audit_event
            FOR EACH ROW EXECUTE FUNCTION audit_refuse('audit events are append-only')""",
        "audit_event_no_delete": """
            CREATE TRIGGER audit_event_no_delete BEFORE DELETE ON audit_event
            FOR EACH ROW EXECUTE FUNCTION audit_refuse('audit events are append-only')""",
        "audit_event_no_truncate": """
            CREATE TRIGGER audit_event_no_truncate BEFORE TRUNCATE ON audit_event
            FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse('audit events are append-only')""",
        "audit_head_one_step": """
            CREATE TRIGGER audit_head_one_step BEFORE UPDATE ON audit_head
            FOR EACH ROW WHEN (NEW.chain <> OLD.chain OR NEW.seq <> OLD.seq + 1)
            EXECUTE FUNCTION audit_refuse('the head of an audit chain moves one event at a time')""",
        "audit_head_no_delete": """
            CREATE TRIGGER audit_head_no_delete BEFORE DELETE ON audit_head
            FOR EACH ROW EXECUTE FUNCTION audit_refuse('the head of an audit chain stays')""",
        "audit_head_no_truncate": """
            CREATE TRIGGER audit_head_no_truncate BEFORE TRUNCATE ON audit_head
            FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse('the head of an audit chain stays')""",
    },
}
# What the triggers of an engine call.
FUNCTIONS = {
    "sqlite": (),
    "postgresql": (
        """
        CREATE FUNCTION audit_refuse() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN RAISE EXCEPTION '%', TG_ARGV[0]; END $$""",
    ),
}


def install(apps, schema_editor):
    """Create the triggers; KeyError on a database they were not written for."""
    vendor = schema_editor.connection.vendor
    for statement in (*FUNCTIONS[vendor], *TRIGGERS[vendor].values()):
        # no parameters: a percent sign in a statement is one
        schema_editor.execute(statement, params=None)


def remove(apps, schema_editor):
    """Drop the triggers."""
    postgresql = schema_editor.connection.vendor == "postgresql"
    for name in TRIGGERS[schema_editor.connection.vendor]:
        table = "audit_head" if name.startswith("audit_head") else "audit_event"
        schema_editor.execute(f"DROP TRIGGER {name} ON {table}" if postgresql else f"DROP TRIGGER {name}")
    if postgresql:
        schema_editor.execute("DROP FUNCTION audit_refuse()")


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial")]
    operations = [migrations.RunPython(install, remove)]
