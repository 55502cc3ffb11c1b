"""Whom a noun for somebody means: "the minister", "the surgeon", "a former employee"."""

from __future__ import annotations

from collections.abc import Iterator

from crosswire.extract.mention import Naming, Reference
from crosswire.extract.mention.role import gender_of
from crosswire.resolve.author import Author
from crosswire.resolve.memory import FAR, Resolved
from crosswire.resolve.name import common_spelling
from crosswire.resolve.office import Words, content, noun_of
from crosswire.resolve.party import Party
from crosswire.resolve.pronoun import agrees
from crosswire.resolve.scene import Actor, Turn

OPENING = 4
"""Blocks of a report in which it tells of somebody whom it names in the next ones."""

NEARBY = 3
"""Sentences within which somebody has been named who is called by his age."""

INTRODUCED = 6
"""Sentences behind which somebody so announced is named."""


class Officer(Author):
    """The memory of one document, asked for people by what they are."""

    def _role(self, reference: Reference) -> Resolved | None:
        """The person in mind: "the minister", "the nurse, who was at home"."""
        head = self.tokens[reference.head]
        bare = self.bare(reference)
        if head.lower.endswith("-year-old") or head.lower == "old":
            return self._aged(reference)
        if head.tag == "NNS" or not self.words.person_noun(head.lower):
            return None
        if not (bare or self.definite(reference)):
            owned = self._holder(reference) if self.possessed(reference) else None
            return owned or self._announced(reference)
        turn = self._in_role(reference, bare=bare)
        if turn and not self._of_owner(reference, turn):
            turn = None
        if turn or bare:
            return self.meant_at(turn, "the same role") or self._announced(reference)
        holder = self._holder(reference)
        if holder or self.names_in(reference) or self.complement(reference):
            return holder
        return self._last_in_role(reference)

    def _of_owner(self, reference: Reference, turn: Turn) -> bool:
        """Whether somebody holds his role for whom "its" or "his" means, as far as that is told."""
        own = next((i for i in self.parse.children[reference.head] if self._owning(i)), None)
        owner = self._pronoun(reference, own) if own is not None else None
        meant = self.meant[turn.actor.key]
        if owner is None or not isinstance(meant, Party):
            return True
        if not isinstance(owner.meant, Party):
            return False
        told = self.realm.owners(meant)
        forms = " ".join(owner.meant.forms()).lower().split()
        return not told or bool(told.intersection(forms))

    def _owning(self, at: int) -> bool:
        return self.tokens[at].tag == "PRP$" and self.tokens[at].lower not in ("my", "our")

    def _aged(self, reference: Reference) -> Resolved | None:
        """Who is called by his age: "The 41-year-old said"."""
        if self.tokens[reference.first].lower != "the" or self.complement(reference):
            return None
        turn = self.scene.best(reference.first, lambda a: a.kind == "person", within=NEARBY)
        return self.meant_at(turn, "the same age")

    def _in_role(self, reference: Reference, *, bare: bool) -> Turn | None:
        """Who has the role in this document: told the same of, most in mind, or announced."""
        lower = self.tokens[reference.head].lower
        named, told = self.names_in(reference), self.modifiers(reference)

        def fits(actor: Actor) -> bool:
            able = lower in actor.words and actor.kind in ("person", "described")
            return able and named <= self.names_of(actor)

        def like(actor: Actor) -> bool:
            able = actor.kind == "person" and named | told <= self.names_of(actor)
            return able and bool(self.words.alike.get(lower, frozenset()) & actor.words)

        def same(actor: Actor) -> bool:
            return fits(actor) and bool(told) and told <= self.names_of(actor)

        def known(actor: Actor) -> bool:
            return fits(actor) and actor.kind == "person"

        for able in (same, known, like, fits):
            turn = self.scene.best(reference.first, able, within=FAR)
            turn = turn or (self.scene.next(reference.last, able) if bare else None)
            if turn:
                return turn
        return None

    def _holder(self, reference: Reference) -> Resolved | None:
        """Who holds an office, where only another document gives the name: "the mayor"."""
        offices = self.realm.offices
        marks = [i for i in range(reference.first, reference.head) if self.tokens[i].tag == "POS"]
        first = marks[-1] + 1 if marks else reference.first
        if self.tokens[first].lower in self.words.past:
            return None
        noun, at = noun_of(self.tokens, first, reference.head)
        which = content(self.tokens[first:at], offices.atlas)
        whose = self._whose(reference, first)
        if not offices.known(noun, which, whose):
            return None
        party = offices.holder(noun, which, whose)
        words = (reference.first, reference.last)
        return Resolved(party, "the same office", words) if party else None

    def _whose(self, reference: Reference, first: int) -> Words:
        """The words that say in whose office somebody is: before its noun, or behind "of"."""
        behind = self.tokens[reference.head + 1 : reference.last]
        before = self.tokens[reference.first : first]
        owner = self._owner(reference)
        if owner and isinstance(owner.meant, Party) and not owner.named:
            forms = " ".join(owner.meant.forms()).split()
            return frozenset(common_spelling(word) for word in forms)
        return content([*before, *behind], self.realm.atlas)

    def _last_in_role(self, reference: Reference) -> Resolved | None:
        """The last speaker, of whom a new role is told: "the mother of two, who ..."."""
        if self.possessed(reference):
            return None
        person = self.scene.best(reference.first, lambda a: a.kind == "person")
        for turn in (self.scene.last_speaker(reference.first), person):
            if turn is not None and self._may_have_role(reference, turn):
                return self.meant_at(turn, "the last speaker")
        return None

    def _may_have_role(self, reference: Reference, turn: Turn) -> bool:
        """Whether somebody near may be who is called something new."""
        head = self.tokens[reference.head]
        bare = reference.last == reference.head + 1 and reference.head - reference.first < 2
        if (bare or turn.actor.kind != "person") and not self._goes_on(reference, turn):
            return False
        near = self.tokens[turn.head].sentence >= head.sentence - 3
        fits = agrees(turn.actor.gender, gender_of(self.words, head.lower))
        return near and fits and not self.told_before(reference, turn.actor)

    def _goes_on(self, reference: Reference, turn: Turn) -> bool:
        """Whether a quotation goes on in the paragraph of who spoke last: "...," the baker said."""
        here = self.parse.sentences[self.tokens[reference.head].sentence]
        there = self.parse.sentences[self.tokens[turn.head].sentence]
        able = turn.speaks and not turn.actor.plural and turn.actor.kind in ("person", "described")
        quoted = any(self.scene.quoted[i] for i in range(here.first, here.last))
        return able and quoted and here.block == there.block

    def _announced(self, reference: Reference) -> Resolved | None:
        """Whom a report names in its next paragraphs: "a miner has said ... Ivo Osk, who ... said".

        News tells first what was said, and by whom only then: the first one named who speaks.
        """
        naming = self.announced(reference)
        if naming is None or not self._may_be(reference, naming):
            return None
        party = self.bearers[naming.first, naming.last]
        return Resolved(party, "named in the next lines", (naming.first, naming.last))

    def announced(self, reference: Reference) -> Naming | None:
        """The name of the next source, where an opening "a ..." may announce it."""
        sentence = self.tokens[reference.head].sentence
        opening = self.parse.sentences[sentence].block < OPENING or sentence < 2 * OPENING
        first = self.tokens[reference.first]
        bare = self.bare(reference) and first.pos != "NUM"
        indefinite = first.lower in ("a", "an") or bare
        spoken = any(
            t.speaks and t.actor.kind == "person" for t in self.scene.before(reference.first)
        )
        if not (opening and indefinite) or spoken:
            return None
        naming = next(self._next_sources(reference), None)
        actor = self._actor(self.bearers[naming.first, naming.last]) if naming else None
        known = any(t.actor is actor and t.last <= reference.first for t in self.scene.turns)
        return None if known else naming

    def _next_sources(self, reference: Reference) -> Iterator[Naming | None]:
        """The name of each later source that is near enough, None for one without a name."""
        sentence = self.tokens[reference.head].sentence
        for other in self.cast.references:
            if other.first < reference.last:
                continue
            if self.tokens[other.head].sentence > sentence + INTRODUCED:
                return
            named = (n for n in self.namings if n.reach[0] <= other.head < n.last)
            yield next(named, None)

    def _may_be(self, reference: Reference, naming: Naming) -> bool:
        """Whether somebody named for the first time may be who was announced."""
        head = self.tokens[reference.head]
        actor = self._actor(self.bearers[naming.first, naming.last])
        if naming.kind != "person" or not agrees(actor.gender, gender_of(self.words, head.lower)):
            return False
        told = content(self.tokens[reference.first : reference.head], self.realm.atlas)
        told -= self.words.past
        if head.lower in self.words.anybody and not told:
            return True
        same = head.lower in actor.words or bool(
            self.words.alike.get(head.lower, frozenset()) & actor.words
        )
        around = frozenset(common_spelling(word) for word in self.names_of(actor))
        like = self.words.stands_for
        return same and all(word in around or like.get(word, frozenset()) & around for word in told)
