"""docs/evaluation.md: what was measured, as tables. It names no day and no machine."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Sequence
from pathlib import Path

from bench import dating
from bench.apart import Apart
from bench.result import MEASURES, POOLED, Measure, Result

ERROR_FILE = Path(__file__).with_name("error.toml")

HEAD = """\
# Evaluation

Written by `make bench`; not edited by hand. `make gate` refuses a change that pushes a figure below
its floor in `tests/floors.toml`.
"""

EVENTS = """\
## Annotated events

Ledgers of {count} events ({articles} articles), each read whole with its `meta.json`, against the
annotation of careful readers. F1, or the share of matched rows where it says so; where it says
"less is better", the share of pairs of figures that are wrongly held apart, or together. The two
events under "blind" are scored and have never been read by whoever works on the rules: the distance
between the two means is how much the rules lean on the events that were read. A dash: the event has
nothing of the kind to find.
"""

OWN = {
    "own events": """\
## Our own events

Ledgers of {count} invented events of other kinds, written and annotated for the project
(`tests/corpus`) by writers who had not seen the rules. They may be read, and the rules have been
held against them since: a second set for development, not a second blind one.
""",
    "closed events": """\
## Our own events, kept closed

Ledgers of {count} more, by the same kind of writers (`tests/closed`): scored, and not opened by
whoever works on the rules.
""",
}

APART = """\
## Events apart

Articles of other events put into an event's folder: the first two of the next event and all of the
demo's; under "alike" all those of another event of like kind. Recall is the share of their figures
that stay out of the questions which hold this event's figures; lost are pairs of figures that the
annotation joins, and the ledger joined before and does no more.
"""

DATING = """\
## Dating

All days of an event's articles but one taken away, each choice in turn, and inferred again: shares
of the hidden days that came out right, as a window that holds the day, as nothing, as a window
without it, as another day. Beside them the means over events, and two baselines: the one known day
copied, and the day that the page itself states.
"""

COST = """\
## Cost of reconciling

Reports of one event, made by recombining the demo's, parsed and reconciled in one run on one core.
"""

ERRORS = """\
## What it still gets wrong

Twenty kinds of error that say most about the rules, in words and sentences of our own, commonest
first. Beside each the part of the reading that it concerns, and how many it makes up of the
{over} rows that differed from the annotation of the events that may be read, counted by hand when
the list was written (the rarest stand for parts that would be missing). The example is read wrongly
now: it stands in a case that is expected to fail (`tests/cases`), so that this list is mended when
the rules are.

"""

RARE = """\
## Rare things, over all events as one

Too rare in one event to say anything; counted over the events together.
"""

SETS = """\
## Public sets
"""

CAPTIONS = {
    "wikiwars": "**WikiWars** (development half: 16 narratives of wars, 2,139 temporal "
    "expressions; genre: narrative). Percent. Best known on its held-out half: strict 85.6, "
    "relaxed 92.1, value 83.1 (HeidelTime).",
    "geovirus": "**GeoVirus** (229 reports, 2,170 place names with coordinates), each report "
    "read alone. F1 of exact spans, and the share of gold names that are found and resolved "
    "within 161 km. Beside it the baseline: the names of the language model, and the most populous "
    "place of that name in the same gazetteer.",
    "polnear": "**PolNeAR** (development part: 84 articles). Percent. `rep` is the recall on "
    "attributions whose cue is a reporting verb, content met by half (IoU .5). Half of its "
    "attributions are beliefs, attitudes and intentions that a ledger of statements does not hold.",
    "ecbplus": "**ECB+** (962 reports of 84 events, two look-alike events in each topic), by which "
    "story assignment finds events: B-cubed F1, with a threshold that was tuned on none of it. Its "
    "reports tell no days; those of the streams are made up (docs/decisions/assignment.md).",
}


def page(result: Result) -> str:
    """The whole page."""
    return "\n".join(
        [
            HEAD,
            _events(result),
            *(_own(result, group) for group in result.own),
            _rare(result),
            *([_apart(result)] if result.apart else ()),
            *([DATING + "\n" + dating.page(result.dating) + "\n"] if result.dating else ()),
            _sets(result),
            *([_cost(result)] if result.cost else ()),
            _errors(),
            _with(result),
        ]
    )


def _events(result: Result) -> str:
    """The table of all measures by event, with the means."""
    scopes = result.scopes()
    columns = [
        *((name, (name,)) for name in scopes["six read"]),
        ("**mean of six**", scopes["six read"]),
        *((f"{name} (blind)", (name,)) for name in scopes["two blind"]),
        ("**mean of blind**", scopes["two blind"]),
        ("**mean of all**", scopes["eight events"]),
    ]
    rows = [
        [_called(measure), *(_share(result.mean(names, measure)) for _, names in columns)]
        for measure in MEASURES
    ]
    intro = EVENTS.format(count=len(result.events), articles=result.articles)
    return intro + "\n" + _table(["measure", *(title for title, _ in columns)], rows)


def _own(result: Result, group: str) -> str:
    """The table of all measures by each of a group of the project's own events, with their mean."""
    names = tuple(result.own[group])
    columns = [*((name, (name,)) for name in names), (f"**mean of {len(names)}**", names)]
    rows = [
        [
            _called(measure),
            *(_share(result.mean_of_own(group, measure, of=of)) for _, of in columns),
        ]
        for measure in MEASURES
    ]
    intro = OWN[group].format(count=len(names))
    return intro + "\n" + _table(["measure", *(title for title, _ in columns)], rows)


