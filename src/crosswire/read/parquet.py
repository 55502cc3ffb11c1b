"""Parquet: one article a row, its parts in columns. Needs pyarrow, the extra `parquet`.

The columns are called as the fields of JSON lines are, and `--map` says otherwise. Only those are
read, some rows at a time, so that neither a file's size nor a row group's matters.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from crosswire.error import InputError, extra
from crosswire.read.reader import Draft
from crosswire.read.record import NAMES, article
from crosswire.read.source import WHOLE, Part, Source
from crosswire.row import Problem

if TYPE_CHECKING:
    import pyarrow as pa

EXTRA = "parquet"

MAGIC = b"PAR1"

BATCH = 32
"""Rows that are held at once."""

BUFFER = 1_000_000
"""Bytes of a column that are read at once."""

MOST_NAMED = 12
"""Columns that a problem lists."""

MAP = "Say which column holds the text: --map text=NAME."


class ParquetReader:
    """Reads a table with an article in each row."""

    name = "parquet"
    suffixes = frozenset({".parquet", ".pq"})

    def sniff(self, head: bytes) -> bool:
        """Whether the bytes begin as a Parquet file does."""
        return head.startswith(MAGIC)

    def read(self, source: Source, fields: Mapping[str, str]) -> Iterator[Draft | Problem]:
        """The articles of the table, some rows at a time; what cannot be read stops no other."""
        file = _opened(source)
        columns = list(_columns(file.schema_arrow, fields))
        if source.part.start == 0:
            yield from _lacking(source.id, file.schema_arrow, columns, fields)
            _refuse_textless(file.schema_arrow, columns, fields)
        is_readable = not _texts(fields).isdisjoint(columns)
        for row in _rows(file, columns, source) if is_readable else ():
            if isinstance(row, Problem):
                yield row
            elif source.is_wanted(row.where):
                yield from _article(row, source, fields)

    def parts(self, source: Source, size: int) -> Iterator[Part]:
        """The parts of a table: row groups, of so many bytes before they were compressed."""
        groups = _opened(source).metadata
        start, first, weight = 0, 1, 0
        number = 1
        for at in range(groups.num_row_groups):
            if weight >= size:
                yield Part(start, at, first, weight)
                start, first, weight = at, number, 0
            group = groups.row_group(at)
            weight, number = weight + group.total_byte_size, number + group.num_rows
        yield Part(start, None, first, weight) if start else WHOLE


@dataclass(frozen=True, slots=True)
class _Row:
    """A row of a table, not looked into yet."""

    where: str
    number: int
    cells: Mapping[str, pa.Scalar]


def _opened(source: Source) -> Any:
    """The table; raises InputError where it is none, or cannot be read from its end."""
    with extra(EXTRA):
        from pyarrow import ArrowException  # noqa: PLC0415 - an extra
        from pyarrow.parquet import ParquetFile  # noqa: PLC0415 - an extra
    if not source.stream.seekable():
        raise InputError("a Parquet file is read from its end", remedy="Give it as a file.")
    try:
        return ParquetFile(source.stream, buffer_size=BUFFER, pre_buffer=False)
    except (ArrowException, OSError) as error:
        raise InputError(
            f"no Parquet file, or a broken one ({_first_line(error)})",
            remedy="Fetch or write it again.",
        ) from error


def _columns(schema: pa.Schema, fields: Mapping[str, str]) -> Iterator[str]:
    """The columns that may hold a part of an article, or say that it was taken back."""
    parts: dict[str, set[str]] = {}
    for part, names in NAMES.items():
        for name in (fields[part],) if part in fields else names:
            parts.setdefault(name, set()).add(part)
    for column in schema:
        is_status = column.name.lower().rpartition("_")[2] == "pubstatus"
        if is_status or any(_fits(part, column.type) for part in parts.get(column.name, ())):
            yield column.name


def _fits(part: str, kind: pa.DataType) -> bool:
    """Whether a part of an article can be read from values of that type."""
    from pyarrow import types  # noqa: PLC0415 - an extra

    if types.is_dictionary(kind):
        return _fits(part, kind.value_type)
    if types.is_struct(kind):
        return bool(kind.get_field_index("name") >= 0)
    is_text = types.is_string(kind) or types.is_large_string(kind) or types.is_string_view(kind)
    is_day = types.is_date(kind) or types.is_timestamp(kind)
    return bool(
        is_text or (part == "published" and is_day) or (part == "id" and types.is_integer(kind))
    )


def _lacking(
    name: str, schema: pa.Schema, columns: Sequence[str], fields: Mapping[str, str]
) -> Iterator[Problem]:
    """The columns that were named and cannot be read; raises InputError where it is the text's."""
    for part, column in fields.items():
        if part not in NAMES or column in columns:
            continue
        reason = f"it has no column {column!r} (its columns: {_named(schema)})"
        if column in schema.names:
            kind = schema.field(column).type
            reason = f"its column {column!r} holds {kind}, from which no {part} is read"
        if part == "text":
            raise InputError(reason, remedy=MAP)
        yield Problem.of(name, reason, f"Say which column it is: --map {part}=NAME.")


