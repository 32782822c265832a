"""What lies in the database as it lies there, past the program."""

from django.apps import apps
from django.db import connection


def rows(table: str, column: str) -> list[str]:
    """Give a column as stored."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {column} FROM {table} ORDER BY 1")
        return [row[0] for row in cursor.fetchall()]


def put(table: str, column: str, value: str) -> None:
    """Write a value into every row of a column."""
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE {table} SET {column} = %s", [value])


def whole() -> str:
    """Give everything that lies in the tables of the product, as one text."""
    found = []
    with connection.cursor() as cursor:
        for model in apps.get_models(include_auto_created=True):
            cursor.execute(f"SELECT * FROM {model._meta.db_table}")
            found.extend(str(row) for row in cursor.fetchall())
    return "\n".join(found)
