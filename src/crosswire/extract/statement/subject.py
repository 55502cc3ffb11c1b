"""Of whom a clause speaks: of the speaker himself, of what is his, of somebody else."""

from __future__ import annotations

from dataclasses import dataclass

from crosswire.extract.mention.vocabulary import vocabulary
from crosswire.extract.statement.clause import below
from crosswire.extract.statement.speaker import Kind, bodies
from crosswire.parse import Parse, Token

FIRST = frozenset({"i", "we"})
_PLURAL = frozenset({"they", "we", "both", "all", "some", "many", "several", "others", "most"})
_THIRD = frozenset({"he", "she", "it", "they"})
_FIRMS = frozenset(
    {"owner", "buyer", "seller", "bidder", "partner", "investor", "landlord", "leader", "member"}
)
_OWNER = {"its": "it", "his": "he", "her": "she", "their": "they"}
_THE = frozenset({"the", "its", "his", "her", "their", "our", "my", "this"})


@dataclass(frozen=True, slots=True)
class Voice:
    """Who speaks, as far as a clause can show that it speaks of him.

    `source` is the head of the words that name him, `named` all of them in small letters, `kind`
    what they show him to be. In `direct` speech "he" is somebody else.
    """

    source: Token | None
    named: frozenset[str]
    kind: Kind
    direct: bool


def own(parse: Parse, voice: Voice, subject: Token) -> bool:
    """Whether the subject of what was said is the one who says it, or his own: "we", "our crews",
    or "it" and "its board" in "the firm said it would pay"."""
    mine = [token for token in below(parse, subject.index) if token.tag == "PRP$"]
    if subject.lower in FIRST or any(token.lower in {"our", "my"} for token in mine):
        return True
    if voice.source is None or (voice.direct and (mine or subject.pos == "PRON")):
        return False
    if subject.lower in _THIRD:
        return _may_stand_for(parse, subject.lower, voice.source)
    if subject.text[:1].isupper() and _speaks_for(voice, subject):
        return True
    if mine:
        return mine[0].lower in _OWNER and _may_stand_for(
            parse, _OWNER[mine[0].lower], voice.source
        )
    return subject.lemma == voice.source.lemma and subject.pos != "PRON"


def his_body(parse: Parse, voice: Voice, subject: Token) -> bool:
    """Whether the subject is the body that a speaker answers for: a director's "the company"."""
    if voice.kind != "official" or subject.lemma not in bodies():
        return False
    return any(token.lower in _THE for token in below(parse, subject.index))


def _speaks_for(voice: Voice, name: Token) -> bool:
    """Whether a source is named by whom he speaks for: "Tehran is ready, its minister said", "Lume
    will pay, said Lume director Ana Ruiz"."""
    its = voice.named & {"its", "their"} and name.label in {"GPE", "ORG", "NORP"}
    return bool(its) or name.lower in voice.named


def _may_stand_for(parse: Parse, pronoun: str, source: Token) -> bool:
    """Whether a pronoun may stand for the source: "it" for nobody, "he" for no company."""
    plural = source.tag in {"NNS", "NNPS"} or source.lower in _PLURAL
    person = _is_person(source)
    if pronoun == "they":
        return plural or not person
    if pronoun == "it":
        return not plural and not person
    body = source.label in {"ORG", "GPE", "NORP"} and any(
        t.lower == "the" for t in below(parse, source.index)
    )
    return not plural and (person or not (body or vocabulary().body_noun(source.lemma)))


def _is_person(source: Token) -> bool:
    """Whether the head of a source shows one human being; a "buyer" may be a firm."""
    if source.label == "PERSON" or source.lower in {"he", "she", "i"}:
        return True
    return vocabulary().person_noun(source.lemma) and source.lemma not in _FIRMS
