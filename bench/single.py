"""The ledgers of many stories in one process: `python -m bench.single STORIES FOLDER OUT`.

What an archive is compared with: the articles are read, and for each story, as STORIES (JSON: lists
of ids) has them, the same is done as `crosswire ledger` does, the model loaded once. Prints seconds
by stage as JSON.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path
from time import perf_counter
from typing import TypeVar

from crosswire import model as models
from crosswire.collation import collated
from crosswire.gazetteer import Gazetteer
from crosswire.ledger import save
from crosswire.pipeline import run
from crosswire.read import Article, read
from crosswire.reading import readings, reports

Value = TypeVar("Value")


def single(stories: Sequence[Sequence[str]], folder: Path, out: Path) -> dict[str, float]:
    """Write a ledger for each story; seconds by stage, and how many articles there were."""
    clock = dict.fromkeys(("read", "load", "reading", "collated", "saved"), 0.0)

    def timed(stage: str, work: Callable[[], Value]) -> Value:
        began = perf_counter()
        value = work()
        clock[stage] += perf_counter() - began
        return value

    articles = timed("read", lambda: [one for one in read([folder]) if isinstance(one, Article)])
    known = {one.id: one for one in articles}
    with closing(Gazetteer.open()) as gazetteer:
        chosen = models.find(None)
        nlp = timed("load", lambda: models.load(chosen))
        made_by = run(chosen.source, gazetteer.source)
        number = 0
        for at, story in enumerate(stories):
            mine = [known[name] for name in sorted(set(story) & known.keys())]
            number += len(mine)
            told = timed("reading", lambda: [*readings(nlp, reports(mine), gazetteer)])  # noqa: B023
            ledger = timed("collated", lambda: collated(made_by, told, gazetteer))  # noqa: B023
            timed("saved", lambda: save(ledger, out / f"{at:05}.jsonl"))  # noqa: B023
    return {**clock, "articles": number}


if __name__ == "__main__":
    _, given, folder, out = sys.argv
    Path(out).mkdir()
    found = single(json.loads(Path(given).read_text("utf-8")), Path(folder), Path(out))
    print(json.dumps(found))
