"""A unit of text as the frames see it: its words, cues, quotations and who shares a source."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from crosswire.extract.mention.reference import Reference
from crosswire.extract.statement import source
from crosswire.extract.statement.cue import TENSED, Cue, finite, modal, tense
from crosswire.extract.statement.lexicon import Lexicon
from crosswire.extract.statement.quotation import Quotation
from crosswire.extract.statement.unit import Unit
from crosswire.parse import Parse, Token
from crosswire.row import Act

Range = tuple[int, int]
"""Words from the first up to, but without, the last."""

_LINE = 30
"""The most words of a headline or a bullet."""

NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM"})


@dataclass(frozen=True, slots=True)
class Draft:
    """An attribution in words: the parts of its content, its cue, its source, and the rule.

    `head` is the word that decides the cue, or -1 where the text has none; `via` says how the words
    came through the carriers.
    """

    parts: tuple[Range, ...]
    cue: tuple[Range, ...]
    source: Reference | None
    act: Act
    rule: str
    head: int
    carriers: tuple[Reference, ...] = ()
    via: str = ""

    @property
    def first(self) -> int:
        """The first word of the content."""
        return self.parts[0][0]

    @property
    def last(self) -> int:
        """The word behind the content."""
        return self.parts[-1][1]


_NOTHING = Token(-1, 0, 0, "", "", "", "", "", "", -1, -1, "")


@dataclass(frozen=True, slots=True)
class Scene:
    """A unit with its cues; `quoted[i]` numbers the quotation, marks included, of word i, or -1.

    `quoted` has one entry more than there are words: behind the last one nothing is quoted.

    `partners` maps the head of a cue to the earlier cue whose source it shares.
    """

    parse: Parse
    lexicon: Lexicon
    unit: Unit
    cues: tuple[Cue, ...]
    quoted: Sequence[int]
    quotations: Sequence[Quotation]
    partners: Mapping[int, Cue] = field(hash=False)

    def window(self, index: int) -> Range:
        """The words in which a cue may find its content: its quotation's sentence, or its unit."""
        number = self.quoted[index]
        if number < 0:
            return self.unit.first, self.unit.last
        quotation = self.quotations[number]
        sentence = self.parse.sentences[self.parse.tokens[index].sentence]
        return max(quotation.first, sentence.first), min(quotation.last, sentence.last)

    @property
    def titled(self) -> bool:
        """Whether a unit is a line without a full stop, as headlines and bullets are."""
        ends = self.text(self.unit.last - 1)
        short = self.unit.last - self.unit.first <= _LINE
        return short and not ends.endswith((".", "!", "?", "”", '"', "’", "'", ")", ":", ";"))

    def token(self, index: int) -> Token:
        """A word by its number; outside the document one without letters."""
        return self.parse.tokens[index] if 0 <= index < len(self.parse.tokens) else _NOTHING

    def text(self, index: int) -> str:
        """A word's letters by its number, or "" outside the document."""
        return self.token(index).text

    def lower(self, index: int) -> str:
        """A word's letters in small by its number, or "" outside the document."""
        return self.token(index).lower

    def above(self, index: int) -> Token:
        """The word that a word hangs on."""
        return self.parse.tokens[self.parse.tokens[index].head]

    def children(self, index: int, *deps: str) -> list[int]:
        """The words that hang on a word by one of the relations `deps`."""
        return [c for c in self.parse.children[index] if self.parse.tokens[c].dep in deps]

    def reach(self, index: int) -> Range:
        """From the first to behind the last word that hangs on a word."""
        branch = self.parse.subtree(index)
        return branch[0], branch[-1] + 1

    def tensed(self, part: Range) -> int | None:
        """The first verb with a tense in a range, or None."""
        tokens = self.parse.tokens[part[0] : part[1]]
        return next((token.index for token in tokens if token.tag in TENSED), None)

    def in_passing(self, noun: int) -> bool:
        """Whether a noun only says by what means somebody spoke: "said in a statement that S"."""
        preposition = self.above(noun)
        verb = self.above(preposition.index)
        phrase = self.token(noun).dep == "pobj" and preposition.lower in {
            "in",
            "on",
            "at",
            "during",
        }
        return phrase and verb.lemma in self.lexicon.clause and verb.pos == "VERB"

    def verdict_as(self, index: int) -> bool:
        """Whether a word is an "as" before a quoted verdict: "dismissed it as “fiction”"."""
        return self.lower(index) == "as" and self.quoted[index] < 0 <= self.quoted[index + 1]

    def infinitive(self, index: int) -> int | None:
        """The "to" of a verb in the infinitive, or None."""
        return next((c for c in self.children(index, "aux") if self.lower(c) == "to"), None)

    def denies(self, cue: Cue) -> bool:
        """Whether a verb is one of denial."""
        frames = (self.lexicon.clause, self.lexicon.object)
        return any(frame.get(cue.lemma) == "denies" for frame in frames)

    def sources(self, cue: Cue) -> tuple[Reference, ...]:
        """The noun phrases behind a verb: its own subject, or its partner's."""
        partner = self.partners.get(cue.head)
        return self.sources(partner) if partner else source.of_verb(self.parse, cue, self.lexicon)

    def able(self, cue: Cue) -> tuple[Reference, ...]:
        """Those sources of a verb that may stand for somebody who speaks, or for a text.

        A verb that only somebody can be the subject of ("condemned") makes a speaker of any noun.
        """
        if cue.lemma in self.lexicon.strong:
            return self.sources(cue)
        return tuple(
            ref for ref in self.sources(cue) if source.can_speak(self.parse, ref.head, self.lexicon)
        )


