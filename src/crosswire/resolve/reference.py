"""Whom the source of a statement is: a name, a pronoun, "the minister", "a military source".

A source is tried as a name, a pronoun, a text ("the report by X"), a body, a person by role, and at
last stands for itself: a described source.
"""

from __future__ import annotations

from collections.abc import Iterator

from crosswire.extract.mention import Reference
from crosswire.extract.mention.portrait import portray
from crosswire.extract.mention.recognise import postnominal
from crosswire.parse import Token
from crosswire.resolve.collective import NEAR, Collective
from crosswire.resolve.memory import BODIES, Described, Resolved
from crosswire.resolve.party import Party
from crosswire.resolve.pronoun import FIRST, PLURAL, PRONOUNS, SINGULAR, agreement
from crosswire.resolve.scene import SUBJECTS

NOBODY = frozenset(("nobody", "none", "nothing", "anybody", "anyone", "everybody", "everyone"))
ONE_MORE = frozenset(("another", "one", "other", "others", "some", "two", "three", "several"))
"""What stands for one more, or for some, of those who were a source right before."""

TOLD = frozenset(("det", "poss", "nummod", "compound", "amod"))
"""What stands before a noun for one human being; a stuff has none: "mould was found"."""


class Resolver(Collective):
    """Resolves the references of one document, in the order of the text."""

    def resolve(self) -> dict[Reference, Resolved]:
        """Each reference's entity, as far as it has one."""
        out = {}
        wanted = set(self.cast.references)
        for reference in sorted(wanted.union(self._passing())):
            found = self._resolve(reference)
            if not found:
                continue
            if reference in wanted:
                out[reference] = found
            self.note(reference, found, speaks=reference in wanted)
        return out

    def _passing(self) -> Iterator[Reference]:
        """Pronouns and "the company" where they are no sources: they keep somebody in mind."""
        sources = {i for r in self.cast.references for i in range(r.first, r.last)}
        for token in self.tokens:
            if token.index in sources or self.scene.quoted[token.index]:
                continue
            if token.lower in SINGULAR and token.dep in SUBJECTS:
                yield Reference(token.index, token.index + 1, token.index)
            elif self._somebody(token):
                inside = self.parse.subtree(token.index)
                whole = Reference(inside[0], inside[-1] + 1, token.index)
                short = Reference(whole.first, token.index + 1, token.index)
                yield whole if self.complement(whole) else short
            elif token.lower in self.words.common_company and self._after_the(token.index):
                yield Reference(token.index - 1, token.index + 1, token.index)

    def _somebody(self, token: Token) -> bool:
        """Whether a noun is a human being whom a sentence is about: "A diplomat was angry"."""
        if (
            token.dep not in (*SUBJECTS, "dobj")
            or token.tag != "NN"
            or token.index in self.named_words
        ):
            return False
        told = any(self.tokens[i].dep in TOLD for i in self.parse.children[token.index])
        return told and self.words.person_noun(token.lower)

    def _after_the(self, at: int) -> bool:
        return at > 0 and self.tokens[at - 1].lower == "the" and self.tokens[at].tag == "NN"

    def _resolve(self, reference: Reference) -> Resolved | None:
        """Whom a reference means; nobody, where that depends on the very words in question."""
        if reference.head in self.pending:
            return None
        self.pending.add(reference.head)
        found = self._by_rule(reference)
        self.pending.remove(reference.head)
        return found

    def _by_rule(self, reference: Reference) -> Resolved | None:
        head = self.tokens[reference.head]
        if head.tag in ("PRP", "PRP$") and head.lower in PRONOUNS:
            return self._pronoun(reference, reference.head)
        if head.tag in ("WP", "WDT") and not head.text.isupper():
            return self._relative(reference)
        for rule in (
            self._name,
            self._namesake,
            self._voice,
            self._paper,
            self._text,
            self._body,
            self._band,
            self._role,
        ):
            found = rule(reference)
            if found:
                return found
        return self._describe(reference)

    def _name(self, reference: Reference) -> Resolved | None:
        """The name at the head: "Mr Osk", "fisheries minister Ana Osk", "Oslo"."""
        at = self._within(reference)
        inside = [n for n in self.namings if n.first <= at < n.last]
        if not inside:
            return self._seat(reference, at)
        naming = max(inside, key=lambda n: (n.kind == "person", n.last - n.first))
        if naming.kind != "person":
            naming = self.titled(naming, reference) or naming
        if reference.head < naming.last - 1 and naming.kind == "place":
            return None
        return self.named(naming, "name")

    def _seat(self, reference: Reference, at: int) -> Resolved | None:
        """A country or its capital that opens a sentence and was not taken for a name."""
        token = self.tokens[at]
        whole = (reference.first, reference.last) == (at, at + 1)
        if not (whole and token.text.istitle() and self.realm.atlas.ruled_from(token.text)):
            return None
        naming = portray(self.parse, (at, at + 1), "place")
        return Resolved(self.realm.government(naming, self.number), "name", (at, at + 1), True)

    def _within(self, reference: Reference) -> int:
        """The head, or the name's last word before letters that hang on it: "Ana Osk | KC"."""
        lettered = reference.head and postnominal(self.tokens[reference.head])
        return reference.head - 1 if lettered else reference.head

    def _paper(self, reference: Reference) -> Resolved | None:
        """ "The paper" is a newspaper where one has been named, else a text."""
        lower = self.tokens[reference.head].lower
        press = lower in self.words.medium and lower in self.words.text
        plain = reference.last == reference.head + 1 and self.definite(reference)
        return self._body(reference) if press and plain else None

    def _relative(self, reference: Reference) -> Resolved | None:
        """The noun that a relative clause is about: "the nurse, who said"."""
        for verb in self.parse.ancestors(reference.head):
            if verb.dep == "relcl":
                noun = self._human(reference, verb.head)
                first = min([noun, *(i for i in self.parse.children[noun] if i < noun)])
                return self._resolve(Reference(first, noun + 1, noun))
        return None

    def _human(self, reference: Reference, noun: int) -> int:
        """The human being before "who": "Osk of broker Lumo & Tarn, who", not the broker."""
        lower = self.tokens[reference.head].lower
        human = self.words.person_noun(self.tokens[noun].lemma) or self._named_human(noun)
        if lower != "who" or human or self.tokens[noun].tag in ("NNS", "NNPS"):
            return noun
        for above in self.parse.ancestors(noun):
            if above.pos in ("VERB", "AUX"):
                break
            if self._named_human(above.index) or self.words.person_noun(above.lemma):
                return above.index
        return noun

    def _named_human(self, at: int) -> bool:
        return any(n.kind == "person" and n.first <= at < n.last for n in self.namings)

    def _namesake(self, reference: Reference) -> Resolved | None:
        """The name in apposition: "the harbour master, Ana Osk", "a guard identified as Osk"."""
        sentence = self.tokens[reference.head].sentence
        here = [n for n in self.namings if self.tokens[n.head].sentence == sentence]
        for naming in here:
            heads = {role.head for role in naming.roles}
            heads |= {self.tokens[i].head for i in heads if self.tokens[i].dep == "appos"}
            title = any(role.first <= reference.head < role.head for role in naming.roles)
            if reference.head in heads or title:
                return self.named(naming, "apposition")
        for naming in here:
            if (
                self.after_comma(naming, reference)
                or self.follows(naming, reference)
                or self.in_apposition(naming, reference)
            ):
                return self.named(naming, "apposition")
        return None

    def _voice(self, reference: Reference) -> Resolved | None:
        """Who speaks for a body is the body: "a Lumo spokesman", "an aide to X" is not."""
        head = self.tokens[reference.head]
        voice = head.lower in self.words.voice
        if not voice:
            return None
        owner = self._owner(reference)
        person = owner and isinstance(owner.meant, Party) and owner.meant.kind == "person"
        if owner and (head.lower.startswith("spokes") or not person):
            return owner
        definite = self.definite(reference) and owner is None
        if definite:
            turn = self.scene.best(
                reference.first, lambda a: a.kind == "person" and head.lower in a.words
            )
            turn = turn or self.scene.best(reference.first, lambda a: a.kind in BODIES)
            return self.meant_at(turn, "the same role")
        if owner is None and head.lower.startswith("spokes") and not self.complement(reference):
            turn = self.scene.best(reference.first, lambda a: a.kind in BODIES, within=NEAR)
            return self.meant_at(turn, "the body in mind")
        return None

    def _describe(self, reference: Reference) -> Resolved | None:
        """A source without a name: one in the article for one description."""
        at = self.counted(reference) or self.noun(reference)
        if at is None:
            return None
        if at != reference.head and at not in self.pending:
            if self.tokens[at].lower in PLURAL:
                many = self.scene.best(reference.first, lambda a: a.plural, within=NEAR)
                return self.meant_at(many, "one of them") or self._described(reference, at)
            return self._resolve(Reference(reference.first, reference.last, at))
        if self.tokens[at].lower in NOBODY:
            return None
        owner = self._owner(reference) if self.mute(self.tokens[at]) else None
        return owner or self._group_before(reference) or self._described(reference, at)

    def _described(self, reference: Reference, at: int) -> Resolved:
        """The source that was described so before, else a new one."""
        head = self.tokens[at]
        plural = head.tag in ("NNS", "NNPS")
        for known in () if self.another(reference) else self.described:
            same_number = known.plural == plural
            if same_number and known.head == head.lower and self.same(known, reference):
                known.references.append((self.number, reference))
                return Resolved(known, "the same description", self.first_words(known))
        source = Described(head.lower, plural, [(self.number, reference)])
        self.described.append(source)
        return Resolved(source, "description", (reference.first, reference.last))

    def _group_before(self, reference: Reference) -> Resolved | None:
        """The sources of whom one more speaks: "Two officials said ... | Another put it at six"."""
        if self.tokens[reference.head].lower not in ONE_MORE:
            return None
        if reference.last > reference.head + 1:
            return None
        sentence = self.tokens[reference.head].sentence
        for known in reversed(self.described):
            at = max(r.head for _, r in known.references)
            if known.plural and 0 <= sentence - self.tokens[at].sentence <= NEAR:
                return Resolved(known, "one of the same", self.first_words(known))
        return None

    def _pronoun(self, reference: Reference, at: int) -> Resolved | None:
        """The most salient who agrees in number, sex and life with a pronoun."""
        pronoun = self.tokens[at].lower
        if pronoun in FIRST:
            return self.meant_at(self.scene.last_speaker(reference.first), "first person")
        text = self._its_text(at) if pronoun == "it" else None
        turn = None if text else self.scene.best(at, agreement(pronoun))
        return text or self.meant_at(turn, "pronoun")

    def _its_text(self, at: int) -> Resolved | None:
        """Who made the text that "it" stands for: "In a note they mocked him. "...," it read."."""
        verb = self.tokens[self.tokens[at].head]
        first = self.parse.sentences[max(self.tokens[at].sentence - 1, 0)].first
        for word in range(at - 1, first - 1, -1):
            token = self.tokens[word]
            if token.lemma not in self.words.text or token.pos != "NOUN":
                continue
            above = self.tokens[token.head]
            opens = above.lower == "in" and above.index <= first + 1
            topic = token.dep in SUBJECTS or opens
            if verb.lemma == "read" or (topic and verb.lemma == "say"):
                return self._text(self._part(word))
        return None

    def _owner(self, reference: Reference) -> Resolved | None:
        """The body or person for whom the head speaks: before it, or behind of, by, for, from."""
        behind = [
            n
            for n in self.namings
            if reference.head < n.first < reference.last and n.kind != "unknown"
        ]
        before = [
            n
            for n in self.namings
            if reference.first <= n.first <= n.last <= reference.head
            and self.tokens[n.last].tag != "HYPH"
        ]
        for naming in before[::-1]:
            if naming.kind != "place" or self.owns(naming):
                return self.named(naming, "speaks for")
        for naming in behind:
            if self.prepositional(naming, reference) and naming.kind != "place":
                return self.named(naming, "speaks for")
        return self._common_owner(reference)

    def _body_in(self, reference: Reference, at: int) -> Resolved | None:
        """The body of a common noun inside a source: the one in mind, or "the pilots' union"."""
        below = [i for i in self.parse.children[at] if self.tokens[i].dep in TOLD]
        which = [i for i in below if self.tokens[i].dep != "det" and self.tokens[i].tag != "PRP$"]
        if at > reference.head and which and which[0] > reference.head:
            return self._resolve(self._part(at))
        return self.meant_at(self.recent_body(reference.first, self.tokens[at].lower), "speaks for")

    def _common_owner(self, reference: Reference) -> Resolved | None:
        """ "A company spokesman", "a spokesman for the union": the body in mind."""
        for at in range(reference.first, reference.last):
            lower = self.tokens[at].lower
            if at == reference.head:
                continue
            if lower in self.words.government:
                part = Reference(at, at + 1, at)
                return self._government(part)
            single = self.tokens[at].tag == "NN" or lower in self.words.bare
            if self.words.body_noun(lower) and single:
                return self._body_in(reference, at)
        return None
