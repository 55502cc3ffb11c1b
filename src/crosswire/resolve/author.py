"""Who made a text that is the source of a statement: "the report by X", "his letter"."""

from __future__ import annotations

from abc import ABC, abstractmethod

from crosswire.extract.mention import Reference
from crosswire.parse import Token
from crosswire.resolve.memory import BODIES, RECEIVED, Memory, Resolved


class Author(Memory, ABC):
    """The memory of one document, asked for the makers of texts."""

    @abstractmethod
    def _resolve(self, reference: Reference) -> Resolved | None:
        """Whom a reference means."""

    @abstractmethod
    def _pronoun(self, reference: Reference, at: int) -> Resolved | None:
        """Whom the pronoun at a word of a reference means."""

    @abstractmethod
    def _owner(self, reference: Reference) -> Resolved | None:
        """The body or person for whom the head of a reference speaks."""

    def _text(self, reference: Reference) -> Resolved | None:
        """Who made the text: "a report by the union", "his letter", "the statement"."""
        head = self.tokens[reference.head]
        if head.lemma not in self.words.text and head.lower not in self.words.text:
            return None
        maker = self._maker(reference, reference.head) or self._owner(reference)
        maker = maker or self._possessor(reference)
        if maker:
            return maker
        if self.tokens[reference.first].lower in ("that", "this"):
            nearest = next(
                (t for t in self.scene.before(reference.first) if t.actor.kind in BODIES), None
            )
            return self.meant_at(nearest, "maker of the text")
        issuer = self._issuer(reference)
        if issuer or not (self.definite(reference) or head.lemma == "statement"):
            return issuer
        return self.meant_at(self.last_voice(reference.first), "maker of the text")

    def _possessor(self, reference: Reference) -> Resolved | None:
        """Whose text it is: "his letter", "the inspectors' report", "a notice on its website"."""
        for child in self.parse.children[reference.head]:
            token = self.tokens[child]
            if token.dep == "poss" and token.tag == "PRP$":
                return self._pronoun(reference, child)
            if token.dep == "poss" and self._speaks(token):
                return self._resolve(self._part(child))
        for at in range(reference.head + 1, reference.last):
            if self.tokens[at].tag == "PRP$" and self.tokens[at].lower in ("its", "their"):
                return self._pronoun(reference, at)
        return None

    def _issuer(self, reference: Reference) -> Resolved | None:
        """The subject of the clause: "Osk, who ..., insisted in a | written statement"."""
        preposition = self.tokens[self.tokens[reference.head].head]
        verb = self.tokens[preposition.head]
        if preposition.lower not in ("in", "by", "via", "through", "on") or verb.pos != "VERB":
            return None
        for child in self.parse.children[verb.index]:
            if self.tokens[child].dep == "nsubj":
                return self._made_by(reference, child, "by")
        return None

    def _maker(self, reference: Reference, noun: int) -> Resolved | None:
        """The source that a preposition or participle behind a text's noun names.

        "Reports from farmers", "a map of tides drawn up by the harbour office".
        """
        for child in self.parse.children[noun]:
            token = self.tokens[child]
            if (
                child < noun
                or token.lower in RECEIVED
                or (token.dep != "acl" and token.lower not in ("of", "from", "by"))
            ):
                continue
            for below in self.parse.children[child]:
                found = None
                if self.tokens[below].dep == "agent":
                    found = self._maker_behind(reference, below)
                elif self.tokens[below].dep == "pobj":
                    found = self._made_by(reference, below, token.lower)
                if found:
                    return found
        return None

    def _maker_behind(self, reference: Reference, preposition: int) -> Resolved | None:
        for below in self.parse.children[preposition]:
            found = self._made_by(reference, below, "by")
            if found:
                return found
        return None

    def _made_by(self, reference: Reference, noun: int, preposition: str) -> Resolved | None:
        """Whom the noun behind "of", "from", "by" means, if it is somebody who can speak."""
        token = self.tokens[noun]
        if token.lemma in self.words.text and preposition == "of":
            deeper = self._maker(reference, noun)
            own = [i for i in self.parse.children[noun] if self.tokens[i].tag == "PRP$"]
            return deeper or (self._pronoun(reference, own[0]) if own else None)
        named = any(n.first <= noun < n.last and n.kind != "place" for n in self.namings)
        house = self._house(noun) if token.lower in self.words.scholars else None
        if house or not (named or self._speaks(token)):
            return house
        return self._resolve(self._part(noun))

    def _speaks(self, token: Token) -> bool:
        """Whether a noun is somebody who can make a text."""
        words = self.words
        able = words.person_noun(token.lemma) or token.lower in words.group
        return able or words.body_noun(token.lower)

    def _house(self, noun: int) -> Resolved | None:
        """The body whose scholars made a study: "researchers at | Tarn University"."""
        for child in self.parse.children[noun]:
            for below in self.parse.children[child]:
                for naming in self.namings:
                    if naming.first <= below < naming.last and naming.kind == "organisation":
                        return self.named(naming, "maker of the text")
        return None

    def _part(self, noun: int) -> Reference:
        """The noun phrase of a noun inside a reference, up to the noun."""
        first = self.parse.subtree(noun)[0]
        if self.tokens[noun].tag == "NNS" and self.tokens[first].lower in ("a", "an"):
            first += 1
        return Reference(first, noun + 1, noun)
