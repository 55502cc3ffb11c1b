"""What stands behind a number and gives it its unit: a measure, money, a noun, a predicate."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace

from crosswire.extract.figure import cardinal, ellipsis, noun, person, quake, unit
from crosswire.extract.figure.amount import Amount
from crosswire.extract.figure.bare import Bare
from crosswire.extract.figure.numeral import Form
from crosswire.extract.figure.scene import Scene, Tail
from crosswire.extract.figure.vocabulary import words
from crosswire.parse import Parse, Token

FEW = 20
"""The largest whole that is told only to say whose part is counted."""


def behind(scene: Scene) -> Tail | None:
    """The words behind a number, by the first rule that finds some, or None."""
    special = _BY_FORM.get(scene.amount.form)
    if special is not None:
        return special(scene)
    if scene.amount.currency is not None:
        return _price(scene)
    measure = _measure(scene, scene.edge)
    if measure is not None or scene.amount.form in ("article", "part"):
        return measure
    if _is_idle(scene):
        return None
    return quake.magnitude(scene) or quake.strength(scene) or _count(scene) or _bare(scene)


def _long(scene: Scene) -> Tail | None:
    """ "week-long": the unit is the word itself."""
    found = _measure(scene, scene.amount.span.start)
    ending = _LONG.match(scene.parse.text, scene.amount.span.end)
    if found is None or ending is None:
        return found
    return replace(found, end=ending.end(), last=_token_at(scene.parse, ending.end(), found.last))


_LONG = re.compile(r"s?[\s-]?long\b", re.IGNORECASE)


def _twice(scene: Scene) -> Tail:
    """ "twice as many"."""
    return Tail(scene.amount.span.end, scene.amount.last, "times", "measure", "times")


def _measure(scene: Scene, edge: int) -> Tail | None:
    """ "12km", "several tens of square miles", "40 million euros a year"."""
    text, amount = scene.parse.text, scene.amount
    if amount.form == "article":
        single = _SINGLE.match(text, edge)
        edge = single.end() if single else edge
    found = unit.after(text, edge, end=scene.end)
    if found is None and amount.form in ("vague", "part") and text.startswith(" of ", edge):
        found = unit.after(text, edge + 4, end=scene.end)
    if found is None or _is_no_unit(text, amount, found):
        return None
    if _is_weight(scene, found):
        found = unit.Unit(found.span, "kg", "pound")
    if _is_how_often(scene, found):
        found = unit.Unit(found.span, "time", "times")
    close = found.span.end
    if found.name == "":
        close = _with_rate(scene, close)
    rule = "money" if found.name == "" else "measure"
    return Tail(
        close,
        _token_at(scene.parse, close, amount.last),
        found.unit,
        rule,
        found.name,
        found.scale,
        witness=(found.span,),
    )


_SINGLE = re.compile(r"\s(?:single|full|whole)(?=\s)")
"""What may stand between an article and the unit that it counts."""


def _is_no_unit(text: str, amount: Amount, found: unit.Unit) -> bool:
    """Where a unit's word is another word: "one second thought", "one day they will"."""
    written = found.span.of(text)
    if written == "second" and text[found.span.start - 1] not in "-‐‑" and amount.form != "article":
        return amount.form != "digit" or amount.low != 1
    if len(written) == 1 and written.isalpha() and text[found.span.start - 1] == " ":
        return written.lower() not in ("m", "c", "f")
    return found.unit == "magnitude" and amount.low is not None and amount.low > 12


def _is_weight(scene: Scene, found: unit.Unit) -> bool:
    """ "80 pounds of explosives", "a 500-pound bomb", "weighed 150 pounds"."""
    text = scene.parse.text
    if found.span.of(text).lower() not in ("pound", "pounds"):
        return False
    if text[found.span.start - 1] in "-‐‑":
        return True
    if found.span.of(text).lower() == "pound" and scene.amount.low != 1:
        return True
    weighing = scene.parse.tokens[max(0, scene.ahead.first - 2) : scene.ahead.first]
    if any(token.lemma in ("weigh", "lose", "gain", "lift") for token in weighing):
        return True
    following = _OF_NOUN.match(text, found.span.end)
    return following is not None and following["noun"] not in words("figure_noun", "funds")


def _is_how_often(scene: Scene, found: unit.Unit) -> bool:
    """ "was warned three times", but "three times as many", "ten times the limit"."""
    if found.span.of(scene.parse.text).lower() != "times":
        return False
    at = _token_at(scene.parse, found.span.end, scene.amount.last)
    following = scene.parse.tokens[at] if at < scene.last else None
    if following is None:
        return True
    compared = following.lower in words("figure_noun", "multiplied")
    return not (compared or following.tag in ("JJR", "RBR", "PRP$", "DT"))