def _called(measure: Measure) -> str:
    """A measure's name, and that it counts errors where it does."""
    return f"{measure.name} (less is better)" if measure.is_error else measure.name


def _rare(result: Result) -> str:
    """The table of what only means something over all events."""
    rows = []
    for measure in POOLED:
        for scope, names in result.scopes().items():
            pool = result.pooled(names, measure)
            counts = [f"{pool[key]:.0f}" for key in ("tp", "system", "gold")]
            rows.append([measure, scope, *(_share(pool[key]) for key in ("p", "r", "f1")), *counts])
    head = ["measure", "over", "precision", "recall", "F1", "right", "found", "in gold"]
    return RARE + "\n" + _table(head, rows)


def _apart(result: Result) -> str:
    """A table for each group of events into which articles of others were put."""
    head = ["event", "put in", "their figures", "kept out", "recall", "pairs joined", "pairs lost"]
    parts = [APART]
    for group, found in result.apart.items():
        rows = [_mixed(one.event, one.strangers, [one]) for one in found]
        parts += [f"**{group}**\n", _table(head, [*rows, _mixed("**all**", "", found)])]
    return "\n".join(parts)


def _mixed(event: str, strangers: str, found: Sequence[Apart]) -> list[str]:
    """A row about one event, or all of a group."""
    figures, kept = (sum(getattr(one, key) for one in found) for key in ("figures", "kept_out"))
    pairs, lost = (sum(getattr(one, key) for one in found) for key in ("pairs", "lost"))
    recall = _share(kept / figures if figures else None)
    return [event, strangers, str(figures), str(kept), recall, str(pairs), str(lost)]


def _cost(result: Result) -> str:
    """The table of what reconciling costs as an event grows."""
    least = result.cost[0].each
    rows = [
        [f"{one.reports:,}", f"{one.share:.1%}", f"{one.each / least:.1f}", f"{one.gigabytes:.1f}"]
        for one in result.cost
    ]
    head = ["reports", "of their parse", "time for each, that at ten being 1", "most memory, GB"]
    return COST + "\n" + _table(head, rows)


def _sets(result: Result) -> str:
    """A caption and a table for each public set."""
    parts = [SETS]
    for name, figures in result.sets.items():
        rows = [[measure, _number(value)] for measure, value in figures.items()]
        parts += [CAPTIONS[name] + "\n", _table(["measure", "figure"], rows)]
    return "\n".join(parts)


def _errors() -> str:
    """The list of what is read wrongly, by phenomenon."""
    table = tomllib.loads(ERROR_FILE.read_text("utf-8"))
    lines = [
        f"1. **{e['phenomenon']}** ({e['area']}, {e['seen']}): {e['wrong']}\n"
        f"   *{_on_one_line(e['example'])}*"
        for e in table["error"]
    ]
    return ERRORS.format(over=table["over"]) + "\n".join(lines) + "\n"


def _on_one_line(example: str) -> str:
    """An example, a stroke between its paragraphs."""
    return " / ".join(" ".join(paragraph.split()) for paragraph in example.split("\n\n"))


def _with(result: Result) -> str:
    """What the figures were measured with, and on."""
    rows = [[name, value] for name, value in result.versions().items()]
    return "## Measured with\n\n" + _table(["what", "which"], rows)


def _share(value: float | None) -> str:
    """A share of one, as tables in papers show it; a dash for what is not there."""
    return "-" if value is None else f"{value:.3f}".removeprefix("0")


def _number(value: float) -> str:
    """A share of one, or a percentage."""
    return _share(value) if value <= 1 else f"{value:.1f}"


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table in Markdown; all but the first column to the right."""
    lines = [head, ["---", *("---:" for _ in head[1:])], *rows]
    return "".join(f"| {' | '.join(cells)} |\n" for cells in lines)
