"""One number read as a quantity: its hedges, its unit or noun, its bounds."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from crosswire.extract.figure import exclusion, hedge, noun, person, source, tail, unit
from crosswire.extract.figure.amount import Amount
from crosswire.extract.figure.bare import Measure
from crosswire.extract.figure.scene import Before, Scene, Tail
from crosswire.extract.figure.vocabulary import words
from crosswire.parse import Parse
from crosswire.row import Span
from crosswire.row.figure import Comparator

Rules = Mapping[str, tuple[str, tuple[Span, ...]]]


@dataclass(frozen=True, slots=True)
class Reading:
    """A quantity before it is joined with its neighbours and told what it measures.

    `name` is Pint's name of the unit as written ("" for counts and money); `first` and `last` are
    the tokens of the expression, `noun` the counted noun, if any.
    """

    span: Span
    low: float | None
    high: float | None
    unit: str | None
    name: str
    comparator: Comparator
    first: int
    last: int
    head: int
    amount: Amount
    noun: noun.Counted | None = None
    rules: Rules = field(default_factory=dict, hash=False)

    @property
    def is_money(self) -> bool:
        """Whether it is a sum of money."""
        return self.rules["unit"][0] == "money"


def then(before: Before, parse: Parse, reading: Reading) -> Before:
    """What was read before the next number, once `reading` is read too."""
    floor = max(reading.amount.last, min(reading.last, reading.amount.last + noun.LONGEST))
    sentence = parse.tokens[reading.amount.first].sentence
    rule = reading.rules["unit"][0]
    measure = Measure(reading.unit, reading.name, rule, sentence, _scale(reading))
    aside = parse.text[reading.span.start - 1 : reading.span.start] == "("
    if reading.name or reading.is_money:
        return replace(before, floor=floor, measure=before.measure if aside else measure)
    value = reading.amount.low
    values = before.values if value is None else before.values | {value}
    known = (*before.known, (value, reading.unit))
    return Before(floor, reading.unit, sentence, values, measure, known)


def _scale(reading: Reading) -> float:
    """A hundredth where money was told in cents, else one."""
    told, value = reading.amount.low, reading.low if reading.low is not None else reading.high
    if not (reading.is_money and told and value is not None):
        return 1.0
    return 0.01 if value < told / 2 else 1.0


def read(
    parse: Parse, amount: Amount, *, before: Before, ceiling: int, taken: Sequence[Span]
) -> Reading | None:
    """The quantity that a number stands for, or None where it measures nothing.

    `before` is what was read up to it; no word from character `ceiling` on belongs to it.
    """
    sentence = parse.sentences[parse.tokens[amount.first].sentence]
    floor = max(before.floor, sentence.first)
    if amount.first < before.floor:
        return None
    start = amount.first - 1 if _opens_range(parse, amount, floor) else amount.first
    scene = Scene(
        parse,
        amount,
        ahead=hedge.Hedge(start, start, "exactly")
        if hedge.is_compared(parse, amount.span, start)
        else hedge.before(parse, start, floor),
        behind=_behind(parse, amount, sentence.last),
        before=before,
        end=min(ceiling, sentence.span.end),
    )
    found = tail.behind(scene)
    if found is None or _measures_nothing(scene, found, taken):
        return None
    return _assemble(scene, found)


def _behind(parse: Parse, amount: Amount, ceiling: int) -> hedge.Hedge:
    """The hedge behind a number, unless its unit is glued to it: "15pc plus"."""
    glued = parse.tokens[amount.last - 1].end > amount.span.end
    at = amount.last
    return hedge.Hedge(at, at, "exactly") if glued else hedge.after(parse, at, ceiling)


def _measures_nothing(scene: Scene, found: Tail, taken: Sequence[Span]) -> bool:
    """Whether the number is an age, a date, a name, or only points back."""
    rule = exclusion.excluded(
        scene.parse,
        scene.amount,
        exclusion.Held(
            hedged=scene.ahead.comparator != "exactly",
            measured=found.is_measure or found.rule == "vote",
            person=found.unit == "person" and found.counted is not None,
        ),
        taken,
    )
    if rule is not None or _dates(scene, found) or _points_back(scene, found):
        return True
    counted = None if scene.ahead.spans else found.counted
    return counted is not None and source.is_source(scene.parse, counted, scene.amount.low)


def _opens_range(parse: Parse, amount: Amount, floor: int) -> bool:
    """Whether "between" or "from" opens a range: "between 12 and 15"."""
    before = parse.tokens[amount.first - 1].lower if amount.first > floor else ""
    return amount.kind == "range" and before in ("between", "from")


def _dates(scene: Scene, found: Tail) -> bool:
    """Whether a duration tells when, not how long."""
    if found.unit not in unit.DIMENSIONS_OF_TIME or found.rule != "measure":
        return False
    amount = scene.amount
    if (amount.form == "article" or amount.span.of(scene.parse.text) == "one") and not _lasts(
        scene
    ):
        return True
    return exclusion.is_window(scene.parse, scene.ahead.first, amount, found.last)


def _lasts(scene: Scene) -> bool:
    """Whether "a week" is a length of time: "for a week", "after a week of", "at least a week"."""
    tokens, first = scene.parse.tokens, scene.ahead.first
    if scene.hedged:
        return True
    before = tokens[first - 1].lower if first else ""
    at = scene.amount.last + 1
    after, further = ([*(token.lower for token in tokens[at : at + 2]), "", ""])[:2]
    if before in words("figure_noun", "lasting"):
        return True
    if after == "of" and further in words("figure_noun", "observance"):
        return False
    return after in ("of", "after") and before not in ("once", "twice", "times", "in", "on")


def _points_back(scene: Scene, found: Tail) -> bool:
    """ "the two companies", "these three": a small number that only repeats what is known."""
    amount, before = scene.amount, scene.word_before
    if scene.hedged or found.is_measure or amount.form != "word" or amount.low is None:
        return False
    if before in ("these", "those", "both"):
        return True
    if before not in words("figure_noun", "anaphoric") or amount.low > 2:
        return False
    return not _tells(scene, found)


def _tells(scene: Scene, found: Tail) -> bool:
    """Whether a count of two is more than a pointer: "the two girls", but not "the two leaders"."""
    counted = found.counted
    if counted is None or found.unit != "person":
        return counted is not None and counted.attached
    phrase = scene.parse.tokens[scene.amount.last : counted.last]
    return not any(token.tag == "JJS" or person.is_office(token) for token in phrase)


def _assemble(scene: Scene, found: Tail) -> Reading:
    """The reading of a number from its parts."""
    amount, ahead, behind = scene.amount, scene.ahead, scene.behind
    first = min(ahead.first, amount.first if found.start is None else found.start)
    comparator = _comparator(amount, _told(scene, found), behind)
    low, high = bounds(_in_unit(amount.low, found), _in_unit(amount.high, found), comparator)
    return Reading(
        span=Span(_start(scene.parse, first, amount), max(found.end, scene.edge)),
        low=low,
        high=high,
        unit=found.unit,
        name=found.name,
        comparator=comparator,
        first=first,
        last=max(found.last, scene.at),
        head=_head(found, amount),
        amount=amount,
        noun=found.counted,
        rules={
            "low": (amount.kind or amount.form, (amount.span,)),
            "high": (amount.kind or amount.form, (amount.span,)),
            "unit": (found.rule, found.witness),
            "comparator": (comparator.replace(" ", "_"), (*ahead.spans, *behind.spans)),
        },
    )


def _told(scene: Scene, found: Tail) -> hedge.Hedge:
    """The hedge ahead; but "within 3km of the plant" is a zone, and no bound."""
    ahead = scene.ahead
    within = [span.of(scene.parse.text).lower() for span in ahead.spans] == ["within"]
    if within and _OF_WHAT.match(scene.parse.text, found.end):
        return hedge.Hedge(ahead.first, ahead.last, "exactly")
    return ahead


_OF_WHAT = re.compile(r"\s?(?:\([^()]{1,30}\)\s?)?of\b")


def _head(found: Tail, amount: Amount) -> int:
    """The token on which the grammar hangs: the noun, or the number itself before "of the"."""
    if found.counted is None or found.counted.partitive:
        return amount.first
    return found.counted.head


def _start(parse: Parse, first: int, amount: Amount) -> int:
    """Where the expression begins: inside a token where the number does ("($40")."""
    return parse.tokens[first].start if first < amount.first else amount.span.start


def _comparator(amount: Amount, ahead: hedge.Hedge, behind: hedge.Hedge) -> Comparator:
    """The class of the whole: the bound that a hedge sets, else what the number itself says."""
    if amount.kind == "range":
        return "range"
    hedges = [part.comparator for part in (ahead, behind) if part.comparator != "exactly"]
    bounding = [kind for kind in hedges if kind != "about"]
    if amount.form in ("vague", "boundless"):
        upper = [kind for kind in bounding if kind in ("up to", "at most", "less than")]
        return upper[0] if upper else "vague"
    found = bounding or hedges
    return found[0] if found else "exactly"


def bounds(
    low: float | None, high: float | None, comparator: Comparator
) -> tuple[float | None, float | None]:
    """The bounds that a comparator leaves: "more than 100" is 100 and none."""
    if comparator in ("at least", "more than", "vague"):
        return low, None
    if comparator in ("at most", "up to", "less than"):
        return None, high
    return low, high


def _in_unit(value: float | None, found: Tail) -> float | None:
    """A value in the ledger's unit."""
    if value is None:
        return None
    scaled = value * found.scale
    if found.name in ("", "magnitude", "times") or found.unit is None or found.rule == "share":
        return unit.tidy(scaled)
    return unit.convert(scaled, name=found.name, unit=found.unit)