def _refuse_textless(schema: pa.Schema, columns: Sequence[str], fields: Mapping[str, str]) -> None:
    """Raises InputError for a table in which no column can be the text."""
    if _texts(fields).isdisjoint(columns):
        raise InputError(f"a table without a text (its columns: {_named(schema)})", remedy=MAP)


def _texts(fields: Mapping[str, str]) -> frozenset[str]:
    """The columns that may hold the text."""
    return frozenset((fields["text"],) if "text" in fields else NAMES["text"])


def _named(schema: pa.Schema) -> str:
    """The columns of a table, with their types."""
    shown = [f"{one.name} {one.type}"[:60] for one in list(schema)[:MOST_NAMED]]
    return ", ".join(shown + ["…"] * (len(schema) > MOST_NAMED)) or "none"


def _rows(file: Any, columns: Sequence[str], source: Source) -> Iterator[_Row | Problem]:
    """The rows of a source's part; where a row group is broken, those of the next."""
    from pyarrow import ArrowException  # noqa: PLC0415 - an extra

    part, groups = source.part, file.metadata
    first = part.first
    for group in range(part.start, groups.num_row_groups if part.end is None else part.end):
        number = first
        try:
            for batch in source.through(
                file.iter_batches(BATCH, row_groups=[group], columns=columns, use_threads=False)
            ):
                yield from _batch(batch, number, source.id)
                number += len(batch)
        except (ArrowException, OSError) as error:
            reason = f"row group {group + 1} cannot be read from row {number} on"
            yield Problem.of(
                f"{source.id}:{number}",
                f"{reason} ({_first_line(error)})",
                "Fetch or write it again; the other row groups were read.",
            )
        first += groups.row_group(group).num_rows


def _batch(batch: pa.RecordBatch, first: int, name: str) -> Iterator[_Row]:
    """The rows of a batch."""
    cells = {
        column.name: _readable(values)
        for column, values in zip(batch.schema, batch.columns, strict=True)
    }
    for at in range(len(batch)):
        number = first + at
        yield _Row(f"{name}:{number}", number, {key: cells[key][at] for key in cells})


def _readable(values: pa.Array) -> pa.Array:
    """A column with its days written out, as a reader of texts expects them."""
    from pyarrow import string, types  # noqa: PLC0415 - an extra

    return values.cast(string()) if types.is_temporal(values.type) else values


def _article(row: _Row, source: Source, fields: Mapping[str, str]) -> Iterator[Draft | Problem]:
    """The article of a row: what was read of it are the bytes of its text."""
    try:
        found = {name: _value(cell, source.largest) for name, cell in row.cells.items()}
        for one in article(row.where, b"", found, fields):
            raw = one.text.encode("utf-8", "surrogatepass") if isinstance(one, Draft) else b""
            yield replace(one, raw=raw) if isinstance(one, Draft) else one
    except InputError as error:
        yield Problem.of(row.where, f"row {row.number}: {error}", error.remedy)


def _value(cell: pa.Scalar, largest: int) -> object:
    """The value of a cell; raises InputError for one that is too long, or no text."""
    buffer = cell.as_buffer() if hasattr(cell, "as_buffer") and cell.is_valid else None
    if buffer is not None and buffer.size > largest:
        raise InputError(
            f"a text of more than {largest:,} bytes",
            remedy="Put each article on a row of its own, or leave it out.",
        )
    try:
        return cell.as_py()
    except UnicodeDecodeError as error:
        raise InputError(
            f"not UTF-8 at byte {error.start} of a text", remedy="Write its texts in UTF-8."
        ) from error


def _first_line(error: Exception) -> str:
    """What is wrong, in one line."""
    return str(error).partition("\n")[0][:200]