_OF_NOUN = re.compile(r"\sof\s(?P<noun>[a-z]+)")


def _price(scene: Scene) -> Tail:
    """ "$1.2bn", "US$40 million a year", "$110-a-share"."""
    mark = (scene.amount.currency or "").strip()
    code, edge = unit.currency(mark), scene.edge
    spelled = unit.after(scene.parse.text, edge, end=scene.end)
    if spelled is not None and spelled.name == "" and mark in ("$", "£"):
        code, edge = spelled.unit, spelled.span.end
    close = _with_rate(scene, edge)
    last = _token_at(scene.parse, close, scene.amount.last)
    return Tail(close, last, code, "money", witness=(scene.amount.span,))


def _with_rate(scene: Scene, edge: int) -> int:
    """Where an amount of money ends, with what it is paid for: "$82 per share"."""
    sentence = scene.parse.sentences[scene.parse.tokens[scene.amount.first].sentence]
    match = unit.rate(scene.parse.text, edge, end=sentence.span.end)
    return match.end() if match else edge


def _share(scene: Scene) -> Tail | None:
    """ "two-thirds of the fleet", "half the staff": in percent."""
    if scene.word_before in words("figure_noun", "ordinal"):
        return None
    amount = scene.amount
    counted = noun.counted(scene.parse, amount.last, scene.last, one=True)
    return Tail(amount.span.end, amount.last, "percent", "share", "percent", 100.0, counted)


def _zero(scene: Scene) -> Tail | None:
    """ "no casualties", "no one was hurt"."""
    edge = scene.amount.last
    for token in scene.parse.tokens[edge : min(scene.last, edge + 4)]:
        if token.lower in words("figure_noun", "casualty"):
            people = token.lower in words("figure_noun", "body") or person.is_person(token)
            named = "person" if people else noun.unit_of(scene.parse, token.index, token.index)
            counted = noun.Counted(edge, token.index + 1, token.index, named)
            return Tail(
                token.end, token.index + 1, named, "none_of", counted=counted, witness=(token.span,)
            )
    last = edge + 1 if scene.parse.tokens[min(edge, scene.last - 1)].lower == "one" else edge
    fate = ellipsis.fate_after(scene.parse, last, scene.last)
    if fate is None:
        return None
    end = scene.parse.tokens[last - 1].end
    return Tail(end, last, "person", "nobody", witness=(scene.parse.tokens[fate].span,))


_BY_FORM: Mapping[Form, Callable[[Scene], Tail | None]] = {
    "long": _long,
    "twice": _twice,
    "share": _share,
    "none": _zero,
}
"""How numbers are read that bring their own unit."""


def _count(scene: Scene) -> Tail | None:
    """ "14 drones", "dozens of the girls", "two-car"."""
    one = scene.amount.low == scene.amount.high and scene.amount.low in (0, 1)
    single = one or _is_large(scene.amount)
    counted = noun.counted(scene.parse, scene.at, scene.last, one=single)
    if counted is None or (one and not _counts_one(scene, counted)):
        return None
    head = scene.parse.tokens[counted.head]
    last, close = counted.last, scene.parse.tokens[counted.last - 1].end
    whole = _holds_a_name(scene, counted) or _is_of_few(scene, counted)
    if close > scene.end and not whole:
        last, close = scene.at, scene.edge
    measure = unit.named(head.lower)
    if measure is not None:
        return Tail(close, last, measure[0], "measure", measure[1], witness=(head.span,))
    rule = "counted_noun" if not counted.partitive else "part_of"
    return Tail(close, last, counted.unit, rule, counted=counted, witness=(head.span,))


def _is_idle(scene: Scene) -> bool:
    """ "three reasons", "the nineteen sixties": a noun whose number measures nothing."""
    counted = noun.counted(scene.parse, scene.at, scene.last)
    if counted is None:
        return False
    head = scene.parse.tokens[counted.head]
    idle = words("figure_noun", "abstract") | words("figure_noun", "decade")
    return bool({head.lemma, head.lower, person.singular(head.lower)} & idle)


def _is_of_few(scene: Scene, counted: noun.Counted) -> bool:
    """ "seven of the nine judges": the whole is a small one, which only tells whose part it is.

    Of people that is a body with seats; "six of the twelve dead" are two counts.
    """
    head = scene.parse.tokens[counted.head]
    people = counted.unit == "person" and not _sits(head)
    if not counted.partitive or people:
        return False
    inside = scene.parse.tokens[counted.first + 1 : counted.head]
    numbers = [token for token in inside if token.tag == "CD"]
    values = [cardinal.value_of(token.lower) for token in numbers]
    exact = not numbers or inside[max(0, numbers[0].index - inside[0].index - 1)].tag in _KNOWN
    return exact and len(values) == 1 and 0 < (values[0] or 0) <= FEW


