"""Feeds odd documents to the whole pipeline and looks for exceptions and broken spans.

    scripts/fuzz.py COUNT [--seed N]

The documents are news-like sentences about invented people and places, mixed with every kind of
quotation mark, with emoji, marks of direction, control characters, numbers, dates, pieces of HTML,
and cut at any point. The same seed and count give the same documents.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
import tomllib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from crosswire.row import Document, Span

BATCH = 200
"""Documents that one run of the pipeline is given."""

LONGEST = 600
"""Characters of a document: small ones find as much, and sooner."""

PIECES: dict[str, list[str]] = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))
"""What documents are made of, by kind."""

KINDS = ("name", "name", "cue", "cue", "fact", "fact", "quote", "odd")
"""The kinds of pieces that debris is made of; what is there twice is twice as frequent."""


@dataclass(frozen=True, slots=True)
class Defect:
    """What went wrong, and the document it went wrong with, or None where that is not known."""

    what: str
    text: str | None


def documents(seed: int, count: int) -> Iterator[str]:
    """`count` odd documents; document n depends on the seed and n alone."""
    for number in range(count):
        yield _document(random.Random(f"{seed}/{number}"))  # noqa: S311 (no secret)


def _document(chance: random.Random) -> str:
    """A document: sentences, some in order and some in pieces, cut somewhere."""
    parts: list[str] = []
    for _ in range(chance.randint(1, 12)):
        parts += _sentence(chance) if chance.random() < 0.6 else _debris(chance)
    text = "".join(parts)
    start = chance.randint(0, len(text)) if chance.random() < 0.1 else 0
    return text[start : start + chance.randint(0, LONGEST)]


def _sentence(chance: random.Random) -> list[str]:
    """A sentence as news has it, with quotation marks of one kind or of two."""
    name, cue, fact, more, opening, closing = (
        chance.choice(PIECES[kind]) for kind in ("name", "cue", "fact", "fact", "quote", "quote")
    )
    orders = [
        [name, " ", cue, " ", fact],
        [opening, fact, ",", closing, " ", name, " ", cue, ". ", opening, more, closing],
        [opening, fact, closing, " ", cue, " ", name, " in ", more],
        [cue.capitalize(), " ", name, ", ", fact],
        [name, ": ", opening, fact],
        [fact.capitalize(), " and ", more, ", ", name, " ", cue],
    ]
    return [*chance.choice(orders), chance.choice([". ", ".\n", "\n\n", " "])]


def _debris(chance: random.Random) -> list[str]:
    """Pieces in no order."""
    parts: list[str] = []
    for _ in range(chance.randint(1, 8)):
        parts.append(chance.choice(PIECES[chance.choice(KINDS)]))
        parts.append(chance.choice(PIECES["joint"]))
    return parts


def fuzz(
    rows: Callable[[list[Path]], Iterable[Any]], *, seed: int, count: int, batch: int = BATCH
) -> Iterator[Defect]:
    """The defects that `count` documents bring out in `rows`, which turns files into ledger rows.

    The documents are written to files, read back as any other, and every span of every row is
    compared with its document.
    """
    texts = list(documents(seed, count))
    for start in range(0, count, batch):
        yield from _tried(rows, texts[start : start + batch])


def _tried(rows: Callable[[list[Path]], Iterable[Any]], texts: list[str]) -> Iterator[Defect]:
    """The defects in one batch; where it fails as a whole, those of its halves."""
    with tempfile.TemporaryDirectory() as folder:
        for number, text in enumerate(texts):
            Path(folder, f"{number:04}.txt").write_bytes(text.encode("utf-8", "surrogatepass"))
        try:
            found = list(rows([Path(folder)]))
        except Exception as error:  # noqa: BLE001 (any exception is what is looked for)
            yield from _narrowed(rows, texts, f"{type(error).__name__}: {error}")
            return
    yield from broken(found)


def _narrowed(
    rows: Callable[[list[Path]], Iterable[Any]], texts: list[str], what: str
) -> Iterator[Defect]:
    """The document that fails alone, or the defect of the batch where none does."""
    if len(texts) == 1:
        yield Defect(what, texts[0])
        return
    half = len(texts) // 2
    found = [*_tried(rows, texts[:half]), *_tried(rows, texts[half:])]
    yield from found or [Defect(f"{what} (only for {len(texts)} documents together)", None)]


def broken(rows: Iterable[Any]) -> Iterator[Defect]:
    """A defect for each row whose text is not what stands at its span, or whose spans stray."""
    rows = list(rows)
    texts = {row.id: row.text for row in rows if isinstance(row, Document)}
    for row in rows:
        text = row.text if isinstance(row, Document) else texts.get(getattr(row, "document", ""))
        if text is None:
            continue
        for span in _spans(row):
            if span.end > len(text):
                yield Defect(f"{type(row).__name__} {row.id}: {span} is outside its document", text)
        hull = getattr(row, "span", None) or getattr(row, "content", None)
        if isinstance(hull, Span) and row.text != hull.of(text):
            yield Defect(f"{type(row).__name__} {row.id}: {row.text!r} is not at {hull}", text)


def _spans(row: Any) -> Iterator[Span]:
    """Every span in the fields of a row."""
    for field in fields(row):
        value = getattr(row, field.name)
        for item in value if isinstance(value, tuple) else (value,):
            if isinstance(item, Span):
                yield item


def main() -> int:
    """Runs the pipeline over odd documents; 1 where one of them brought out a defect."""
    parser = argparse.ArgumentParser(description=str(__doc__).partition("\n")[0])
    parser.add_argument("count", type=int)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    from crosswire import collate  # noqa: PLC0415 (so that --help is quick)

    seen = defects = 0

    def counted(paths: list[Path]) -> list[Any]:
        nonlocal seen
        rows = list(collate(paths))
        seen += len(rows)
        return rows

    for defect in fuzz(counted, seed=options.seed, count=options.count):
        defects += 1
        sys.stdout.write(f"{defect.what}\n    {defect.text!r}\n")
    sys.stdout.write(f"{options.count} documents, {seen} rows, {defects} defects\n")
    return 1 if defects or not seen else 0


if __name__ == "__main__":
    sys.exit(main())
