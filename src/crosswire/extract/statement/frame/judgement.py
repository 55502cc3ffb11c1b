"""X accused Y of Z; X described Y as Z; X called Y Z; X denied NP."""

from __future__ import annotations

from collections.abc import Iterator

from crosswire.extract.mention.reference import Reference
from crosswire.extract.statement import extent, source
from crosswire.extract.statement.cue import Cue, finite
from crosswire.extract.statement.frame.group import each
from crosswire.extract.statement.frame.utterance import told
from crosswire.extract.statement.scene import Draft, Scene
from crosswire.row import Act

_CHARGE = {"accuse": {"of"}, "suspect": {"of"}, "charge": {"with"}, "blame": {"for", "on"}}
"""The prepositions by which a charge is brought."""

_ANSWERABLE = frozenset({"responsibility", "credit", "victory"})
_SUITS = frozenset({"lawsuit", "suit", "complaint", "petition", "action", "claim", "motion"})
"""Texts that ask something of a court: "the suit seeks nine million"."""

_PROMISED = frozenset({"promise", "pledge", "vow", "demand", "announce", "order"})
_SELF = frozenset({"itself", "himself", "herself", "themselves"})
"""Who calls himself something only gives his name."""

_NEAR = 6
"""How far behind "at" its number may stand: "at well over nine million"."""

_REJECTING = frozenset({"reject", "dismiss"})
_NO_COMPLEMENT = frozenset({"for", "on", "upon", "that", ",", ":", "to"})


def accusation(scene: Scene, cue: Cue) -> Iterator[Draft]:
    """A charge against somebody: "Villagers accused the mine of poisoning the well."."""
    act = scene.lexicon.of.get(cue.lemma)
    objects = scene.children(cue.head, "dobj", "obj")
    if act is None or cue.passive or not objects:
        return
    charges = [c for c in _behind(scene, cue) if scene.lower(c) in _CHARGE[cue.lemma]]
    if charges or cue.lemma == "blame":
        yield from _all_behind(scene, cue, act, "accusation")


def estimate(scene: Scene, cue: Cue) -> Iterator[Draft]:
    """An amount that somebody names: "The insurer put the loss at nine million."."""
    act = scene.lexicon.at.get(cue.lemma)
    if act is None or cue.passive or not scene.children(cue.head, "dobj", "obj"):
        return
    if not finite(scene.parse, cue) and scene.token(cue.head).tag != "VBG":
        return
    _, last = scene.reach(cue.head)
    at = [c for c in range(cue.last, last) if scene.lower(c) == "at" and scene.quoted[c] < 0]
    if any(scene.token(i).pos == "NUM" for c in at for i in range(c, min(last, c + _NEAR))):
        yield from _all_behind(scene, cue, act, "estimate")


def judgement(scene: Scene, cue: Cue) -> Iterator[Draft]:
    """A judgement of something: "Critics described the plan as reckless"; "He called it theft"."""
    if cue.passive:
        return
    act = scene.lexicon.as_.get(cue.lemma)
    if act is not None and _has_as(scene, cue):
        act = "denies" if _rejects_words(scene, cue) else act
        yield from _all_behind(scene, cue, act, "judgement")
        return
    act = scene.lexicon.complement.get(cue.lemma)
    if act is None or scene.lower(cue.last) in _NO_COMPLEMENT | _SELF:
        return
    predicate = scene.children(cue.head, "oprd", "ccomp", "xcomp", "acomp")
    named = any(c >= cue.last and scene.infinitive(c) is None for c in predicate)
    if named or _quoted_label(scene, cue):
        untrue = _of_words(scene, cue) and _called_untrue(scene, cue)
        yield from _all_behind(scene, cue, "denies" if untrue else act, "judgement")


def _has_as(scene: Scene, cue: Cue) -> bool:
    """Whether an "as" with the verdict follows a verb, also where the parse hangs it lower."""
    last = scene.reach(cue.head)[1]
    return any(scene.lower(c) == "as" for c in _behind(scene, cue)) or any(
        scene.verdict_as(i) for i in range(cue.last, last)
    )


def foresight(scene: Scene, cue: Cue) -> Iterator[Draft]:
    """An expectation in a participle or a number: "Analysts see prices falling to 70 dollars"."""
    heads = [ref.head for ref in scene.sources(cue)]
    if cue.lemma != "see" or scene.token(cue.head).tag not in {"VBZ", "VBP"} or cue.passive:
        return
    if any(scene.token(h).pos == "PRON" or scene.token(h).label == "PERSON" for h in heads):
        return
    below = scene.children(cue.head, "ccomp", "xcomp", "dobj")
    moving = [
        c for c in below for g in (c, *scene.children(c, "acl")) if scene.token(g).tag == "VBG"
    ]
    measured = [c for c in scene.children(cue.head, "dobj") if _of_a_number(scene, c)]
    if any(c >= cue.last for c in (*moving, *measured)):
        yield from _all_behind(scene, cue, "evaluates", "foresight")


