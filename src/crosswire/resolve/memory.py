"""Who is in mind while one document is read: the names in it, the sources so far, their actors."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from crosswire.extract.mention import Naming, Reference
from crosswire.extract.mention.context import beside
from crosswire.extract.mention.naming import Gender
from crosswire.extract.mention.role import gender_of
from crosswire.extract.mention.vocabulary import vocabulary
from crosswire.parse import Token
from crosswire.resolve.party import Cast, Party
from crosswire.resolve.pronoun import FEMALE, MALE
from crosswire.resolve.realm import Realm
from crosswire.resolve.scene import OBLIQUE, SUBJECTS, Actor, Scene, Turn

DEFINITE = frozenset(("the", "this", "that", "these", "those", "its", "his", "her", "their"))
NOMINAL = frozenset(("NOUN", "PROPN", "ADJ", "NUM", "PRON", "DET"))
BODIES = frozenset(("organisation", "government", "group", "unknown", "open"))

RECEIVED = frozenset(
    [
        "seen",
        "obtained",
        "reviewed",
        "viewed",
        "heard",
        "received",
        "verified",
        "examined",
        "inspected",
        "cited",
        "quoted",
        "aired",
        "broadcast",
    ]
)
"""What is done to a text by those who did not make it: "a letter seen by the Herald"."""

TOLD = "told"
"""What a body that was told something is called: news organisations are."""

FAR = 999
"""Sentences over which a role or a body's own noun still points at its bearer."""


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


