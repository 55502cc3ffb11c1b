"""Whom a noun for a body or a band means: "the company", "the government", "the rebels"."""

from __future__ import annotations

from crosswire.extract.mention import Reference
from crosswire.resolve.memory import BODIES, FAR, Resolved
from crosswire.resolve.officer import Officer
from crosswire.resolve.party import Party
from crosswire.resolve.pronoun import FEMALE, MALE
from crosswire.resolve.scene import Actor, Turn

NEAR = 2
"""Sentences within which a body is named for which a mere "spokesman" speaks."""


class Collective(Officer):
    """The memory of one document, asked for bodies by what they are."""

    def _body(self, reference: Reference) -> Resolved | None:
        """The body in mind: "the company", "the agency", "the government"; "the Lumo group"."""
        head = self.tokens[reference.head]
        lower = head.lower
        if lower in self.words.government:
            bare = reference.last - reference.first == 1 and lower == "authorities"
            return None if bare else self._government(reference)
        if not self.words.body_noun(lower):
            return None
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
        elif any(reference.first <= n.first < reference.head for n in self.namings):
            turn = self.scene.best(reference.first, self.may_be_any, within=NEAR)
        else:
            turn = self.recent_body(reference.first, lower)
        if turn is None and self._headline(reference):
            turn = self.scene.next(reference.last, lambda a: a.kind in BODIES and lower in a.words)
        return self.meant_at(turn, "the same kind of body")

    def _announced_body(self, reference: Reference) -> Resolved | None:
        """The body that a report names in its next paragraphs: "a regulator has said"."""
        lower = self.tokens[reference.head].lower
        naming = self.announced(reference)
        if naming is None or naming.kind != "organisation" or self.complement(reference):
            return None
        party = self.bearers[naming.first, naming.last]
        actor = self._actor(party)
        kinds = self.words.regulating if lower in self.words.regulator else frozenset((lower,))
        if not kinds & actor.words and lower not in actor.called:
            return None
        return Resolved(party, "named in the next lines", (naming.first, naming.last))

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
        alone = self.tokens[reference.head - 1].pos not in ("NOUN", "PROPN", "ADJ")
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
        if self.tokens[reference.first].lower in ("local", "regional"):
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
