"""Alembic runs this: the migrations in the one transaction of the connection it was given."""

from __future__ import annotations

from typing import Any

from alembic import context

from crosswire.desk.storage.fulltext import is_own
from crosswire.desk.storage.schema import metadata


def is_of_schema(_: Any, name: str | None, *__: Any) -> bool:
    """Whether a table, column or index is to be as the schema says: the search's are its own."""
    return not is_own(name)


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,
    include_object=is_of_schema,
)
with context.begin_transaction():
    context.run_migrations()