class Memory:
    """The scene of one document, and what can be asked of it."""

    def __init__(
        self, number: int, cast: Cast, bearers: dict[tuple[int, int], Party], realm: Realm
    ) -> None:
        self.number, self.cast, self.bearers, self.realm = number, cast, bearers, realm
        self.parse, self.tokens, self.words = cast.parse, cast.parse.tokens, vocabulary()
        self.meant: list[Meant] = []
        self.actors: dict[int, Actor] = {}
        self.countries: dict[int, Actor] = {}
        self.described: list[Described] = []
        self.pending: set[int] = set()
        self.namings = [n for n in cast.namings if (n.first, n.last) in bearers]
        self.named_words = {at for n in self.namings for at in range(*n.reach)}
        self.scene = Scene(cast.parse, [self._turn(n) for n in self.namings])

    def _turn(self, naming: Naming) -> Turn:
        party = self.bearers[naming.first, naming.last]
        actor = self._actor(party)
        subject = self.tokens[naming.head].dep in SUBJECTS
        if actor.kind == "place" and subject and self.realm.atlas.ruled_from(naming.text):
            actor = self._country(party, actor)
        noun = beside(self.parse, self.words, naming.first, naming.last)
        if noun:
            actor.called.add(noun)
        aside = actor.kind != "person" and (self._aside(naming) or self._embedded(naming))
        if aside and self._told(self.tokens[naming.head]):
            actor.called.add(TOLD)
        return Turn(naming.first, naming.last, naming.head, actor, aside=aside)

    def _aside(self, naming: Naming) -> bool:
        """Whether a name only tells where a report or an interview was published."""
        head = self.tokens[naming.head]
        block = self.parse.sentences[head.sentence].block
        if self.parse.blocks[block].kind == "dateline":
            return True
        if self._affiliation(head):
            return True
        while head.dep in OBLIQUE and head.head > head.index:
            head = self.tokens[head.head]
        return self._told(head)

    def _embedded(self, naming: Naming) -> bool:
        """Whether a body is named only to tell what another is: "Lumo, a unit of | Tarn plc"."""
        tokens, linked = self.tokens, False
        for above in self.parse.ancestors(naming.head):
            linked = linked or tokens[above.index].dep == "prep"
            if above.dep == "appos":
                before = tokens[above.head]
                return linked and before.pos == "PROPN" and before.index < naming.first
            if above.pos in ("VERB", "AUX"):
                return False
        return False

    def _affiliation(self, head: Token) -> bool:
        """Whether a body is only where an outsider works: "analysts at | Lumo"."""
        preposition = self.tokens[head.head]
        outsider = self.tokens[preposition.head].lemma in self.words.outsider
        return head.dep == "pobj" and preposition.dep == "prep" and outsider

    def _told(self, head: Token) -> bool:
        """Whether somebody is told something: "told | Radio Lume"."""
        return head.dep in ("dobj", "dative") and self.tokens[head.head].lemma == "tell"

    def _country(self, party: Party, actor: Actor) -> Actor:
        """A country as one who acts: "Norway said it would"."""
        known = self.countries.get(id(party))
        if known is None:
            known = self.countries[id(party)] = replace(actor, kind="country")
        return known

    def _actor(self, meant: Meant) -> Actor:
        known = self.actors.get(id(meant))
        if known is None:
            known = self._new_actor(len(self.meant), meant)
            self.meant.append(meant)
            self.actors[id(meant)] = known
        return known

    def _new_actor(self, key: int, meant: Meant) -> Actor:
        kind: str
        if isinstance(meant, Party):
            kind = "open" if _open(meant) else meant.kind
            nouns = self.realm.nouns(meant)
            firm = kind == "organisation" and bool(nouns & self.words.company)
            called = set(self.words.common_company) if firm else set()
            return Actor(key, kind, meant.gender, False, nouns, called)
        kind = "body" if self.words.body_noun(meant.head) else "described"
        sex = gender_of(self.words, meant.head)
        return Actor(key, kind, sex, meant.plural, frozenset([meant.head]))

    def note(self, reference: Reference, found: Resolved, *, speaks: bool) -> None:
        """Remember who spoke, and the sex that a pronoun told of him."""
        actor = self._actor(found.meant)
        pronoun = self.tokens[reference.head].lower
        sex: Gender | None = "male" if pronoun in MALE else "female" if pronoun in FEMALE else None
        if sex and actor.kind == "open" and isinstance(found.meant, Party):
            actor.kind = found.meant.kind = "person"
        actor.gender = actor.gender or sex
        if actor.kind in BODIES and self.words.body_noun(pronoun) and not found.named:
            actor.called.add(pronoun)
        told = actor.kind != "person" and self._told(self.tokens[reference.head])
        if told:
            actor.called.add(TOLD)
        words = (reference.first, reference.last, reference.head)
        kin = not speaks and self._related(reference.head)
        self.scene.add(Turn(*words, actor, speaks=speaks and not told, aside=told or kin))

    def _related(self, head: int) -> bool:
        """Whether somebody is only told of as another's: "her predecessor", "his mother"."""
        return any(self.tokens[i].tag == "PRP$" for i in self.parse.children[head])

    def named(self, naming: Naming, rule: str) -> Resolved:
        """The bearer of a name; of a place's name its government."""
        party = self.bearers[naming.first, naming.last]
        if party.kind == "place":
            party = self.realm.government(naming, self.number)
        return Resolved(party, rule, (naming.first, naming.last), named=True)

    def meant_at(self, turn: Turn | None, rule: str) -> Resolved | None:
        """Who is meant by a mention that a rule found."""
        if turn is None:
            return None
        meant = self.meant[turn.actor.key]
        if isinstance(meant, Party) and meant.kind == "place":
            return self.ruler(turn)
        return Resolved(meant, rule, (turn.at, turn.last))

    def ruler(self, turn: Turn) -> Resolved | None:
        """The government of a country that acts."""
        for naming in self.namings:
            if (naming.first, naming.last) == (turn.at, turn.last) and turn.actor.kind == "country":
                party = self.realm.government(naming, self.number)
                return Resolved(party, "pronoun", (turn.at, turn.last))
        return None

    def definite(self, reference: Reference) -> bool:
        """Whether an article or pronoun says that the reader knows who is meant."""
        first = self.tokens[reference.first]
        if first.lower in DEFINITE:
            return True
        return any(
            self.tokens[i].lower in DEFINITE and self.tokens[i].dep in ("det", "poss")
            for i in self.parse.children[reference.head]
        )

    def bare(self, reference: Reference) -> bool:
        """Whether a singular noun stands without an article, as in headlines: "Mayor to resign"."""
        if self.tokens[reference.head].tag not in ("NN", "NNP"):
            return False
        before = self.tokens[reference.first : reference.head]
        plain = all(t.pos in ("NOUN", "PROPN", "ADJ", "PUNCT", "SYM", "NUM") for t in before)
        return plain and all(t.tag not in ("POS", "DT", "PRP$") for t in before)

    def possessed(self, reference: Reference) -> bool:
        """Whether somebody else owns the head: "her campaign", "the mayor's aide"."""
        return any(self.tokens[i].dep == "poss" for i in self.parse.children[reference.head])

    def restricted(self, reference: Reference) -> bool:
        """Whether a relative clause says which one: "the hospital that treated him"."""
        after = reference.head + 1
        return after < len(self.tokens) and self.tokens[after].tag in ("WDT", "WP", "WRB")

    def complement(self, reference: Reference) -> bool:
        """Whether "of" right behind the noun says whose or of what."""
        after = reference.head + 1
        if after + 1 >= reference.last or self.tokens[after + 1].pos == "NUM":
            return False
        return self.tokens[after].lower in ("of", "for", "at", "in")

    def modifiers(self, reference: Reference) -> frozenset[str]:
        """The nouns and adjectives before a reference's head."""
        return frozenset(
            self.realm.plain(self.tokens[i])
            for i in range(reference.first, reference.head)
            if self.tokens[i].pos in ("NOUN", "PROPN", "ADJ")
        )

    def names_in(self, reference: Reference) -> frozenset[str]:
        """The capitalised words of a reference up to its head and in its complement."""
        last = reference.last if self.complement(reference) else reference.head
        return frozenset(
            self.realm.plain(token)
            for token in self.tokens[reference.first : last]
            if token.pos in ("PROPN", "ADJ") and token.text[0].isupper() and not self._opens(token)
        )

    def _opens(self, token: Token) -> bool:
        """Whether a common noun has its capital from the start of a headline: "Police chief"."""
        first = self.parse.sentences[token.sentence].first
        common = token.pos == "ADJ" or self.words.body_noun(token.lower)
        return token.index == first and common and not self.realm.plain(token).startswith("@")

    def names_of(self, actor: Actor) -> frozenset[str]:
        """The words around the names of somebody: of his roles, and of their owners."""
        meant = self.meant[actor.key]
        return self.realm.around(meant) if isinstance(meant, Party) else frozenset()

    def bands_of(self, actor: Actor) -> frozenset[str]:
        """What is told of those who belong to a body: "rebel", "hackers"."""
        meant = self.meant[actor.key]
        told = self.realm.bands(meant) if isinstance(meant, Party) else frozenset()
        return told | actor.called | actor.words

    def told_before(self, reference: Reference, actor: Actor) -> bool:
        """Whether the noun was used before, away from the one in question."""
        lower = self.tokens[reference.head].lower
        his = {
            self.tokens[turn.head].sentence
            for turn in self.scene.turns
            if turn.actor.key == actor.key
        }
        return any(
            token.lower == lower and token.sentence not in his
            for token in self.tokens[: reference.first]
        )

    def titled(self, naming: Naming, reference: Reference) -> Naming | None:
        """The person whose title begins with the name: "Osk police | Chief Ana Ruiz"."""
        for other in self.namings:
            if other.kind == "person" and naming.last <= other.first < reference.last:
                between = self.tokens[naming.last : other.first]
                if between and all(t.pos in ("NOUN", "PROPN", "ADJ") for t in between):
                    return other
        return None

    def follows(self, naming: Naming, reference: Reference) -> bool:
        """Whether a name is right behind the head: "analyst | Ana Osk", "activists | Clean Osk"."""
        if self.tokens[reference.head].tag == "NNS" and naming.first == reference.last:
            return naming.kind == "organisation" and reference.head == reference.last - 1
        near = naming.reach[0] <= reference.head < naming.first <= reference.head + 2
        return near and naming.last <= reference.last and naming.kind == "person"

    def after_comma(self, naming: Naming, reference: Reference) -> bool:
        """Whether a person's name stands behind a comma of the source: "one of them, Ana Osk"."""
        before = naming.reach[0] - 1
        one = self.tokens[reference.head].lower == "one" and before == reference.last
        inside = reference.head < before and (one or naming.last <= reference.last)
        closed = naming.last < len(self.tokens) and self.tokens[naming.last].text == ","
        return (
            inside
            and naming.kind == "person"
            and self.tokens[before].text == ","
            and (closed or not one)
        )

    def in_apposition(self, naming: Naming, reference: Reference) -> bool:
        """Whether a name is the apposition of the head: "the harbour master, Ana Osk"."""
        token = self.tokens[naming.head]
        inside = reference.first <= naming.head < reference.last
        able = naming.kind in ("person", "organisation", "unknown")
        return inside and able and token.dep == "appos" and token.head == reference.head

    def counted(self, reference: Reference) -> int | None:
        """What a noun of quantity counts: "members" of "a number of members"."""
        if self.tokens[reference.head].lower not in self.words.quantity:
            return None
        for child in self.parse.children[reference.head]:
            if child > reference.head and self.tokens[child].lower == "of":
                for below in self.parse.children[child]:
                    if self.tokens[below].dep == "pobj" and below < reference.last:
                        return below
        return None

    def noun(self, reference: Reference) -> int | None:
        """The head, or the first noun where the parser put the head elsewhere."""
        if self.tokens[reference.head].pos in NOMINAL:
            return reference.head
        words = range(reference.first, reference.last)
        return next((i for i in words if self.tokens[i].pos in ("NOUN", "PROPN")), None)

    def owns(self, naming: Naming) -> bool:
        """Whether a possessive mark follows a name."""
        after = naming.last
        return after < len(self.tokens) and self.tokens[after].tag == "POS"

    def prepositional(self, naming: Naming, reference: Reference) -> bool:
        """Whether of, by, for, from or with leads to the name."""
        at = naming.reach[0] if naming.reach[0] > reference.head else naming.first
        while at > reference.head and self.tokens[at - 1].pos in ("DET", "ADJ", "NOUN"):
            at -= 1
        if self.tokens[at - 2].lower in RECEIVED:
            return False
        return self.tokens[at - 1].lower in ("of", "by", "for", "from", "with", "at", "to")

    def another(self, reference: Reference) -> bool:
        """Whether the first word makes of the source another than before."""
        return self.tokens[reference.first].lower in self.words.another

    def same(self, known: Described, reference: Reference) -> bool:
        """Whether the words in front do not tell two described sources apart."""
        definite = self.tokens[reference.first].lower in ("the", "this", "that", "these", "those")
        return definite or self.modifiers(known.references[0][1]) == self.modifiers(reference)

    def mute(self, head: Token) -> bool:
        """Whether a noun is nobody who can speak: then he speaks whose it is."""
        words = self.words
        group = head.lower in words.group or head.lower in words.common_institution
        if head.pos != "NOUN" or head.lower in words.quantity:
            return False
        able = group or words.organisation_head(head.lower)
        return not (able or words.person_noun(head.lemma) or words.body_noun(head.lower))

    def first_words(self, known: Described) -> tuple[int, int]:
        """The words by which a source was described first."""
        reference = known.references[0][1]
        return reference.first, reference.last

    def last_voice(self, before: int) -> Turn | None:
        """Who was quoted last, else the body most in mind."""
        return self.scene.last_speaker(before) or self.scene.best(
            before, lambda a: a.kind in BODIES
        )


def _open(party: Party) -> bool:
    """Whether nothing but the model says that a name of two words is no human being's."""
    return party.kind in ("organisation", "unknown") and all(
        not s.naming.certain and 1 < s.naming.last - s.naming.first < 5 for s in party.sightings
    )
