"""The kind of a name that its occurrences in one document agree on."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from crosswire.extract.mention.naming import Kind, Naming
from crosswire.extract.mention.vocabulary import Vocabulary
from crosswire.parse import Parse, Token

WAY = frozenset(("into", "along", "across", "down", "up", "beneath", "through", "over", "on", "in"))
"""Prepositions before a river, a strait, a range: nobody is "along" a body."""


def agreed(parse: Parse, words: Vocabulary, found: list[Naming]) -> list[Naming]:
    """The names with the kind that the whole document gives to their form.

    A surname follows the full name; where the model wavers, the form's certain or commoner kind.
    """
    votes: dict[str, Counter[Kind]] = defaultdict(Counter)
    for naming in found:
        kind = _by_neighbour(parse, words, naming) or naming.kind
        if kind != "unknown":
            votes[naming.text.lower()][kind] += 3 if naming.certain else 1
        if kind == "organisation":
            for stem in _stems(naming.text.lower(), words):
                votes[stem][kind] += 3
    people = _name_parts(found, votes)
    people.update(n.text.lower() for n in found if n.certain and n.kind == "person")
    people -= {n.text.lower() for n in found if n.certain and n.kind != "person"}
    for form, kinds in votes.items():
        if form not in people and (_never_people(kinds) or " " not in form):
            del kinds["person"]
    return [_voted(naming, votes, people) for naming in found]


def _stems(form: str, words: Vocabulary) -> Iterator[str]:
    """What a firm is called without its legal form and its trade: "Lumo" of "Lumo Metals Ltd"."""
    while True:
        form, _, last = form.rpartition(" ")
        if not form or last.rstrip(".") not in words.corporate | words.trade:
            return
        yield form


def _never_people(kinds: Counter[Kind]) -> bool:
    """Whether enough speaks against a human being that the model's guess counts for nothing."""
    return kinds["organisation"] + kinds["place"] > kinds["person"] / 4


def _by_neighbour(parse: Parse, words: Vocabulary, naming: Naming) -> Kind | None:
    """What the words beside a bare name tell: "Osk region", "Lumo guards"; never people."""
    after = naming.last
    if naming.certain or after >= len(parse.tokens):
        return None
    behind = parse.tokens[after]
    article = naming.first > 0 and parse.tokens[naming.first - 1].lower == "the"
    if article and _locative(parse, words, naming, behind):
        return "place"
    if article and behind.tag not in ("NN", "NNS", "POS", "JJ", "HYPH"):
        return "place" if naming.kind == "place" else "organisation"
    if behind.lower in words.land:
        return "place"
    if behind.tag in ("NN", "NNS") and parse.tokens[naming.head].dep in ("compound", "nmod"):
        return "place" if naming.kind == "place" else "organisation"
    return None


def _locative(parse: Parse, words: Vocabulary, naming: Naming, behind: Token) -> bool:
    """Whether a preposition of way leads to a bare name with an article: "into the Osk"."""
    lone = naming.last - naming.first == 1 and behind.pos not in ("NOUN", "PROPN", "PART")
    head = words.organisation_head(naming.text.lower()) or naming.text.isupper()
    before = parse.tokens[naming.first - 2].lower if naming.first > 1 else ""
    return lone and not head and before in WAY


def _name_parts(found: Sequence[Naming], votes: dict[str, Counter[Kind]]) -> set[str]:
    """The words of the names of people that the document gives in full.

    Where only the model takes a full name for a person's, its words must not be a body's elsewhere.
    """
    full = [
        naming
        for naming in found
        if naming.kind == "person"
        and len(set(naming.text.split())) > 1
        and votes[naming.text.lower()].most_common(1)[0][0] == "person"
    ]
    counts = Counter(part.lower() for naming in full for part in naming.text.split())
    sure = {part.lower() for n in full if n.certain or n.gender for part in n.text.split()}
    return {
        part
        for part, count in counts.items()
        if part in sure or votes[part]["organisation"] + votes[part]["place"] <= 2 * count
    }


def _voted(naming: Naming, votes: dict[str, Counter[Kind]], people: set[str]) -> Naming:
    if naming.certain:
        return naming
    form = naming.text.lower()
    if form in people:
        return replace(naming, kind="person")
    ranked = sorted(votes[form].items(), key=lambda vote: (-vote[1], vote[0]))
    return replace(naming, kind=ranked[0][0] if ranked else "unknown")
