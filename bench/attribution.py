"""PolNeAR: who said what, in news of the United States elections of 2016."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterable
from pathlib import Path

from bench import alone
from bench.shared import Shared
from crosswire.ledger import Ledger
from crosswire.row import Span

GOLD = "bench/attribution/polnear_dev.jsonl"

GOES_ON = "same speaker"
"""The rule of a statement that goes on in the name of the one who spoke before."""

Spans = list[list[int]]


def score(shared: Shared) -> dict[str, float]:
    """Percentages: content, content with the right speaker, and recall where the cue reports."""
    reports = shared.lines(GOLD)
    found = alone.ledgers(report["text"] for report in reports)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "found.jsonl")
        lines = (
            json.dumps({"id": report["id"], "quotes": _quotes(ledger)}) + "\n"
            for report, ledger in zip(reports, found, strict=True)
        )
        file.write_text("".join(lines), "utf-8")
        compare = shared.scorer("bench/attribution/score.py", "main")
        said = compare(shared.root / GOLD, file)
    return {
        "content covered to .3, precision": said["quotes@0.3"]["P"],
        "content covered to .3, recall": said["quotes@0.3"]["R"],
        "content covered to .3, F1": said["quotes@0.3"]["F"],
        "the same with the right speaker, F1": said["joint@0.3"]["F"],
        "content met by half (IoU .5), F1": said["iou@0.5"]["F"],
        "words inside any content, F1": said["token"]["F"],
        "rep: recall where the cue is a reporting verb": float(
            said["recall_iou_by_type"]["rep"].split()[0]
        ),
    }


def _quotes(ledger: Ledger) -> list[dict[str, Spans]]:
    """Statements in the form of the set's scorer.

    What goes on in quotation marks behind a cue ("..." she said. "...") is a statement of its own
    in the ledger, and here joined to the one before, as the set has it.
    """
    quotes: list[dict[str, Spans]] = []
    for one in ledger.statements:
        source, content = _pairs(one.source), _pairs(one.spans)
        goes_on = one.because["content"].rule == GOES_ON and bool(source)
        if goes_on and quotes and quotes[-1]["source"] == source:
            quotes[-1]["content"] += content
        else:
            quotes.append({"content": content, "source": source, "cue": _pairs(one.cue)})
    return quotes


def _pairs(spans: Iterable[Span] | None) -> Spans:
    """Spans as lists of two."""
    return [[span.start, span.end] for span in spans or ()]