def _sits(token: Token) -> bool:
    """Whether a noun stands for who has a seat: "judges", "members"."""
    return token.lemma in words("figure_noun", "seat") or person.is_office(token)


_KNOWN = frozenset(("DT", "PRP$", "POS"))
"""Tags of the words before the number of a whole that is known."""


def _holds_a_name(scene: Scene, counted: noun.Counted) -> bool:
    """ "six Mark 4 rifles": the number inside belongs to the name of a make."""
    inside = scene.parse.tokens[counted.first : counted.last]
    return any(
        token.tag == "CD" and scene.parse.tokens[token.index - 1].tag == "NNP"
        for token in inside[1:]
    )


def _counts_one(scene: Scene, counted: noun.Counted) -> bool:
    """Whether "one" counts: "one man was killed", but not "one man said" or "one of them"."""
    head = scene.parse.tokens[counted.head]
    if counted.partitive or scene.word_before in _NO_COUNT:
        return False
    if head.lower in words("figure_noun", "vague_one"):
        return False
    if head.tag in ("NNP", "NNPS") and counted.unit != "person":
        return False
    if _speaks(scene.parse, counted.head):
        return False
    if counted.unit == "person" or scene.hedged:
        return True
    return _is_enumerated(scene, counted)


_NO_COUNT = frozenset(("the", "no", "any", "every", "each", "number", "-", "which"))
"""Words before "one" that take its number away."""


def _speaks(parse: Parse, head: int) -> bool:
    """Whether a noun is the subject of a verb of saying."""
    token = parse.tokens[head]
    saying = parse.tokens[token.head].lemma in words("figure_noun", "saying")
    return token.dep == "nsubj" and saying


def _is_enumerated(scene: Scene, counted: noun.Counted) -> bool:
    """ "one collapse and three fires": beside another count."""
    near = scene.parse.tokens[max(0, scene.ahead.first - 6) : counted.last + 5]
    return any(
        token.tag == "CD" and token.sentence == scene.parse.tokens[counted.head].sentence
        for token in near
        if not scene.amount.first <= token.index < scene.amount.last
    )


def _bare(scene: Scene) -> Tail | None:
    """A number whose noun is left out: "over 200 wounded", "the toll to 11"."""
    amount, parse = scene.amount, scene.parse
    one = amount.low == amount.high and amount.low in (0, 1)
    if one and (amount.low == 0 or not _is_one_apart(scene)):
        return None
    bare = _stripped(scene)
    found = ellipsis.understood(parse, bare)
    if found is None:
        return None
    close = parse.tokens[bare.edge - 1].end if bare.edge > scene.at else scene.edge
    witness = tuple(parse.tokens[index].span for index in found.witness)
    return Tail(close, bare.edge, found.unit, found.rule, found.name, found.scale, witness=witness)


def _stripped(scene: Scene) -> Bare:
    """The number of a scene as one without a noun."""
    sentence = scene.parse.sentences[scene.parse.tokens[scene.amount.first].sentence]
    return Bare(
        opening=scene.ahead.first,
        first=scene.amount.first,
        last=scene.at,
        edge=ellipsis.others(scene.parse, scene.at, sentence.last),
        start=sentence.first,
        end=sentence.last,
        value=scene.amount.low,
        antecedent=scene.before.antecedent(sentence.index),
        measure=scene.before.in_sentence(sentence.index),
        latest=scene.before.unit,
        known=scene.before.known,
        hedged=scene.hedged or _is_rough(scene) or _is_known(scene),
        large=_is_large(scene.amount),
    )


def _is_one_apart(scene: Scene) -> bool:
    """ "one other", "one injured": counts where "one" alone is none."""
    if scene.at >= scene.last or scene.word_before in _NO_COUNT:
        return False
    other = scene.parse.tokens[scene.at].lower == "other"
    return other or ellipsis.fate_after(scene.parse, scene.at, scene.last) is not None


def _is_rough(scene: Scene) -> bool:
    """ "dozens", "a dozen": a number that is a rough count in itself."""
    text = scene.amount.span.of(scene.parse.text)
    return scene.amount.form == "vague" or text.lower().endswith("dozen")


def _is_known(scene: Scene) -> bool:
    """ "the 21 who came home": a number that points back to the same count."""
    return scene.word_before == "the" and scene.amount.low in scene.before.values


def _is_large(amount: Amount) -> bool:
    """Whether a number is written in millions or more."""
    spelled = amount.scale is not None or amount.form == "word"
    return spelled and amount.low is not None and amount.low >= 1e6


def _token_at(parse: Parse, end: int, last: int) -> int:
    """The token edge at character `end`, not before token edge `last`."""
    while last < len(parse.tokens) and parse.tokens[last].start < end:
        last += 1
    return last
