"""Whom a noun for a body or a band means: "the company", "the government", "the rebels"."""

from __future__ import annotations

from collections.abc import Callable

from crosswire.extract.mention import Reference
from crosswire.extract.mention.context import body_word
from crosswire.resolve.memory import BODIES, FAR, TOLD, Resolved
from crosswire.resolve.officer import OPENING, Officer
from crosswire.resolve.party import Party
from crosswire.resolve.pronoun import FEMALE, MALE
from crosswire.resolve.scene import Actor, Turn

TOPIC = 1.6
"""What a doubling of mentions adds for "the company": the story's topic rather than the last."""

NEAR = 2
"""Sentences within which a body is named for which a mere "spokesman" speaks."""

NEWS = frozenset(("news", "press", "wire"))


class Collective(Officer):
    """The memory of one document, asked for bodies by what they are."""

    def _body(self, reference: Reference) -> Resolved | None:
        """The body in mind: "the company", "the agency", "the government"; "the Lumo group"."""
        lower = body_word(self.tokens, reference.head)
        if lower in self.words.government:
            bare = reference.last - reference.first == 1 and lower == "authorities"
            return None if bare else self._government(reference)
        if not self.words.body_noun(lower):
            return self._by_last_noun(reference, lower)
        named = self._body_name(reference) if lower not in self.words.part else None
        if named:
            return named
        if not (self.definite(reference) or self._headline(reference)):
            return self._announced_body(reference)
        owned = any(
            reference.first <= n.first < reference.head and n.kind != "place" for n in self.namings
        )
        other = owned or self.possessed(reference) or self.restricted(reference)
        if other:
            turn = self._led(reference)
        elif self._placed_right_before(reference):
            turn = self.scene.best(reference.first, self.may_be_any, within=NEAR)
        elif self.modifiers(reference) & NEWS:
            turn = self.scene.best(reference.first, self._carries, within=FAR)
        else:
            turn = self.recent_body(reference.first, lower)
        if turn is None and self._headline(reference):
            turn = self._next_called(reference, lower)
        return self.meant_at(turn, "the same kind of body")

    def _placed_right_before(self, reference: Reference) -> bool:
        """Whether a name stands before the noun: "the Oslo bank"; not "the Oslo-based bank"."""
        based = any(t.lower == "based" for t in self.tokens[reference.first : reference.head])
        return not based and any(reference.first <= n.first < reference.head for n in self.namings)

    def _carries(self, actor: Actor) -> bool:
        """Whether a body is a news organisation: by its name, or because it was told something."""
        return self.may_be_any(actor) and (
            TOLD in actor.called or bool(actor.words & self.words.press)
        )

    def _announced_body(self, reference: Reference) -> Resolved | None:
        """The body that a report names in its next paragraphs: "a regulator has said"."""
        lower = self.tokens[reference.head].lower
        naming = self.announced(reference)
        if naming is None or naming.kind != "organisation" or self.complement(reference):
            opens = self.parse.sentences[self.tokens[reference.head].sentence].block < OPENING
            bare = opens and self.bare(reference)
            turn = self._next_called(reference, lower) if bare else None
            return self.meant_at(turn, "the same kind of body")
        party = self.bearers[naming.first, naming.last]
        actor = self._actor(party)
        kinds = self.words.stands_for.get(lower, frozenset()) | {lower}
        firm = self._firm(lower) and bool(actor.words & self.words.company)
        if not (
            kinds & actor.words or lower in actor.called or (firm and self._may_be_firm(actor))
        ):
            return None
        return Resolved(party, "named in the next lines", (naming.first, naming.last))

    def _next_called(self, reference: Reference, noun: str) -> Turn | None:
        """Whom a headline announces by a noun that is told of him behind it."""
        nouns = self.words.stands_for.get(noun, frozenset()) | {noun}
        return self.scene.next(
            reference.last, lambda a: a.kind in BODIES and bool(nouns & (a.words | a.called))
        )

    def _by_last_noun(self, reference: Reference, noun: str) -> Resolved | None:
        """A body by a noun of its name that few bodies have: "the forum" of "Tarn Sea Forum"."""
        plain = reference.last == reference.head + 1 and reference.head - reference.first < 2
        if not (plain and self.definite(reference)) or self.words.person_noun(noun):
            return None
        turn = self.scene.best(
            reference.first, lambda a: a.kind == "organisation" and noun in a.words, within=FAR
        )
        return self.meant_at(turn, "the same noun")

    def _band(self, reference: Reference) -> Resolved | None:
        """Those who are told of by what they do: "the hackers", "rebels", of a gang with a name."""
        lower = self.tokens[reference.head].lower
        alike = self.words.band.get(lower)
        bare = reference.first == reference.head
        if alike is None or not (self.definite(reference) or bare) or self.possessed(reference):
            return None
        if self.complement(reference) or self.restricted(reference):
            return None

        def fits(actor: Actor) -> bool:
            return self.may_be_any(actor) and bool(alike & self.bands_of(actor))

        turn = self.scene.best(reference.first, fits, within=FAR)
        if turn is None and (bare or self.scene.last_speaker(reference.first) is None):
            turn = self.scene.next(reference.last, fits)
        return self.meant_at(turn, "the same band")

    def _headline(self, reference: Reference) -> bool:
        """Whether a body's noun stands alone with a capital: "Ministry: no more night shifts"."""
        head = self.tokens[reference.head]
        opens = self.parse.sentences[head.sentence].first == reference.head
        alone = opens or self.tokens[reference.head - 1].pos not in ("NOUN", "PROPN", "ADJ")
        capital = self.tokens[reference.head].text[0].isupper()
        return alone and capital and self.bare(reference)

    def _led(self, reference: Reference) -> Turn | None:
        """The body in somebody's role: "the fisheries minister ... her ministry"."""
        own = next((i for i in self.parse.children[reference.head] if self._his(i)), None)
        leader = self._pronoun(reference, own) if own is not None else None
        if leader is None or not isinstance(leader.meant, Party):
            return None
        noun, tasks = self.tokens[reference.head].lower, self.realm.tasks(leader.meant)
        return self.scene.best(
            reference.first,
            lambda a: a.kind in BODIES and noun in a.words and any(t <= a.words for t in tasks),
            within=FAR,
        )

    def _his(self, at: int) -> bool:
        return self.tokens[at].tag == "PRP$" and self.tokens[at].lower in MALE | FEMALE

    def _body_name(self, reference: Reference) -> Resolved | None:
        """The name right before a body's noun, quotation marks or not."""
        at = reference.head
        while at > reference.first and self.tokens[at - 1].pos in ("PUNCT", "NOUN", "ADJ"):
            at -= 1
        for naming in self.namings:
            inside = reference.first <= naming.first
            if inside and naming.last == at and naming.kind in ("organisation", "unknown"):
                return self.named(naming, "name")
        return None

    def _government(self, reference: Reference) -> Resolved | None:
        """The government of the country that the words name, else of the document's own."""
        for at in range(reference.first, reference.last):
            text = self.tokens[at].text
            seat = at > reference.head and self.tokens[at - 1].lower == "in"
            code = self.realm.atlas.ruled_from(text) if seat else self.realm.atlas.country(text)
            if code:
                return Resolved(self.realm.government_of(code), "government", (at, at + 1))
        if any(self.tokens[i].pos == "PROPN" for i in range(reference.first, reference.last)):
            return None
        if self.tokens[reference.first].lower in ("local", "regional") or self._several(reference):
            return None
        noun = self.tokens[reference.head].lower
        turn = self.scene.best(
            reference.first, lambda a: a.kind == "government" and noun in a.words, within=FAR
        ) or self.scene.best(reference.first, lambda a: a.kind == "government")
        if turn:
            return self.meant_at(turn, "the same government")
        code = self.realm.home(self.number)
        if code is None:
            return None
        party = self.realm.government_of(code)
        return Resolved(party, "the country of the story", (reference.head, reference.head + 1))

    def _several(self, reference: Reference) -> bool:
        """Whether the words behind the noun speak of many: "authorities in the two countries"."""
        behind = self.tokens[reference.head + 1 : reference.last]
        near = behind[:1] and behind[0].lower in ("in", "of", "on", "from", "across")
        return bool(near) and any(t.tag == "NNS" for t in behind[1:5])

    def recent_body(self, before: int, noun: str) -> Turn | None:
        """The most salient body that a noun may stand for: of that very noun, else of its kind."""
        words = self.words
        same = self.scene.best(before, lambda a: noun in a.words and a.kind in BODIES, within=FAR)
        if same or noun in words.part:
            return same
        like = self._of_like_name(before, noun)
        institution = noun in words.common_institution and noun not in words.descriptive
        if like or noun in words.plain or institution:
            return like
        fits = self._of_kind(noun)
        turn = self.scene.best(
            before,
            lambda a: fits(a) and not self._only_prints(a, noun),
            prominence=TOPIC,
            noun=noun,
        ) or self.scene.best(before, fits, prominence=TOPIC, noun=noun)
        other = turn and noun not in turn.actor.called and self._new_before(before, noun)
        return None if other else turn

    def _only_prints(self, actor: Actor, noun: str) -> bool:
        """Whether a body is an outlet that nothing has called by a noun: not yet "the company"."""
        press = bool(actor.words & self.words.press) or TOLD in actor.called
        return press and noun not in self.words.medium and noun not in actor.called

    def _of_like_name(self, before: int, noun: str) -> Turn | None:
        """The body in whose name a like noun stands: an inspectorate is "the watchdog"."""
        words, scene = self.words, self.scene
        if noun in words.medium:
            press = words.press & words.air if noun in words.station else words.press - words.air
            found = scene.best(before, lambda a: bool(a.words & press), within=FAR)
            if found:
                return found
        like = words.stands_for.get(noun, frozenset())
        return scene.best(before, lambda a: self.may_be_any(a) and bool(like & a.words), noun=noun)

    def _of_kind(self, noun: str) -> Callable[[Actor], bool]:
        """Which bodies a noun may mean of whose names none tells their kind."""
        words = self.words
        if noun in words.medium:
            return self.may_be_any
        if noun in words.descriptive:
            return self._may_be_institution
        if noun == "group":
            return self._may_be_group
        return self._of_trade(noun) if self._firm(noun) else self._may_be_other

    def _new_before(self, before: int, noun: str) -> bool:
        """Whether one of that noun has been told of without a name: "who runs a charity"."""
        words = self.words
        if noun in words.any_firm or noun in words.medium or noun in words.descriptive:
            return False
        return any(
            token.lower == noun
            and token.index not in self.named_words
            and any(self.tokens[i].lower in ("a", "an") for i in self.parse.children[token.index])
            for token in self.tokens[:before]
        )

    def _firm(self, noun: str) -> bool:
        words = self.words
        makers = noun in words.maker or noun.endswith(words.maker_suffix)
        return noun in words.common_company or makers

    def may_be_any(self, actor: Actor) -> bool:
        """Whether somebody is a body that has a name."""
        return actor.kind in ("organisation", "group", "open")

    def _may_be_firm(self, actor: Actor) -> bool:
        """A body whose name has no noun of an institution, a union, a college."""
        others = self.words.institution | self.words.body | self.words.common_institution
        other = actor.called and not any(self._firm(noun) for noun in actor.called)
        able = self.may_be_any(actor) or actor.kind == "unknown"
        return able and not actor.words & others and not other

    def _of_trade(self, noun: str) -> Callable[[Actor], bool]:
        """A firm of which no other trade is told: an airline is no planemaker."""
        plain = self.words.any_firm
        return lambda a: (
            self._may_be_firm(a)
            and (noun in plain or noun in a.called or a.called <= plain | {TOLD})
        )

    def _may_be_other(self, actor: Actor) -> bool:
        """A body whose name tells neither a firm nor an institution: "Velden" of the hospital."""
        words = self.words
        told = actor.words & (words.company | words.institution | words.press | words.body)
        return self.may_be_any(actor) and not told and TOLD not in actor.called

    def _may_be_institution(self, actor: Actor) -> bool:
        """A body whose name has the noun of none: an acronym, "Interpol"."""
        return self._may_be_firm(actor) and not actor.words & self.words.company

    def _may_be_group(self, actor: Actor) -> bool:
        """A body that is no institution of the state."""
        return self.may_be_any(actor) and not actor.words & self.words.institution