def _of_a_number(scene: Scene, noun: int) -> bool:
    """Whether a noun is measured behind "of": "costs of 35 million pounds"."""
    of = [c for c in scene.children(noun, "prep") if scene.lower(c) == "of"]
    return any(scene.token(i).pos == "NUM" for c in of for i in range(c, scene.reach(c)[1]))


def _rejects_words(scene: Scene, cue: Cue) -> bool:
    """Whether what somebody else said is rejected: "dismissed the claim as nonsense"."""
    return _of_words(scene, cue) and (cue.lemma in _REJECTING or _called_untrue(scene, cue))


def _of_words(scene: Scene, cue: Cue) -> bool:
    """Whether the object of a judgement is what somebody else said: "the claim", "a report"."""
    words = scene.lexicon.noun.keys() | scene.lexicon.rejected
    first = cue.last
    objects = scene.children(cue.head, "dobj", "obj")
    objects += [c for c in scene.children(cue.head, "ccomp") if scene.token(c).pos == "NOUN"]
    subjects = [g for c in scene.children(cue.head, "ccomp") for g in scene.children(c, "nsubj")]
    return any(c >= first and scene.token(c).lemma in words for c in objects + subjects)


def _called_untrue(scene: Scene, cue: Cue) -> bool:
    """Whether a judgement says that something is not true: "a lie", "baseless"."""
    _, high = scene.window(cue.head)
    return any(scene.lower(i) in scene.lexicon.untrue for i in range(cue.last, high))


def _quoted_label(scene: Scene, cue: Cue) -> bool:
    """Whether a quotation follows the object of a verb: branded the plan 'a farce'."""
    for child in scene.children(cue.head, "dobj", "obj"):
        if child >= cue.last and scene.quoted[child] < 0 and child + 1 < scene.unit.last:
            return scene.quoted[child + 1] >= 0
    return False


def _behind(scene: Scene, cue: Cue) -> Iterator[int]:
    """The words that hang on a verb or on its object, behind the verb."""
    for child in scene.parse.children[cue.head]:
        if child >= cue.last:
            yield child
            if scene.token(child).dep in {"dobj", "obj"}:
                yield from scene.parse.children[child]


def _all_behind(scene: Scene, cue: Cue, act: Act, rule: str) -> Iterator[Draft]:
    """All that stands behind a verb as its content."""
    sources = scene.able(cue)
    if not sources or cue.negated or not told(scene, cue):
        return
    start = cue.last
    end = extent.behind(scene, cue, start)
    if start < end:
        draft = Draft(((start, end),), ((cue.first, cue.last),), None, act, rule, cue.head)
        yield from each(draft, sources)


def object_of_saying(scene: Scene, cue: Cue) -> Iterator[Draft]:
    """A verb of saying with a noun for what is said: "The firm confirmed the layoffs."."""
    act = scene.lexicon.object.get(cue.lemma)
    open_ = cue.lemma == "rule-out"
    if act is None or cue.passive or (cue.negated and not open_) or not told(scene, cue):
        return
    if not finite(scene.parse, cue) and scene.text(cue.first - 1) != ",":
        return
    child = _object(scene, cue, act)
    sources = scene.able(cue)
    if child is None and sources:
        yield from _fronted(scene, cue, act, sources)
    if child is None or not sources:
        return
    claimed = claimed_clause(scene, child)
    start = claimed if claimed is not None else max(cue.last, scene.reach(child)[0])
    end = min(scene.reach(child)[1], extent.behind(scene, cue, start))
    if scene.quoted[end - 1] >= 0 or act in {"evaluates", "intends"}:
        end = extent.behind(scene, cue, start)
    if start < end:
        draft = Draft(((start, end),), ((cue.first, cue.last),), None, act, "object", cue.head)
        yield from each(draft, sources)


def _fronted(scene: Scene, cue: Cue, act: Act, sources: tuple[Reference, ...]) -> Iterator[Draft]:
    """What a relative clause says somebody promised, or which number he gave: "the reform he had
    promised"; "the 40 tons that the mill announced"."""
    noun = scene.above(cue.head)
    own = source.own_subject(scene.parse, cue.head)
    if scene.token(cue.head).dep != "relcl" or own is None or own < noun.index:
        return
    first = scene.reach(noun.index)[0]
    pronoun = scene.reach(cue.head)[0]
    counts = any(scene.token(i).pos == "NUM" for i in range(first, noun.index + 1))
    objective = scene.token(own).tag not in {"WP", "WDT"} and pronoun > noun.index
    behind = [c for c in scene.children(cue.head, "dobj", "ccomp", "xcomp") if c >= cue.last]
    if objective and (counts or cue.lemma in _PROMISED) and not behind:
        part = (first, pronoun)
        draft = Draft((part,), ((cue.first, cue.last),), None, act, "fronted", cue.head)
        yield from each(draft, sources)


