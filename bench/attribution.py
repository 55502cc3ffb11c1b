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
    """Statements in the form of the set's scorer."""
    return [
        {"content": _pairs(one.spans), "source": _pairs(one.source), "cue": _pairs(one.cue)}
        for one in ledger.statements
    ]


def _pairs(spans: Iterable[Span] | None) -> Spans:
    """Spans as lists of two."""
    return [[span.start, span.end] for span in spans or ()]
