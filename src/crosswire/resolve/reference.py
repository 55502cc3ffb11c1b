"""Whom the source of a statement is: a name, a pronoun, "the minister", "a military source".

A source is tried as a name, a pronoun, a text ("the report by X"), a body, a person by role, and at
last stands for itself: a described source.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from crosswire.extract.mention import Naming, Reference
from crosswire.extract.mention.naming import Gender
from crosswire.extract.mention.role import gender_of
from crosswire.extract.mention.vocabulary import vocabulary
from crosswire.resolve.party import Cast, Party
from crosswire.resolve.realm import Realm
from crosswire.resolve.scene import Actor, Scene, Turn

MALE = frozenset("he him his himself".split())
FEMALE = frozenset("she her hers herself".split())
NEUTER = frozenset("it its itself".split())
PLURAL = frozenset("they them their theirs themselves".split())
FIRST = frozenset("i we me us my our".split())
DEFINITE = frozenset("the this that these those its his her their".split())
BODIES = frozenset(("organisation", "government", "group", "unknown"))


@dataclass(slots=True, eq=False)
class Described:
    """A source that has no name: what it is called, and where."""

    head: str
    plural: bool
    references: list[tuple[int, Reference]] = field(default_factory=list)


Meant = Party | Described


@dataclass(frozen=True, slots=True)
class Resolved:
    """Whom a reference means, by which rule, and the words (first, last) that tell it."""

    meant: Meant
    rule: str
    witness: tuple[int, int]
    named: bool = False


class Resolver:
    """Resolves the references of one document, in the order of the text."""

    def __init__(
        self, number: int, cast: Cast, bearers: dict[tuple[int, int], Party], realm: Realm
    ) -> None:
        self.number, self.cast, self.bearers, self.realm = number, cast, bearers, realm
        self.parse, self.tokens, self.words = cast.parse, cast.parse.tokens, vocabulary()
        self.meant: list[Meant] = []
        self.actors: dict[int, Actor] = {}
        self.described: list[Described] = []
        self.namings = [n for n in cast.namings if (n.first, n.last) in bearers]
        self.scene = Scene(cast.parse, [self._turn(n) for n in self.namings])

    def resolve(self) -> dict[Reference, Resolved]:
        """Each reference's entity, as far as it has one."""
        out = {}
        for reference in sorted(self.cast.references):
            found = self._resolve(reference)
            if found:
                out[reference] = found
                self._note(reference, found)
        return out

    # What is in mind

    def _turn(self, naming: Naming) -> Turn:
        party = self.bearers[naming.first, naming.last]
        return Turn(naming.first, naming.last, naming.head, self._actor(party))

    def _actor(self, meant: Meant) -> Actor:
        known = self.actors.get(id(meant))
        if known is None:
            known = self._new_actor(len(self.meant), meant)
            self.meant.append(meant)
            self.actors[id(meant)] = known
        return known

    def _new_actor(self, key: int, meant: Meant) -> Actor:
        if isinstance(meant, Party):
            return Actor(key, meant.kind, meant.gender, False, self.realm.nouns(meant))
        kind = "body" if self.words.body_noun(meant.head) else "described"
        sex = gender_of(self.words, meant.head)
        return Actor(key, kind, sex, meant.plural, frozenset([meant.head]))

    def _note(self, reference: Reference, found: Resolved) -> None:
        """Remember who spoke, and the sex that a pronoun told of him."""
        actor = self._actor(found.meant)
        pronoun = self.tokens[reference.head].lower
        if actor.gender is None and actor.kind in ("person", "described"):
            actor.gender = "male" if pronoun in MALE else "female" if pronoun in FEMALE else None
        turn = Turn(reference.first, reference.last, reference.head, actor, speaks=True)
        self.scene.speak(turn)

    # The rules, in order

    def _resolve(self, reference: Reference) -> Resolved | None:
        head = self.tokens[reference.head]
        if head.lower in MALE | FEMALE | NEUTER | PLURAL | FIRST:
            return self._pronoun(reference, reference.head)
        for rule in (self._name, self._namesake, self._voice, self._text, self._body, self._role):
            found = rule(reference)
            if found:
                return found
        return self._describe(reference)

    def _name(self, reference: Reference) -> Resolved | None:
        """The name at the head: "Mr Osk", "fisheries minister Ana Osk", "Oslo"."""
        inside = [n for n in self.namings if n.first <= reference.head < n.last]
        if not inside:
            return None
        naming = max(inside, key=lambda n: (n.kind == "person", n.last - n.first))
        if reference.head < naming.last - 1 and naming.kind == "place":
            return None
        return self._named(naming, "name")

    def _named(self, naming: Naming, rule: str) -> Resolved:
        party = self.bearers[naming.first, naming.last]
        if party.kind == "place":
            party = self.realm.government(naming, self.number)
        return Resolved(party, rule, (naming.first, naming.last), named=True)

    def _namesake(self, reference: Reference) -> Resolved | None:
        """The name in apposition: "the harbour master, Ana Osk", "a guard identified as Osk"."""
        for naming in self.namings:
            if naming.kind == "person" and any(r.head == reference.head for r in naming.roles):
                if self.tokens[naming.head].sentence == self.tokens[reference.head].sentence:
                    return self._named(naming, "apposition")
        for naming in self.namings:
            near = reference.first <= naming.head < reference.last
            if near and self.tokens[naming.head].dep == "appos":
                if self.tokens[naming.head].head == reference.head:
                    return self._named(naming, "apposition")
        return None

    def _voice(self, reference: Reference) -> Resolved | None:
        """Who speaks for a body is the body: "a Lumo spokesman", "an aide to X" is not."""
        head = self.tokens[reference.head]
        voice = head.lower in self.words.voice
        if not voice:
            return None
        owner = self._owner(reference)
        if owner:
            return owner
        definite = self._definite(reference)
        if definite:
            turn = self.scene.best(
                reference.first, lambda a: a.kind == "person" and head.lower in a.words
            )
            turn = turn or self.scene.best(reference.first, lambda a: a.kind in BODIES)
            return self._from(turn, "the same role")
        return None

    def _text(self, reference: Reference) -> Resolved | None:
        """Who made the text: "a report by the union", "his letter", "the statement"."""
        head = self.tokens[reference.head]
        if head.lemma not in self.words.text and head.lower not in self.words.text:
            return None
        maker = self._owner(reference)
        if maker:
            return maker
        for child in self.parse.children[reference.head]:
            token = self.tokens[child]
            if token.dep == "poss" and token.tag == "PRP$":
                return self._pronoun(reference, child)
            lower = token.lower
            if token.dep == "compound" and self.words.body_noun(lower):
                turn = self._recent_body(reference.first, lower)
                if turn:
                    return self._from(turn, "maker of the text")
        for child in self.parse.children[reference.head]:
            for below in self.parse.children[child]:
                if self.tokens[below].dep == "poss" and self.tokens[below].tag == "PRP$":
                    return self._pronoun(reference, below)
        if self._definite(reference) or head.lemma == "statement":
            return self._from(self._last_voice(reference.first), "maker of the text")
        return None

    def _body(self, reference: Reference) -> Resolved | None:
        """The body in mind: "the company", "the agency", "the government"."""
        head = self.tokens[reference.head]
        lower = head.lower
        if lower in self.words.government:
            return self._government(reference)
        if not self.words.body_noun(lower) or not self._definite(reference):
            return None
        return self._from(self._recent_body(reference.first, lower), "the same kind of body")

    def _government(self, reference: Reference) -> Resolved | None:
        """The government of the country that the words name, else of the document's own."""
        for at in range(reference.first, reference.last):
            code = self.realm.atlas.country(self.tokens[at].text)
            if code:
                return Resolved(self.realm.government_of(code), "government", (at, at + 1))
        if any(self.tokens[i].pos == "PROPN" for i in range(reference.first, reference.last)):
            return None
        if self.tokens[reference.first].lower in ("local", "regional"):
            return None
        turn = self.scene.best(reference.first, lambda a: a.kind == "government")
        if turn:
            return self._from(turn, "the same government")
        code = self.realm.home(self.number)
        if code is None:
            return None
        party = self.realm.government_of(code)
        return Resolved(party, "the country of the story", (reference.head, reference.head + 1))

    def _role(self, reference: Reference) -> Resolved | None:
        """The person in mind: "the minister", "the nurse, who was at home"."""
        head = self.tokens[reference.head]
        if head.tag == "NNS" or not self._definite(reference):
            return None
        if not self.words.person_noun(head.lower):
            return None
        sex = gender_of(self.words, head.lower)
        turn = self.scene.best(
            reference.first,
            lambda a: head.lower in a.words and a.kind in ("person", "described"),
            within=99,
        )
        if turn:
            return self._from(turn, "the same role")
        if self._told_before(reference):
            return None
        turn = self.scene.last_speaker(reference.first)
        near = turn and self.tokens[turn.head].sentence >= head.sentence - 3
        if turn and near and turn.actor.kind == "person" and _agrees(turn.actor.gender, sex):
            return self._from(turn, "the last speaker")
        return None

    def _describe(self, reference: Reference) -> Resolved | None:
        """A source without a name: one in the article for one description."""
        head = self.tokens[reference.head]
        if head.pos not in ("NOUN", "PROPN", "ADJ", "NUM", "PRON", "DET"):
            return None
        owner = self._owner(reference) if head.lower in self.words.voice else None
        if owner:
            return owner
        plural = head.tag in ("NNS", "NNPS")
        fresh = self._another(reference)
        if not fresh:
            for known in self.described:
                same_number = known.plural == plural
                if same_number and known.head == head.lower and self._same(known, reference):
                    known.references.append((self.number, reference))
                    return Resolved(known, "the same description", self._range(known))
        source = Described(head.lower, plural, [(self.number, reference)])
        self.described.append(source)
        return Resolved(source, "description", (reference.first, reference.last))

    # Parts of the rules

    def _pronoun(self, reference: Reference, at: int) -> Resolved | None:
        """The most salient who agrees in number, sex and life with a pronoun."""
        pronoun = self.tokens[at].lower
        if pronoun in FIRST:
            return self._from(self.scene.last_speaker(reference.first), "first person")
        turn = self.scene.best(at, _agreement(pronoun))
        return self._from(turn, "pronoun")

    def _from(self, turn: Turn | None, rule: str) -> Resolved | None:
        if turn is None:
            return None
        meant = self.meant[turn.actor.key]
        if isinstance(meant, Party) and meant.kind == "place":
            return None
        return Resolved(meant, rule, (turn.at, turn.last))

    def _owner(self, reference: Reference) -> Resolved | None:
        """The body or person for whom the head speaks: before it, or behind of, by, for, from."""
        behind = [
            n
            for n in self.namings
            if reference.head < n.first < reference.last and n.kind != "unknown"
        ]
        before = [n for n in self.namings if reference.first <= n.first <= n.last <= reference.head]
        for naming in before[::-1]:
            if naming.kind != "place" or self._owns(naming):
                return self._named(naming, "speaks for")
        for naming in behind:
            if self._prepositional(naming, reference) and naming.kind != "place":
                return self._named(naming, "speaks for")
        return self._common_owner(reference)

    def _owns(self, naming: Naming) -> bool:
        after = naming.last
        return after < len(self.tokens) and self.tokens[after].tag == "POS"

    def _prepositional(self, naming: Naming, reference: Reference) -> bool:
        """Whether of, by, for, from or with leads to the name."""
        at = naming.reach[0] if naming.reach[0] > reference.head else naming.first
        while at > reference.head and self.tokens[at - 1].pos in ("DET", "ADJ", "NOUN"):
            at -= 1
        return self.tokens[at - 1].lower in ("of", "by", "for", "from", "with", "at", "to")

    def _common_owner(self, reference: Reference) -> Resolved | None:
        """ "A company spokesman", "a spokesman for the union": the body in mind."""
        for at in range(reference.first, reference.last):
            lower = self.tokens[at].lower
            if at == reference.head:
                continue
            if lower in self.words.government:
                part = Reference(at, at + 1, at)
                return self._government(part)
            if self.words.body_noun(lower) and self.tokens[at].tag == "NN":
                return self._from(self._recent_body(reference.first, lower), "speaks for")
        return None

    def _recent_body(self, before: int, noun: str) -> Turn | None:
        """The most salient body that a noun may stand for: of that very noun, else of its kind."""
        same = self.scene.best(before, lambda a: noun in a.words and a.kind in BODIES, within=99)
        if same:
            return same
        words = self.words
        firm = (
            noun in words.common_company
            or noun in words.maker
            or (noun.endswith(words.maker_suffix))
        )
        return self.scene.best(
            before,
            lambda a: (
                a.kind in ("organisation", "group")
                and (not firm or not a.words & words.common_institution)
            ),
        )

    def _last_voice(self, before: int) -> Turn | None:
        """Who was quoted last, else the body most in mind."""
        return self.scene.last_speaker(before) or self.scene.best(
            before, lambda a: a.kind in BODIES
        )

    def _definite(self, reference: Reference) -> bool:
        """Whether an article or pronoun says that the reader knows who is meant."""
        first = self.tokens[reference.first]
        if first.lower in DEFINITE:
            return True
        return any(
            self.tokens[i].lower in DEFINITE and self.tokens[i].dep in ("det", "poss")
            for i in self.parse.children[reference.head]
        )

    def _another(self, reference: Reference) -> bool:
        return self.tokens[reference.first].lower in self.words.another

    def _same(self, known: Described, reference: Reference) -> bool:
        """Whether the words in front do not tell two described sources apart."""
        definite = self.tokens[reference.first].lower in ("the", "this", "that", "these", "those")
        return definite or self._modifiers(known.references[0][1]) == self._modifiers(reference)

    def _modifiers(self, reference: Reference) -> frozenset[str]:
        return frozenset(
            self.tokens[i].lower
            for i in range(reference.first, reference.head)
            if self.tokens[i].pos in ("NOUN", "PROPN", "ADJ")
        )

    def _range(self, known: Described) -> tuple[int, int]:
        reference = known.references[0][1]
        return reference.first, reference.last

    def _told_before(self, reference: Reference) -> bool:
        """Whether the noun was used before, of somebody who has no name."""
        lower = self.tokens[reference.head].lower
        return any(token.lower == lower for token in self.tokens[: reference.first])


def _agreement(pronoun: str) -> Callable[[Actor], bool]:
    """Whom a pronoun can stand for."""
    if pronoun in NEUTER:
        return lambda actor: actor.kind in ("organisation", "government", "group", "body")
    if pronoun in PLURAL:
        return lambda actor: actor.plural or actor.kind in ("organisation", "government", "group")
    sex: Gender = "male" if pronoun in MALE else "female"
    return lambda actor: (
        actor.kind in ("person", "described") and not actor.plural and _agrees(actor.gender, sex)
    )


def _agrees(one: Gender | None, other: Gender | None) -> bool:
    return one is None or other is None or one == other
