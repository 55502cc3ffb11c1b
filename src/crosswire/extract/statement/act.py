"""What a source does by its words: assert, deny, intend or judge.

The cue's frame gives a first answer; a plain "said" leaves it to the words that were said: "we will
rebuild" is an intention, "it was a disgrace" a judgement.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from crosswire.extract.statement import denial, intention, judgement, source
from crosswire.extract.statement.clause import Clause, clauses
from crosswire.extract.statement.evaluation import words
from crosswire.extract.statement.quotation import Quotation
from crosswire.extract.statement.scene import Draft
from crosswire.extract.statement.speaker import Speaker
from crosswire.extract.statement.subject import Voice
from crosswire.parse import Parse, Token
from crosswire.row import Act

OPEN = frozenset(
    {"clause", "same speaker", "according to", "quoted as saying", "headline", "post", "as said"}
)
"""Rules whose cue leaves the act to the content."""


@dataclass(frozen=True, slots=True)
class Finding:
    """An answer with the rule that gave it and the words that the rule looked at."""

    rule: str
    words: tuple[int, ...] = ()


def act(
    parse: Parse, draft: Draft, speaker: Speaker, quotations: Sequence[Quotation]
) -> tuple[Act, Finding]:
    """What a source does by the words of a draft, and why."""
    cue = tuple(range(*draft.cue[0])) if draft.cue else ()
    framed = Finding(f"frame: {draft.rule}", cue)
    if draft.rule == "noun" and draft.act == "asserts":
        return _rejected(parse, draft) or (draft.act, framed)
    content = [parse.tokens[i] for first, last in draft.parts for i in range(first, last)]
    if draft.rule == "object" and draft.act == "intends":
        return _felt(content) or (draft.act, framed)
    if draft.rule not in OPEN:
        return draft.act, framed
    asked = judgement.asks(parse, content)
    if asked:
        return "evaluates", Finding("the source asks", asked)
    if draft.act != "asserts":
        return _demanded(parse, draft, speaker, content) or (draft.act, framed)
    return _by_words(parse, draft, speaker, content, quotations) or (
        "asserts",
        framed,
    )


def _demanded(
    parse: Parse, draft: Draft, speaker: Speaker, content: Sequence[Token]
) -> tuple[Act, Finding] | None:
    """The intention of one who argues that something must be done."""
    first = next(clauses(parse, content), None)
    if draft.act != "evaluates" or first is None:
        return None
    must = intention.required(parse, speaker.kind, first)
    return None if must is None else ("intends", Finding("the source demands it", (must,)))


def _by_words(
    parse: Parse,
    draft: Draft,
    speaker: Speaker,
    content: Sequence[Token],
    quotations: Sequence[Quotation],
) -> tuple[Act, Finding] | None:
    """The act that the words of a content show, or None where they only tell."""
    found = tuple(clauses(parse, content))
    rejecting = denial.rejects(parse, content, found)
    if rejecting:
        return "denies", Finding("the source says that it is not so", rejecting)
    foretold = _foretold(parse, draft, found)
    if foretold is not None:
        return foretold
    cue = frozenset(parse.tokens[i].lemma for first, last in draft.cue for i in range(first, last))
    put = denial.put_to_him(parse, speaker.kind, cue, found[0]) if found else None
    if put is not None:
        return "denies", Finding("the source says that there was no such thing", (put,))
    named = None if draft.source is None else parse.tokens[draft.source.head]
    voice = Voice(named, _naming(parse, draft), speaker.kind, _in_quotes(draft, quotations))
    admits = bool(cue & words("admission", "verbs"))
    for act_, rule, test in _TESTS[1:] if admits else _TESTS:
        each = tuple(test(parse, voice, clause) for clause in found)
        told = any(
            judgement.counted(parse, clause)
            for clause, hit in zip(found, each, strict=True)
            if hit is None
        )
        shown = _mostly(each, half=act_ == "intends" or (voice.direct and not told))
        if shown:
            return act_, Finding(rule, shown)
    return None


def _foretold(parse: Parse, draft: Draft, found: Sequence[Clause]) -> tuple[Act, Finding] | None:
    """The act of a cue that looks ahead, where the content does too: "warned it would rise",
    "announced that the state would pay"."""
    if not draft.cue or not found:
        return None
    lemmas = {token.lemma for token in parse.tokens[draft.cue[0][0] : draft.cue[0][1]]}
    future = found[0].future
    if future is not None and lemmas & words("foreboding", "verbs"):
        return "evaluates", Finding("the source warns of what will be", (future,))
    for lemma in sorted(lemmas):
        decided = intention.announced(found[0], verb=lemma)
        if decided is not None:
            return "intends", Finding("the source announces what will be done", (decided,))
    return None


def _mostly(found: Sequence[int | None], *, half: bool) -> tuple[int, ...]:
    """The words found, where more than half of the clauses have one, or `half` is enough.

    It is for direct speech, which is quoted for what the speaker makes of a thing, unless the
    other half counts something.
    """
    words_found = tuple(index for index in found if index is not None)
    shown = 2 * len(words_found) - len(found)
    return words_found if shown > 0 or (half and shown == 0) else ()


def _felt(content: Sequence[Token]) -> tuple[Act, Finding] | None:
    """The feeling of one who offers it: "offered their condolences"."""
    nouns = [token for token in content if token.pos == "NOUN"][:1]
    if nouns and nouns[0].lemma in words("anybody", "feeling"):
        return "evaluates", Finding("the source offers a feeling", (nouns[0].index,))
    return None


def _naming(parse: Parse, draft: Draft) -> frozenset[str]:
    """The words that name the source, in small letters."""
    if draft.source is None:
        return frozenset()
    return frozenset(t.lower for t in parse.tokens[draft.source.first : draft.source.last])


def _in_quotes(draft: Draft, quotations: Sequence[Quotation]) -> bool:
    """Whether the first part of a content stands in quotation marks as a whole, marks or not."""
    first, last = draft.parts[0]
    return any(one.first - 1 <= first and last <= one.last + 1 for one in quotations)


def _rejected(parse: Parse, draft: Draft) -> tuple[Act, Finding] | None:
    """The denial of what somebody else claims: "dismissed as fantasy a report that S"."""
    noun = parse.tokens[draft.head]
    above = parse.tokens[noun.head]
    own = source.own_subject(parse, above.index)
    rejecting = (
        noun.dep in {"dobj", "oprd"}
        and above.lemma in denial.rejecting()
        and draft.source is not None
        and own == draft.source.head
    )
    return ("denies", Finding("what is said is rejected", (above.index,))) if rejecting else None


_Test = Callable[[Parse, Voice, Clause], int | None]

_TESTS: Sequence[tuple[Act, str, _Test]] = (
    ("denies", "the source negates an act of its own", denial.of_himself),
    ("intends", "the source tells what will be done", intention.intends),
    ("evaluates", "the source judges or expects", judgement.judges),
)
"""What the clauses of a content are tried for, in this order."""