def partners(
    parse: Parse, cues: Sequence[Cue], quoted: Sequence[int], lexicon: Lexicon
) -> dict[int, Cue]:
    """For each cue of a unit that is joined to an earlier one, that earlier cue.

    The parse often hangs the second verb of "said that S and offered to VP" inside S; the form of
    the verbs tells better: two in the same tense, the second one without a subject of its own.
    """
    found: dict[int, Cue] = {}
    earlier: list[Cue] = []
    for cue in cues:
        if cue.kind != "verb" or cue.passive or modal(parse, cue):
            continue
        mate = next((c for c in reversed(earlier) if quoted[c.head] == quoted[cue.head]), None)
        if mate is not None and _joined(parse, mate, cue, lexicon):
            found[cue.head] = mate
        if finite(parse, cue) and cue.lemma in lexicon.clause:
            earlier.append(cue)
    return found


def _joined(parse: Parse, mate: Cue, cue: Cue, lexicon: Lexicon) -> bool:
    """Whether `cue` goes on in the name of the source of `mate`.

    "The operator said the pipe was old and announced a review": a pipe announces nothing.
    """
    if source.own_subject(parse, cue.head) is not None:
        return False
    if mate.lemma == "ask" and parse.tokens[mate.first - 1].text == ",":
        return parse.tokens[cue.first - 1].text == ","
    if parse.tokens[cue.head].tag == "VBG" and not finite(parse, cue):
        return parse.tokens[cue.first - 1].text == "," and not _modifies(parse, cue)
    if not _coordinated(parse, cue.first):
        return False
    above = parse.tokens[cue.head].head
    if _pluperfect(parse, cue) and not _pluperfect(parse, mate):
        return False
    return above == mate.head or (
        tense(parse, mate) == tense(parse, cue) and _unlike(parse, above, cue, lexicon)
    )


def _pluperfect(parse: Parse, cue: Cue) -> bool:
    """Whether a verb is set back in time, as it is in reported words: "said it had asked"."""
    return any(parse.tokens[i].lower in {"had", "'d", "’d"} for i in range(cue.first, cue.head))


def _unlike(parse: Parse, above: int, cue: Cue, lexicon: Lexicon) -> bool:
    """Whether the verb that the parse joins a cue to is no match for it: of another form, or of a
    subject that cannot speak, or one that only says how something is."""
    if parse.tokens[above].tag != parse.tokens[cue.head].tag:
        return True
    nearer = source.subject(parse, above)
    return nearer is not None and (
        _stative(parse, above) or not source.can_speak(parse, nearer, lexicon)
    )


def _stative(parse: Parse, verb: int) -> bool:
    """Whether a verb only says how something is: "were dead", "had been hurt"."""
    below = {parse.tokens[c].dep for c in parse.children[verb]}
    return bool(below & {"acomp", "auxpass"}) or parse.tokens[verb].lemma == "be"


def _coordinated(parse: Parse, first: int) -> bool:
    """Whether a verb group that begins at a word stands behind "and" or "but", or "and later"."""
    before = parse.tokens[first - 1]
    if before.pos == "ADV" and first > 1:
        before = parse.tokens[first - 2]
    return before.pos == "CCONJ"


def _modifies(parse: Parse, cue: Cue) -> bool:
    """Whether a participle describes a noun right before its comma rather than the sentence."""
    token = parse.tokens[cue.head]
    above = parse.tokens[token.head]
    return token.dep == "acl" and above.lemma in {"report", "statement", "letter"}
