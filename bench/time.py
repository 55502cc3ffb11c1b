"""WikiWars: the temporal expressions of narratives, with their TIMEX3 values."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from bench.shared import Shared
from crosswire import model
from crosswire.extract.time import find
from crosswire.extract.time.timex import timex3
from crosswire.parse import Parse, parse
from crosswire.resolve.date import resolve
from crosswire.row import Span
from crosswire.story import Block, Story
from crosswire.story.paragraph import bounded, paragraphs

GOLD = "bench/time/wikiwars_dev.jsonl"

Timexes = list[tuple[int, int, str, str]]


def score(shared: Shared) -> dict[str, float]:
    """Percentages, F1: the same characters; any in common; those with the right value."""
    narratives = shared.lines(GOLD)
    nlp = model.load(model.find())
    texts = [one["text"] for one in narratives]
    parses = parse(nlp, texts, [whole(text) for text in texts])
    found = {
        one["id"]: list(_times(parsed, one["dct"]))
        for one, parsed in zip(narratives, parses, strict=True)
    }
    gold = [{**one, "timex": [tuple(timex) for timex in one["timexes"]]} for one in narratives]
    said: dict[str, Any] = shared.scorer("bench/time/score.py")(gold, found)[0]
    return {f"{name}, F1": said[name][2] for name in ("strict", "relaxed", "value")}


def whole(text: str) -> Story:
    """A text of which all is story: an encyclopedia's page has no furniture left."""
    spans = (part for span in paragraphs(text) for part in bounded(text, span))
    return Story(tuple(Block(span, "paragraph") for span in spans), (Span(0, len(text)),))


def _times(parsed: Parse, written: str) -> Iterator[tuple[int, int, str, str]]:
    """The times of a narrative in the form of the set's scorer."""
    timexes = timex3(find(parsed))
    anchor = date.fromisoformat(written)
    for one in resolve(timexes, parsed, document="", anchor=anchor, genre="narrative"):
        yield one.span.start, one.span.end, one.timex_type, one.value