def _object(scene: Scene, cue: Cue, act: Act) -> int | None:
    """The object of a verb of saying, if it says something of what was said."""
    _, high = scene.window(cue.head)
    for child in scene.children(cue.head, "dobj", "obj", "xcomp", "pcomp", "ccomp", "advcl"):
        apart = scene.token(child).dep == "advcl" and child != cue.last
        if cue.last <= child < high and scene.infinitive(child) is None and not apart:
            tells = claimed_clause(scene, child) is not None or _tells(scene, cue, child, act)
            return child if tells and _fits(scene, cue, child) else None
    return None


def _tells(scene: Scene, cue: Cue, noun: int, act: Act) -> bool:
    """Whether a noun without a clause tells what was said: not "it", nor "a statement".

    What is rejected or dismissed must be words ("the claim"), not an offer or a minister.
    """
    token = scene.token(noun)
    if token.pos == "PRON" and not scene.children(noun, "relcl", "acl", "prep"):
        return False
    if cue.lemma in _REJECTING:
        return token.lemma in scene.lexicon.noun.keys() | scene.lexicon.rejected
    return act != "asserts" or token.lemma not in scene.lexicon.empty


def _fits(scene: Scene, cue: Cue, noun: int) -> bool:
    """Whether a verb can say its object: "claimed 900 marchers", "pledged nine million".

    Not so a source that is cited, a plan whose infinitive is read for itself, or lives that a flood
    claims.
    """
    planned = scene.token(noun).lemma in scene.lexicon.noun_to and any(
        scene.infinitive(c) is not None for c in scene.children(noun, "acl", "relcl")
    )
    match cue.lemma:
        case "claim":
            answers = scene.token(noun).lemma in _ANSWERABLE
            return answers or _claims_a_number(scene, cue, noun)
        case "seek":
            return any(scene.token(ref.head).lemma in _SUITS for ref in scene.sources(cue))
        case "cite":
            return not source.can_speak(scene.parse, noun, scene.lexicon)
        case "count" | "tally" | "agree":
            return _counts(scene, noun)
        case "pledge" | "promise":
            return _counts(scene, noun) or scene.token(noun).lemma in scene.lexicon.promised
        case _:
            return not planned


def _claims_a_number(scene: Scene, cue: Cue, noun: int) -> bool:
    """Whether somebody claims a number, as a union does of marchers; a flood claims lives."""
    heads = [ref.head for ref in scene.sources(cue)]
    return (
        scene.token(noun).lemma != "life"
        and _counts(scene, noun)
        and all(source.can_speak(scene.parse, head, scene.lexicon) for head in heads)
    )


def _counts(scene: Scene, noun: int) -> bool:
    """Whether a noun phrase gives a number."""
    first, last = scene.reach(noun)
    return any(scene.token(i).pos == "NUM" for i in range(first, last))


def speaking_of(scene: Scene, cue: Cue) -> Iterator[Draft]:
    """A thing that somebody speaks of: "The coast guard spoke of forty dead."."""
    act = scene.lexicon.speaking_of.get(cue.lemma)
    sources = scene.able(cue)
    if act is None or cue.passive or cue.negated or not sources or not told(scene, cue):
        return
    of = _about(scene, cue)
    if of is not None:
        start = of + 1
        ends = extent.behind(scene, cue, start) if finite(scene.parse, cue) else scene.reach(of)[1]
        draft = Draft(((start, ends),), ((cue.first, start),), None, act, "speaking of", cue.head)
        yield from each(draft, sources)


def _about(scene: Scene, cue: Cue) -> int | None:
    """The preposition behind a verb that takes what is spoken of, past a day: "spoke on Monday of
    forty dead"; "insists on 18"."""
    word = "on" if cue.lemma == "insist" else "of"
    for index in range(cue.last, min(cue.last + _NEAR, scene.window(cue.head)[1] - 1)):
        if scene.lower(index) == word:
            return index
        if scene.token(index).pos != "ADP" and scene.token(index).label not in {"DATE", "TIME"}:
            return None
    return None


def claimed_clause(scene: Scene, noun: int) -> int | None:
    """Where the clause begins inside "reports that S", or None."""
    if scene.token(noun).pos != "NOUN":
        return None
    for child in scene.children(noun, "acl", "ccomp", "relcl"):
        for mark in scene.children(child, "mark"):
            if scene.lower(mark) == "that":
                return mark + 1
    return None
